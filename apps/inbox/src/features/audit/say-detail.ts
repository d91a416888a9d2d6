import type { AuditEntryView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';

/** What changed, where the line says it in a word or two: `Bluesky · 30 days`, `Watch → Act now`. Empty: nothing to add. */
export function sayDetail({ kind, detail }: Pick<AuditEntryView, 'kind' | 'detail'>): string {
  const { channel, days, messages, was, level, on, name } = detail;
  const parts = [
    name,
    channel && channelName(channel),
    days === undefined ? undefined : days === 0 ? t('audit.for-good') : t('audit.days', { days }),
    messages === undefined ? undefined : t('audit.messages', { count: messages }),
    kind === 'severity-corrected' ? sayLevels(was, level) : undefined,
    on === undefined ? undefined : on ? t('audit.on') : t('audit.off'),
  ];
  return parts.filter(Boolean).join(' · ');
}

const sayLevels = (was: string | undefined, level: string | undefined): string =>
  [was, level].map((one) => (one ? t(`board.column.${one}`) : t('audit.as-weighed'))).join(' → ');
