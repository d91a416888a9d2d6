import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import type { CarriedMessage } from './carried-message.js';

/** Writes down which message another one took along, and tells whoever looks at that. */
export const noteCarried = async (
  db: Queryable,
  messageId: string,
  { originId, kind }: Pick<CarriedMessage, 'originId' | 'kind'>,
): Promise<void> => {
  await db.query('insert into carried_message (message_id, origin_id, kind) values ($1, $2, $3)', [
    messageId,
    originId,
    kind,
  ]);
  const [origin] = (await db.query(
    `select m.account_group_id as "accountGroupId", l.person_id as "threadId" from message m
     left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null where m.id = $1`,
    [originId],
  )) as { accountGroupId: string; threadId: string | null }[];
  if (!origin) return;
  const { accountGroupId, threadId } = origin;
  await recordLive(db, [
    { accountGroupId, kind: 'message', data: { threadId, messageId: originId, change: 'changed' } },
  ]);
};
