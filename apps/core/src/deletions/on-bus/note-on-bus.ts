import type { Queryable } from '../../database/queryable.js';

/** What its author deleted, as the ledger has it; what waits in quarantine is no message. */
export interface DeletedPost {
  channel: string;
  externalId: string;
  messageId?: string;
}

/**
 * Writes down what is to be taken from the bus as well, with its pictures, in the transaction that empties it here, and before it does. What is deleted
 * again is looked for again.
 */
export const noteOnBus = async (db: Queryable, posts: readonly DeletedPost[]): Promise<void> => {
  if (posts.length > 0) await db.query(noting, [JSON.stringify(posts)]);
};

/** Pictures alone, as they alone go with a message that is emptied. */
const noting = `
insert into left_on_bus (channel, external_id, blobs, noted_at)
select r.channel, r."externalId", coalesce(array_agg(distinct a.sha256) filter (where a.sha256 is not null), '{}'), clock_timestamp()
from json_to_recordset($1) as r(channel text, "externalId" text, "messageId" uuid)
left join attachment a on a.message_id = r."messageId" and a.media_type like 'image/%'
group by 1, 2 order by 1, 2
on conflict (channel, external_id) do update set noted_at = excluded.noted_at, looked_at = null,
  blobs = array(select unnest(left_on_bus.blobs) union select unnest(excluded.blobs))`;
