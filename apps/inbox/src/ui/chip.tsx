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
  children,
}: {
  tone?: ChipTone;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      {...(title ? { title } : {})}
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-full px-2 text-xs whitespace-nowrap tabular',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
