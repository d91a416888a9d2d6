import type { Queryable } from '../database/queryable.js';
import { lockStorms } from './lock-storms.js';
import { settleStorms } from './weigh-stored.js';

/** What was deleted at its source is no voice any more; the reasons of its severity quote it, and go with it. */
export const forgetPosts = async (
  db: Queryable,
  messages: readonly { messageId: string; accountGroupId: string }[],
): Promise<void> => {
  await lockStorms(
    db,
    messages.map(({ accountGroupId }) => accountGroupId),
  );
  const gone = (await db.query(
    `with gone as (delete from public_post where message_id = any($1::uuid[]) returning storm_id)
     select distinct storm_id as id from gone order by storm_id`,
    [messages.map(({ messageId }) => messageId)],
  )) as { id: string }[];
  await settleStorms(
    db,
    gone.map(({ id }) => id),
  );
};
