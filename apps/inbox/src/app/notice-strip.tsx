import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../ui/class-names';

const tones = {
  warn: 'bg-warn-bg text-warn',
  danger: 'bg-danger-bg text-danger',
  news: 'bg-selected text-ink',
} as const;

/** A line across the top of every page: what is the matter, and the one thing to do about it. */
export function NoticeStrip({
  tone,
  icon: Icon,
  children,
  action,
}: {
  tone: keyof typeof tones;
  icon: LucideIcon;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      role="status"
      className={cx('flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-sm', tones[tone])}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 basis-60 wrap-anywhere">{children}</div>
      {action}
    </div>
  );
}
