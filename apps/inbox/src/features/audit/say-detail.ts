import type { AuditEntryView } from '@filo/contracts/http';
import { t, tOr } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';

/** What changed, where the line says it in a word or two: `Bluesky · 30 days`, `Watch → Act now`. Empty: nothing to add. */
export function sayDetail({ kind, detail }: Pick<AuditEntryView, 'kind' | 'detail'>): string {
  const { channel, days, messages, was, level, on, name, rule } = detail;
  const parts = [
    name,
    // A rule of a later release has no words here yet.
    rule && tOr(`audit.rule.${rule}`, ''),
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
