import type { Notice } from '@filo/contracts/http';
import {
  AtSign,
  BellDot,
  CalendarClock,
  type LucideIcon,
  Mail,
  MailOpen,
  ShieldCheck,
  TriangleAlert,
  UserCheck,
  Webhook,
} from 'lucide-react';
import { sayNotice } from '../../data/say-notice';
import { fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Chip } from '../../ui/chip';
import { cx } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';

const icons: Record<Notice['kind'], LucideIcon> = {
  assigned: UserCheck,
  mentioned: AtSign,
  news: BellDot,
  promise: CalendarClock,
  failed: TriangleAlert,
  ok: ShieldCheck,
  webhook: Webhook,
};

interface NoticeCardProps {
  notice: Notice;
  onOpen(notice: Notice): void;
  onMark(notice: Notice, read: boolean): void;
}

/** One thing that the agent was told; what was not read stands out by its weight and by a word. */
export function NoticeCard({ notice, onOpen, onMark }: NoticeCardProps) {
  const now = useNow();
  const { kind, read, count, text, at } = notice;
  const Icon = icons[kind];
  const said = sayNotice(notice);
  return (
    <article
      tabIndex={-1}
      data-notice={notice.id}
      aria-label={said}
      className={cx(
        'focus-inset flex items-start gap-1 rounded-panel border p-1',
        read ? 'border-line bg-bg' : 'border-line-strong bg-surface',
      )}
    >
      <button
        type="button"
        onClick={() => onOpen(notice)}
        className="flex min-w-0 flex-1 items-start gap-3 rounded-control px-3 py-2 text-start hover:bg-hover"
      >
        <Icon
          className={cx(
            'mt-0.5 size-4 shrink-0',
            kind === 'failed' || kind === 'webhook' ? 'text-danger' : 'text-ink-3',
          )}
          aria-hidden
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2">
            <span dir="auto" className={cx('min-w-0 wrap-anywhere', !read && 'font-semibold')}>
              {said}
            </span>
            {read ? null : <Chip tone="accent">{t('notices.unread')}</Chip>}
            {count > 1 ? <Chip>{t('notices.together', { count })}</Chip> : null}
            <time dateTime={at} title={fullWhen(at)} className="ms-auto shrink-0 text-xs text-ink-3 tabular">
              {shortWhen(at, now)}
            </time>
          </span>
          {text ? (
            <span dir="auto" className="mt-0.5 line-clamp-2 text-sm wrap-anywhere text-ink-2">
              {text}
            </span>
          ) : null}
        </span>
      </button>
      <IconButton
        label={t(read ? 'notices.mark-unread' : 'notices.mark-read')}
        onPress={() => onMark(notice, !read)}
      >
        {read ? <Mail className="size-4" aria-hidden /> : <MailOpen className="size-4" aria-hidden />}
      </IconButton>
    </article>
  );
}
