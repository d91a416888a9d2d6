import type { Queryable } from '../../database/queryable.js';
import { maySomeStand } from '../may-some-stand.js';

/**
 * Lets an answer not be tried again of which an earlier attempt, or a part, may stand there: that is all that is known of it then, and what stands can be
 * deleted. `delivery.start` gives no go for it any more.
 */
export const stopPutOff = async (db: Queryable, messageId: string): Promise<void> => {
  await db.query(stopping, [messageId]);
};

const stopping = `
with stopped as (
  update delivery d set state = 'unknown', at = now()
  where d.message_id = $1 and d.state = 'queued' and d.attempt > 1 and ${maySomeStand('d')} returning d.id)
update outbox o set done_at = now() from stopped where o.delivery_id = stopped.id and o.done_at is null`;
