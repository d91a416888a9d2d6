import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';

const tones = { plain: 'text-ink-2', warn: 'text-warn', ok: 'text-ok' } as const;
export type StateTone = keyof typeof tones;

/** What became of something, in one line that is read aloud when it changes. */
export function StateLine({
  icon: Icon,
  tone = 'plain',
  children,
}: {
  icon: LucideIcon;
  tone?: StateTone;
  children: ReactNode;
}) {
  return (
    <p role="status" className={cx('mt-1 flex items-start gap-1.5 text-sm', tones[tone])}>
      <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
