import type { ReactNode } from 'react';
import { cx } from './class-names';

const tones = {
  plain: 'bg-sunken text-ink-2',
  accent: 'bg-selected text-accent',
  warn: 'bg-warn-bg text-warn',
  danger: 'bg-danger-bg text-danger',
  ok: 'bg-ok-bg text-ok',
  note: 'bg-note text-note-ink',
} as const;
export type ChipTone = keyof typeof tones;

/** A short fact in a coloured ground; the words say it too. */
export function Chip({
  tone = 'plain',
  title,
  wraps = false,
  children,
}: {
  tone?: ChipTone;
  title?: string;
  /** Its words may be long: they take several lines where one is too narrow. */
  wraps?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      {...(title ? { title } : {})}
      className={cx(
        'inline-flex items-center gap-1 border border-transparent px-1.75 text-xs tabular high-contrast:border-current',
        wraps
          ? 'min-h-5 max-w-full min-w-0 rounded-control wrap-anywhere'
          : 'h-5 shrink-0 rounded-full whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
