import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import type { CommandId } from '../keys/commands';
import { cx } from './class-names';
import { Hint } from './hint';
import { withKeys } from './with-keys';

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children'> {
  label: string;
  command?: CommandId;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows only an icon; its name is spoken and stands in the tooltip, with its key. */
export function IconButton({ label, command, className, children, ...rest }: IconButtonProps) {
  return (
    <Hint text={label} {...(command ? { command } : {})}>
      <AriaButton
        {...rest}
        aria-label={label}
        {...(command ? { render: withKeys(command) } : {})}
        className={cx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors duration-80',
          'hover:bg-hover hover:text-ink disabled:opacity-50 max-md:size-11',
          className,
        )}
      >
        {children}
      </AriaButton>
    </Hint>
  );
}
