import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CommandId } from '../keys/commands';

export interface MenuChoice {
  id: string;
  label: string;
  icon?: ReactNode;
  command?: CommandId;
  tone?: 'danger';
  /** Of choices of which one holds: whether it is this one. Left out where a choice only does something. */
  checked?: boolean;
  run(): void;
}

interface MenuProps {
  label: string;
  choices: readonly MenuChoice[];
  /** What the button says, and how it looks. */
  children: ReactNode;
  buttonLabel: string;
  className: string;
  isDisabled?: boolean;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

const MenuPopover = lazy(() => import('./menu-popover'));

/** A menu under a button. Its popover is loaded when it first opens. */
export function Menu(props: MenuProps) {
  const {
    label,
    choices,
    children,
    buttonLabel,
    className,
    isDisabled = false,
    isOpen,
    onOpenChange,
  } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const open = isOpen ?? ownOpen;
  const setOpen = onOpenChange ?? setOwnOpen;
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={buttonLabel}
        aria-haspopup="menu"
        aria-expanded={open}
        isDisabled={isDisabled}
        onPress={() => setOpen(!open)}
        className={className}
      >
        {children}
      </AriaButton>
      {open ? (
        <Suspense fallback={null}>
          <MenuPopover button={button} label={label} choices={choices} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
