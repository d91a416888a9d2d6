import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { CommandId } from '../keys/commands';
import { cx } from './class-names';
import { Hint } from './hint';
import { withKeys } from './with-keys';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  tone?: 'primary' | 'plain' | 'quiet' | 'accent' | 'danger' | 'note';
  size?: 'small' | 'normal';
  /** The command that the button carries out: its key shows in the tooltip. */
  command?: CommandId;
  className?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

const tones = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-medium',
  plain: 'bg-surface text-ink border border-line-strong hover:bg-hover',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  accent: 'text-accent font-medium hover:bg-hover',
  danger: 'bg-surface text-danger border border-danger hover:bg-danger-bg',
  note: 'bg-note text-note-ink border border-dashed border-note-ink hover:brightness-95 font-medium',
} as const;

/** A button with a verb on it. */
export function Button({
  tone = 'plain',
  size = 'normal',
  command,
  className,
  children,
  ...rest
}: ButtonProps) {
  const button = (
    <AriaButton
      {...rest}
      {...(command ? { render: withKeys(command) } : {})}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control whitespace-nowrap transition-colors duration-80',
        'disabled:opacity-50',
        size === 'small'
          ? 'min-h-7 px-2 text-sm max-md:min-h-11 max-md:px-3'
          : 'min-h-8 px-3 text-base max-md:min-h-11',
        tones[tone],
        className,
      )}
    >
      {children}
    </AriaButton>
  );
  return command ? <Hint command={command}>{button}</Hint> : button;
}
