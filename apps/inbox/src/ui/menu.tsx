import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { CommandId } from '../keys/commands';
import { keyOf } from '../keys/key-label';
import { cx } from './class-names';
import { KeyCaps } from './key-caps';

export interface MenuChoice {
  id: string;
  label: string;
  icon?: ReactNode;
  command?: CommandId;
  tone?: 'danger';
  checked?: boolean;
  run(): void;
}

interface MenuProps {
  trigger: ReactElement;
  label: string;
  choices: readonly MenuChoice[];
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A menu under a button. */
export function Menu({ trigger, label, choices, ...open }: MenuProps) {
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover className="float-in z-(--z-popover) min-w-52 rounded-panel border border-line bg-surface p-1 shadow-float">
        <AriaMenu aria-label={label} className="max-h-80 overflow-y-auto outline-none">
          {choices.map((choice) => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              onAction={choice.run}
              className={cx(
                'flex min-h-8 items-center gap-2 rounded-control px-2 text-base outline-none data-[focused]:bg-hover max-md:min-h-11',
                choice.tone === 'danger' && 'text-danger',
              )}
            >
              {choice.icon}
              <span className={cx('flex-1', choice.checked && 'font-semibold text-accent')} dir="auto">
                {choice.label}
              </span>
              {choice.command ? <KeyCaps keys={keyOf(choice.command)} /> : null}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
