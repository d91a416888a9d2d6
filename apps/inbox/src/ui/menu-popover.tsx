import type { RefObject } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { keyOf } from '../keys/key-label';
import { cx } from './class-names';
import { KeyCaps } from './key-caps';
import type { MenuChoice } from './menu';

interface MenuPopoverProps {
  button: RefObject<HTMLButtonElement | null>;
  label: string;
  choices: readonly MenuChoice[];
  onClose(): void;
}

/** The open menu; the focus goes back to its button. */
export default function MenuPopover({ button, label, choices, onClose }: MenuPopoverProps) {
  return (
    <Popover
      isOpen
      aria-label={label}
      triggerRef={button}
      onOpenChange={(open) => !open && onClose()}
      className="float-in z-(--z-popover) min-w-52 rounded-panel border border-line bg-surface p-1 shadow-float"
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        onClose={onClose}
        className="max-h-80 overflow-y-auto outline-none"
      >
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
      </Menu>
    </Popover>
  );
}
