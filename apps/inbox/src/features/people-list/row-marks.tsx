import type { ThreadRow } from '@filo/contracts/http';
import { AlarmClock, Handshake, Megaphone } from 'lucide-react';
import { fullWhen } from '../../i18n/format';
import { futureWhen } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Chip } from '../../ui/chip';
import TagChips from '../../ui/tag-chips';
import TeamChip from '../../ui/team-chip';

/** What is seldom so of a row: a grave post waits, as the board says it; whose team's it is; what it is marked with; when our promise is due, red when it is late; and when it comes back. */
export default function RowMarks({ row }: { row: ThreadRow }) {
  const now = useNow();
  const { promise, snoozed, team } = row;
  const late = promise !== null && Date.parse(promise.dueAt) <= now;
  return (
    <>
      {row.grave ? (
        <Chip tone="danger" title={t('row.grave')}>
          <Megaphone className="size-3 shrink-0" aria-hidden />
          {t('board.column.act-now')}
        </Chip>
      ) : null}
      {team ? <TeamChip team={team} /> : null}
      {row.tagIds.length > 0 ? (
        <span className="flex min-w-0 gap-1 overflow-hidden">
          <TagChips ids={row.tagIds} max={1} />
        </span>
      ) : null}
      {promise ? (
        <Chip
          tone={late ? 'danger' : 'accent'}
          title={t(late ? 'promise.late' : 'promise.due', { when: fullWhen(promise.dueAt) })}
        >
          <Handshake className="size-3" aria-hidden />
          {futureWhen(promise.dueAt, now)}
        </Chip>
      ) : null}
      {snoozed ? (
        <Chip>
          <AlarmClock className="size-3" aria-hidden />
          {snoozed.until === null ? t('snooze.they-reply-short') : futureWhen(snoozed.until, now)}
        </Chip>
      ) : null}
    </>
  );
}
