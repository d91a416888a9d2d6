import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Throws when the reader may not see one of the messages that it names. */
export const checkMessages = async (
  db: Queryable,
  reader: Reader,
  messageIds: readonly string[],
): Promise<void> => {
  const seen: object[] = await db.query(
    `select from message m where m.id = any($1::uuid[]) and ${visibleTo('m', '$2')}`,
    [messageIds, reader.accountGroupIds],
  );
  if (seen.length === new Set(messageIds).size) return;
  throw new DomainError('unknown-reference', 'Nothing was changed: this person wrote no such message.', {
    reason: 'no-such-message',
  });
};
