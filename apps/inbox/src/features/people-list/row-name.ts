import type { ThreadRow } from '@filo/contracts/http';
import { duration, fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';

/** Only mails have subjects; what came by another channel is called after it. */
export function rowSubject(row: ThreadRow): string {
  if (row.subject) return row.subject;
  const channel = row.channels.find((one) => one !== 'email');
  return channel ? channelName(channel) : t('row.no-subject');
}

/** What a screen reader says of a row: person, state, wait, subject, channels. */
export function rowName(row: ThreadRow, now: number): string {
  const parts = [
    row.person.name,
    row.unread ? t('row.unread') : '',
    row.grave ? t('row.grave') : '',
    row.waitingSince
      ? t('wait.words', { duration: duration(now - Date.parse(row.waitingSince)) })
      : t(`state.${row.state}`),
    row.promise ? t('row.promise', { when: fullWhen(row.promise.dueAt) }) : '',
    row.snoozed?.until ? t('row.snoozed', { when: fullWhen(row.snoozed.until) }) : '',
    row.undelivered ? t('row.undelivered') : '',
    rowSubject(row),
    row.channels.map(channelName).join(', '),
    row.team ? t('row.team', { name: row.team.name }) : '',
    row.assignee ? t('row.assigned', { name: row.assignee.name }) : '',
    shortWhen(row.lastAt, now),
  ];
  return parts.filter(Boolean).join(', ');
}
