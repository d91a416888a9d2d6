import type { Queryable } from '../../database/queryable.js';
import { outboxNotification } from '../../outbox/queue-send.js';
import { revisionAnswered } from '../edited-meanwhile.js';

/** SQL: delivery `d` failed for good, or nobody knows whether it arrived and it was looked for. */
export const mayBeSentAgain = (d: string): string =>
  `(${d}.state = 'failed' or (${d}.state = 'unknown' and ${d}.looked_at is not null))`;

/**
 * Queues one more attempt of the deliveries of a message that failed, or were looked for and not found; resolves with how many. None while another is under way. What held a secret has lost it
 * with its end, and goes out no more. Whoever sends it again answers the words of now.
 */
export const queueAgain = async (db: Queryable, messageId: string): Promise<number> => {
  await db.query('select from delivery where message_id = $1 order by id for update', [messageId]);
  const [{ count }] = (await db.query(queueing, [messageId])) as [{ count: number }];
  return count;
};

/** A receipt of an earlier attempt says nothing of this one, but that it arrived after all. */
const queueing = `
with ended as (
  select d.id, o.id as outbox_id from delivery d join outbox o on o.delivery_id = d.id
  where d.message_id = $1 and ${mayBeSentAgain('d')} and o.text_after is null
    and not exists (select from delivery other where other.message_id = $1 and other.state in ('queued', 'sending'))
), again as (
  update delivery d set state = 'queued', attempt = d.attempt + 1, code = null, detail = null, why = null, at = now(), start_token = null, looked_at = null, held_until = null,
    answered_revision = ${revisionAnswered('d.message_id')}
  from ended where d.id = ended.id returning d.id, d.attempt
), queued as (
  update outbox o set done_at = null, published_at = null, published = 0, due_at = now(),
    payload = o.payload || jsonb_build_object('attempt', again.attempt, 'eventId', gen_random_uuid())
  from ended join again on again.id = ended.id where o.id = ended.outbox_id returning 1
)
select count(*)::int as count, pg_notify('${outboxNotification}', '') from queued`;
