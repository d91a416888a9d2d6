import type { MessageMark } from '@filo/contracts';
import { isHeardElsewhere } from '../deletions/stand-in.js';

/** What stands in the place of a message that was kept for as long as its channel keeps messages. */
export const retentionMark: MessageMark = {
  code: 'removed-by-retention',
  text: 'It is older than what is kept of its channel, and was removed.',
};

/**
 * Mails and forms are no platform's: they were written to us, and their raw bytes are kept as what was received. See
 * docs/decisions/0037.
 */
const neverRemoved: readonly string[] = ['email', 'webform'];

export const hasRetention = (channel: string): boolean => !neverRemoved.includes(channel);

/** The same in SQL; `alias` is a row with a channel. */
export const isRemovable = (alias: string): string => `(${alias}.channel <> all('{${neverRemoved.join()}}'))`;

/** Messages that are not removed yet; in the words of the index `message_kept`. `alias` is a row of `message`. */
export const isKept = (alias: string): string =>
  `(${alias}.raw_sha256 is null and ${alias}.direction <> 'note'
    and not ${alias}.marks @> '[{"code": "removed-by-retention"}]'::jsonb)`;

/** Whether a message is older than so many days. */
export const isOlder = (alias: string, days: string): string =>
  `${alias}.sort_at < now() - ${days}::int * interval '1 day'`;

/** Whether a message goes with the words of the removed account that it stands with: another account of ours that heard it keeps it. */
export const isErasedWith = (message: string): string =>
  `(${isKept(message)} and not ${isHeardElsewhere(message)})`;
