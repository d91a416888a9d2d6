import type { Queryable } from '../database/queryable.js';

/**
 * Deletes a message that never left, with all that was written in one step with it. Its key is used up, so that a late retry of the send brings it
 * not back. Of what it carried the uploads stay, which the draft names; their bytes are housekeeping's again, unless they may be those of a mail.
 */
export const removeHeld = async (db: Queryable, messageId: string): Promise<void> => {
  for (const sql of removing) await db.query(sql, [messageId]);
};

const removing = [
  'delete from outbox o using delivery d where d.message_id = $1 and o.delivery_id = d.id',
  'delete from delivery where message_id = $1',
  'update idempotency set message_id = null where message_id = $1',
  `with gone as (delete from attachment where message_id = $1 returning sha256, media_type)
   update blob set upload_only = true, stored_at = now() from gone
   where blob.sha256 = gone.sha256 and gone.media_type not in ('message/rfc822', 'text/plain', 'application/octet-stream')
     and not exists (select from attachment other where other.sha256 = gone.sha256 and other.message_id <> $1)`,
  'delete from participant where message_id = $1',
  // Closing the topic was one step with it. Its topic is the one in which it was put: it may stand in a twin of that by now.
  `delete from action a using action placed where placed.message_id = $1 and placed.kind = 'placed'
     and a.topic_id = placed.topic_id and a.data ->> 'withMessageId' = placed.message_id::text`,
  // Also where it was moved by hand while it waited for its network.
  'delete from action where message_id = $1',
  // What it promised was not promised, and what it kept is open again, as if neither had been done.
  `delete from action a using promise p where p.message_id = $1 and a.topic_id = p.topic_id and a.data ->> 'promiseId' = p.id::text`,
  `delete from action a using promise p where p.kept_message_id = $1 and a.topic_id = p.topic_id and a.data ->> 'promiseId' = p.id::text
     and a.kind = 'promise-kept' and a.at >= p.settled_at`,
  'delete from promise where message_id = $1',
  `update promise set state = 'open', settled_at = null, settled_by = null, kept_message_id = null where kept_message_id = $1`,
  'delete from carried_message where message_id = $1',
  'delete from message where id = $1',
] as const;
