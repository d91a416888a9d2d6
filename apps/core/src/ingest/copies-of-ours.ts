import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import type { Holder } from './claim-ledger.js';
import { ledgerKey } from './intake.js';
import type { OwnIds } from './own-ids.js';

/**
 * What we sent from here comes back in a Sent folder: by ledger key, the message that it is a copy of. Only our own Sent
 * folders are believed; a stranger may repeat our Message-ID.
 */
export const copiesOfOurs = async (
  db: Queryable,
  events: readonly MessageReceived[],
  ids: OwnIds,
): Promise<Map<string, Holder>> => {
  const named = events.flatMap((event) => {
    const messageId =
      event.direction === 'outbound' && event.threadingId ? ids.messageOf(event.threadingId) : undefined;
    return messageId === undefined ? [] : [{ key: ledgerKey(event), messageId }];
  });
  if (named.length === 0) return new Map();
  const rows: { id: string; account_group_id: string }[] = await db.query(
    `select id, account_group_id from message where id = any($1) and direction = 'outbound'`,
    [named.map(({ messageId }) => messageId)],
  );
  const groups = new Map(rows.map((row) => [row.id, row.account_group_id]));
  return new Map(
    named.flatMap(({ key, messageId }) => {
      const accountGroupId = groups.get(messageId);
      return accountGroupId === undefined ? [] : [[key, { messageId, accountGroupId }] as const];
    }),
  );
};
