import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { holdLinks } from '../people/links/hold-links.js';
import { replayMoves } from '../people/parts/move-messages.js';
import { lockThreads } from '../threads/lock-threads.js';
import { writeThreads } from '../threads/project-threads.js';
import { removeEmptyRows } from '../threads/remove-empty-rows.js';
import { recountTopics } from '../topics/recount-topics.js';
import { moveWords } from '../topics/twins/move-words.js';

const chunk = 500;

/**
 * Computes topics, threads and their rows anew from messages, links, facts and actions, person by person, while the system
 * runs: each chunk is one transaction under the threads' locks. Where a message was placed is replayed from its action and
 * never decided again. Versions stay, since they only tell a reader that something moved.
 */
export class RebuildProjections {
  constructor(private readonly dataSource: DataSource) {}

  /** Resolves with the number of persons; an abort ends it after those in hand. */
  async run(signal?: AbortSignal): Promise<number> {
    let persons = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const ids = await inTransaction(this.dataSource, (db) => rebuildChunk(db, after));
      if (ids.length === 0 || signal?.aborted) return persons + ids.length;
      persons += ids.length;
      after = ids.at(-1)!;
    }
  }
}

const rebuildChunk = async (db: Queryable, after: string): Promise<string[]> => {
  const persons: { id: string }[] = await db.query(
    'select id from person where id > $1 order by id limit $2',
    [after, chunk],
  );
  const ids = persons.map((person) => person.id);
  if (ids.length === 0) return [];
  await holdLinks(db);
  const personIds = await withThoseParted(db, ids);
  await lockThreads(db, personIds);
  await rebuildTopics(db, personIds);
  await removeEmptyRows(db, personIds);
  await recordLive(db, await writeThreads(db, { personIds, bump: false }));
  return ids;
};

/** With those who spoke in a topic of one of these, or in whose topic one of these spoke, and are another person now. */
const withThoseParted = async (db: Queryable, ids: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(partedFrom, [encodeArray('uuid', ids)]);
  return [...new Set([...ids, ...rows.map((row) => row.id)])].sort();
};

const rebuildTopics = async (db: Queryable, personIds: readonly string[]): Promise<void> => {
  const people = encodeArray('uuid', personIds);
  const held: { id: string; part: boolean }[] = await db.query(identitiesHeld, [people]);
  await replayMoves(db, held.flatMap(({ id, part }) => (part ? [id] : []))); // prettier-ignore
  await db.query(replacing, [people]);
  const parted = await moveWords(db, held.map(({ id }) => id)); // prettier-ignore
  const topics: { id: string }[] = await db.query(topicsOf, [people]);
  await recountTopics(db, {
    topicIds: [...topics.map(({ id }) => id), ...parted.topicIds],
    inherited: parted.inherited,
  });
};

const identities = `
select l.identity_id as id from unnest($1::uuid[]) who(id) cross join lateral (
  select l.identity_id from link l where l.person_id = who.id and l.withdrawn_at is null offset 0) l`;

const identitiesHeld = `select i.id, i.part_of is not null as part from (${identities}) mine join identity i using (id)`;

const topicsOf = `
select t.id from (${identities}) mine cross join lateral (
  select t.id from topic t where t.anchor_identity_id = mine.id offset 0) t`;

/** Words of whoever opened the topic; those of others may stand in a twin. */
const replacing = `
update message m set topic_id = a.topic_id
from (select distinct on (a.message_id) a.message_id, a.topic_id
  from (${topicsOf}) t join action a on a.topic_id = t.id
  where a.kind = 'placed'
  order by a.message_id, a.at desc, a.id desc) a
where m.id = a.message_id and m.topic_id is distinct from a.topic_id
  and m.anchor_identity_id = (select t.anchor_identity_id from topic t where t.id = a.topic_id)`;

const partedFrom = `
with mine as (${identities}),
spoken as (
  select t.id, t.twin_of from mine cross join lateral (
    select t.id, t.twin_of from topic t where t.anchor_identity_id = mine.id offset 0) t)
select distinct l.person_id as id from (
  select whole.anchor_identity_id as id from spoken join topic whole on whole.id = spoken.twin_of
  union
  select m.anchor_identity_id from spoken join action a on a.topic_id = spoken.id and a.kind = 'placed'
    join message m on m.id = a.message_id
) other join link l on l.identity_id = other.id and l.withdrawn_at is null`;
