import type { Queryable } from '../database/queryable.js';
import { outboxNotification } from './queue-send.js';

/** The connector has to hear of the new keys before it tries them. */
const afterNewKeys = '3 seconds';

/**
 * What was put off while an account had other keys goes out with the new ones, and not when it would have been its turn. What nobody knows of
 * keeps its minute: looked for too early it would go out twice.
 */
export const hastenWaiting = async (db: Queryable, accountId: string): Promise<void> => {
  await db.query(
    `with hastened as (
       update outbox set due_at = now() + interval '${afterNewKeys}'
       where done_at is null and published_at is null and due_at > now() + interval '${afterNewKeys}'
         and payload ->> 'accountId' = $1 and (payload ->> 'attempt')::int > 1
         and not exists (select from delivery d where d.id = outbox.delivery_id and d.doubtful) returning 1)
     select pg_notify('${outboxNotification}', '') from hastened limit 1`,
    [accountId],
  );
};
