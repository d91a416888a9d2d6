import type { Queryable } from '../../database/queryable.js';

/** What its author deleted, as the ledger has it; what waits in quarantine is no message. */
export interface DeletedPost {
  channel: string;
  externalId: string;
  messageId?: string;
  /** What could not be read, as it came. */
  blobs?: readonly string[];
}

/**
 * Writes down what is to be taken from the bus as well, with its pictures, in the transaction that empties it here, and before it does. What is deleted
 * again is looked for again.
 */
export const noteOnBus = async (db: Queryable, posts: readonly DeletedPost[]): Promise<void> => {
  if (posts.length > 0) await db.query(noting, [JSON.stringify(posts)]);
};

/** Of a message pictures alone, as they alone go where it is emptied. */
const noting = `
insert into left_on_bus (channel, external_id, blobs, noted_at)
select r.channel, r."externalId", coalesce(array_agg(distinct b.sha256) filter (where b.sha256 is not null), '{}'), clock_timestamp()
from json_to_recordset($1) as r(channel text, "externalId" text, "messageId" uuid, blobs text[])
left join lateral (
  select a.sha256 from attachment a where a.message_id = r."messageId" and a.media_type like 'image/%'
  union all select unnest(r.blobs)) b on true
group by 1, 2 order by 1, 2
on conflict (channel, external_id) do update set noted_at = excluded.noted_at, looked_at = null,
  blobs = array(select unnest(left_on_bus.blobs) union select unnest(excluded.blobs))`;
