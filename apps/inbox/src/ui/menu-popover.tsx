import type { RefObject } from 'react';
import { Menu, MenuItem, MenuSection, Popover } from 'react-aria-components';
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
        {runsOf(choices).map((run) => {
          const items = run.map(itemOf);
          // The state of choices belongs to their section: the menu opens at its top, whichever is checked.
          return isOneOf(run[0]) ? (
            <MenuSection
              key={`${run[0]?.id}-and-others`}
              aria-label={label}
              selectionMode="single"
              selectedKeys={run.filter(({ checked }) => checked).map(({ id }) => id)}
              shouldCloseOnSelect
            >
              {items}
            </MenuSection>
          ) : (
            items
          );
        })}
      </Menu>
    </Popover>
  );
}

const isOneOf = (choice: MenuChoice | undefined): boolean => choice?.checked !== undefined;

/** Choices of which one holds, and those that only do something, as they follow each other. */
const runsOf = (choices: readonly MenuChoice[]): MenuChoice[][] => {
  const runs: MenuChoice[][] = [];
  for (const choice of choices) {
    const last = runs.at(-1);
    if (last && isOneOf(last[0]) === isOneOf(choice)) last.push(choice);
    else runs.push([choice]);
  }
  return runs;
};

const itemOf = (choice: MenuChoice) => (
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
);
