import type { Reader } from '../../access/reader.js';
import { shownOnceTo } from '../../access/visible-to.js';
import type { Queryable } from '../../database/queryable.js';
import { lateMinutes } from '../../watches/my-watches.js';

/** What an author saw of a thread when their answer was scheduled. */
export interface SeenWords {
  identityIds: string[];
  /** The words that came just before: what commits later may have come earlier. And the newest edit of each word of theirs. */
  ids: string[];
}

interface Place {
  personId: string;
  reader: Reader;
}

const words = `
  select l.identity_id, m.id, m.ingested_at, m.direction from link l join message m on m.anchor_identity_id = l.identity_id
  where l.person_id = $1 and l.withdrawn_at is null and m.class = 'human' and m.direction <> 'note' and ${shownOnceTo('m', '$2')}`;

/** The newest edit of each word of theirs, under an id of its own: when a platform says that it was edited is not when we heard of it. */
const edits = `
  select md5(said.id || ':' || max(v.n))::uuid as id from (${words}) said join message_revision v on v.message_id = said.id
  where said.direction = 'inbound' group by said.id`;

/** The caller holds the lock of the thread. */
export const seenWords = async (db: Queryable, { personId, reader }: Place): Promise<SeenWords> => {
  const [seen] = (await db.query(
    `select array(select identity_id from link where person_id = $1 and withdrawn_at is null) as "identityIds",
       array(select said.id from (${words}) said where said.ingested_at > clock_timestamp() - interval '${lateMinutes} minutes'
         union all select edit.id from (${edits}) edit) as ids`,
    [personId, reader.accountGroupIds],
  )) as [SeenWords];
  return seen;
};

/**
 * Whether the thread holds words that the author of an answer did not see when it was scheduled: some came since, were edited since, or a merge brought them. That links
 * changed alone is no news. `since`: when it was scheduled.
 */
export const hasUnseenWords = async (
  db: Queryable,
  { personId, reader, seen, since }: Place & { seen: SeenWords; since: string },
): Promise<boolean> => {
  const [found] = (await db.query(
    `select exists (select from (${words}) said where said.identity_id <> all($3::uuid[])
       or (said.ingested_at > $5::timestamptz - interval '${lateMinutes} minutes' and said.id <> all($4::uuid[])))
       or exists (select from (${edits}) edit where edit.id <> all($4::uuid[])) as unseen`,
    [personId, reader.accountGroupIds, seen.identityIds, seen.ids, since],
  )) as [{ unseen: boolean }];
  return found.unseen;
};
