import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { lockThreads } from '../threads/lock-threads.js';
import { writeThreads } from '../threads/project-threads.js';
import { settleTopics } from '../topics/settle-topics.js';

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
  const personIds = persons.map((person) => person.id);
  if (personIds.length === 0) return [];
  await lockThreads(db, personIds);
  await db.query(replacing, [personIds]);
  const topics: { id: string }[] = await db.query(resetting, [personIds]);
  await settleTopics(db, { topicIds: topics.map((topic) => topic.id) });
  await db.query(removing, [personIds]);
  await recordLive(db, await writeThreads(db, { personIds, bump: false }));
  return personIds;
};

const replacing = `
update message m set topic_id = a.topic_id
from (select distinct on (a.message_id) a.message_id, a.topic_id
  from link l join topic t on t.anchor_identity_id = l.identity_id join action a on a.topic_id = t.id
  where l.person_id = any($1) and l.withdrawn_at is null and a.kind = 'placed'
  order by a.message_id, a.at desc, a.id desc) a
where m.id = a.message_id and m.topic_id is distinct from a.topic_id`;

/** Rows of groups in which nothing is left to show. */
const removing = `
delete from thread_row r where r.person_id = any($1) and not exists (
  select from link l join topic t on t.anchor_identity_id = l.identity_id
  where l.person_id = r.person_id and l.withdrawn_at is null and t.account_group_id = r.account_group_id)`;

const resetting = `
with mine as (
  select t.id from link l join topic t on t.anchor_identity_id = l.identity_id
  where l.person_id = any($1) and l.withdrawn_at is null
), word as (
  select m.topic_id as id, min(m.sort_at) as opened_at, max(m.sort_at) as last_at,
    max(m.sort_at) filter (where m.direction = 'inbound' and not m.history) as in_at,
    max(m.ingested_at) filter (where m.direction = 'inbound' and not m.history) as in_seen_at,
    max(m.sort_at) filter (where m.direction = 'outbound' and not m.history) as out_at,
    max(m.ingested_at) filter (where m.direction = 'outbound' and m.author_agent_id is not null) as agent_at
  from mine join message m on m.topic_id = mine.id
  where m.class = 'human' group by m.topic_id
), used as (
  select topic_id as id, jsonb_object_agg(channel, at) as channels from (
    select m.topic_id, m.channel, (extract(epoch from max(m.sort_at)) * 1000000)::bigint as at
    from mine join message m on m.topic_id = mine.id
    where m.class = 'human' and m.direction <> 'note' group by 1, 2) each
  group by topic_id
), done as (
  select a.topic_id as id, max(a.at) filter (where a.kind = 'close') as close_at,
    max(a.at) filter (where a.kind = 'reopen') as reopen_at,
    (array_agg((a.data ->> 'agentId')::uuid order by a.at desc, a.id desc) filter (where a.kind = 'assign'))[1] as assignee_id
  from mine join action a on a.topic_id = mine.id group by a.topic_id
), reset as (
  update topic t set opened_at = coalesce(w.opened_at, t.opened_at), last_at = coalesce(w.last_at, t.last_at),
    in_at = w.in_at, in_seen_at = w.in_seen_at, out_at = w.out_at, agent_at = w.agent_at,
    channels = coalesce(u.channels, '{}'), close_at = d.close_at, reopen_at = d.reopen_at, assignee_id = d.assignee_id
  from mine left join word w using (id) left join used u using (id) left join done d using (id)
  where t.id = mine.id returning t.id
)
select id from reset`;
