import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import type { ChangeNamed } from '../topics/write-actions.js';
import type { Change } from '../undoing/judge-undo.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { iso } from '../paging/json-times.js';
import { recordLive } from '../live/record-live.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { lastSettled } from '../topics/is-settled.js';
import { settleTopics } from '../topics/settle-topics.js';

interface Step {
  stormId: string;
  messageIds: readonly string[];
  kind: 'settled' | 'waits-again';
  changed: ChangeNamed;
  undoing?: Undoing;
}

/**
 * Settles posts of a storm by themselves, in the caller's transaction: their topics stay open, and go on waiting for what else waits in them. An action keeps each, for a rebuild to
 * replay. What is so already is left, so that it may be asked for twice; resolves with those that it settled.
 */
export const settleVoices = (
  db: Queryable,
  reader: Reader,
  seen: Pick<Step, 'stormId' | 'messageIds' | 'changed'>,
): Promise<string[]> =>
  seen.messageIds.length === 0 ? Promise.resolve([]) : step(db, reader, { ...seen, kind: 'settled' });

/** Lets those of them wait again that were settled, in the caller's transaction. Throws 409 where a colleague settled one, or let it wait, since. */
export const waitAgain = (db: Queryable, reader: Reader, again: Omit<Step, 'kind'>): Promise<string[]> =>
  step(db, reader, { ...again, kind: 'waits-again' });

const step = async (db: Queryable, reader: Reader, wanted: Step): Promise<string[]> => {
  const posts = (await db.query(finding, [
    wanted.messageIds,
    reader.accountGroupIds,
    wanted.stormId,
  ])) as Pick<Post, 'id' | 'anchorIdentityId'>[];
  const people = await holdPeople(db, [...new Set(posts.map(({ anchorIdentityId }) => anchorIdentityId))]);
  if (wanted.undoing?.undoes !== undefined)
    await refuseSettled(db, reader, { posts, undoing: wanted.undoing });
  return change(db, { reader, step: wanted, people });
};

/** What nobody ever settled by itself is none of this. */
const refuseSettled = async (
  db: Queryable,
  reader: Reader,
  { posts, undoing }: { posts: readonly Pick<Post, 'id'>[]; undoing: Undoing },
): Promise<void> => {
  const said = (await db.query(listing, [posts.map(({ id }) => id)])) as (Change & { messageId: string })[];
  for (const id of new Set(said.map(({ messageId }) => messageId))) {
    const changes = said.filter(({ messageId }) => messageId === id);
    refuseOvertaken(reader, undoing, { what: 'post', changes });
  }
};

const listing = `
select a.message_id as "messageId", coalesce(a.data ->> 'changeId', a.id::text) as id, a.actor_agent_id as by, who.name, ${iso('a.at')} as at,
  a.data ->> 'undoes' as undoes, a.kind as now, null as from
from action a left join agent who on who.id = a.actor_agent_id
where a.message_id = any($1) and a.kind in ('settled', 'waits-again') order by a.at desc, a.id desc`;

interface Post {
  id: string;
  topicId: string;
  anchorIdentityId: string;
  accountGroupId: string;
}

const change = async (
  db: Queryable,
  { reader, step, people }: { reader: Reader; step: Step; people: ReadonlyMap<string, string> },
): Promise<string[]> => {
  const { agentId, accountGroupIds } = reader;
  const { stormId, messageIds, kind, changed } = step;
  const data = JSON.stringify({ stormId, ...changed });
  const done = (await db.query(writing[kind], [
    ...[messageIds, accountGroupIds, stormId, agentId, data],
  ])) as Post[];
  if (done.length === 0) return [];
  await settleTopics(db, { topicIds: [...new Set(done.map(({ topicId }) => topicId))].sort() });
  const groups = groupsOfPeople(people, done);
  await projectThreads(db, { personIds: [...groups.keys()], bump: false, in: groups });
  await recordAudit(db, {
    ...{ agentId, kind: kind === 'settled' ? 'posts-set-aside' : 'posts-wait-again', subjectId: stormId },
    data: { messages: done.length },
  });
  await recordLive(
    db,
    done.map(({ id: messageId, accountGroupId, anchorIdentityId }) => ({
      ...{ accountGroupId, kind: 'message' },
      data: { threadId: people.get(anchorIdentityId) ?? null, messageId, change: 'changed' },
    })),
  );
  return done.map(({ id }) => id);
};

const posts = `unnest($1::uuid[]) r(id) join message m on m.id = r.id
join public_post p on p.message_id = m.id and p.storm_id = $3 join topic t on t.id = m.topic_id`;

const finding = `select m.id, m.anchor_identity_id as "anchorIdentityId" from ${posts} where ${visibleTo('m', '$2')}`;

/** What is done now is never older than what was done before: the clock may have been set back meanwhile. */
const writingWhere = (kind: Step['kind'], may: string): string => `
with written as (
  insert into action (id, kind, topic_id, message_id, actor_agent_id, at, data)
  select gen_random_uuid(), '${kind}', t.id, m.id, $4, greatest(clock_timestamp(), greatest(last.at, t.reopen_at) + interval '1 microsecond'),
    $5::jsonb
  from ${posts} left join lateral ${lastSettled('m')} last on true
  where ${visibleTo('m', '$2')} and ${may}
  returning message_id)
select m.id, m.topic_id as "topicId", m.anchor_identity_id as "anchorIdentityId", m.account_group_id as "accountGroupId"
from written join message m on m.id = written.message_id order by m.id`;

const writing: Record<Step['kind'], string> = {
  settled: writingWhere('settled', 'exists (select from waiting_post w where w.message_id = m.id)'),
  'waits-again': writingWhere('waits-again', 'last.settled'),
};
