import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';
import { lastSettled } from '../topics/is-settled.js';
import { settleTopics } from '../topics/settle-topics.js';

/**
 * Settles posts of a storm by themselves, or lets them wait again: their topics stay open, and go on waiting for what else waits in them. An action keeps each, for a rebuild to
 * replay. What is so already is left, so that it may be asked for twice.
 */
@Injectable()
export class SettleVoices {
  constructor(private readonly dataSource: DataSource) {}

  /** Those of them that wait; resolves with the ones that it settled. */
  run(reader: Reader, stormId: string, messageIds: readonly string[]): Promise<string[]> {
    return this.#do(reader, { stormId, messageIds, kind: 'settled' });
  }

  /** Those of them that were settled. */
  async waitAgain(reader: Reader, stormId: string, messageIds: readonly string[]): Promise<void> {
    await this.#do(reader, { stormId, messageIds, kind: 'waits-again' });
  }

  #do(reader: Reader, step: Step): Promise<string[]> {
    if (step.messageIds.length === 0) return Promise.resolve([]);
    return inTransaction(this.dataSource, async (db) => {
      const posts = (await db.query(finding, [
        step.messageIds,
        reader.accountGroupIds,
        step.stormId,
      ])) as Pick<Post, 'anchorIdentityId'>[];
      const people = await holdPeople(db, [
        ...new Set(posts.map(({ anchorIdentityId }) => anchorIdentityId)),
      ]);
      return change(db, { reader, step, people });
    });
  }
}

interface Step {
  stormId: string;
  messageIds: readonly string[];
  kind: 'settled' | 'waits-again';
}

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
  const { stormId, messageIds, kind } = step;
  const done = (await db.query(writing[kind], [messageIds, accountGroupIds, stormId, agentId])) as Post[];
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

const finding = `select m.anchor_identity_id as "anchorIdentityId" from ${posts} where ${visibleTo('m', '$2')}`;

/** What is done now is never older than what was done before: the clock may have been set back meanwhile. */
const writingWhere = (kind: Step['kind'], may: string): string => `
with written as (
  insert into action (id, kind, topic_id, message_id, actor_agent_id, at, data)
  select gen_random_uuid(), '${kind}', t.id, m.id, $4, greatest(clock_timestamp(), greatest(last.at, t.reopen_at) + interval '1 microsecond'),
    jsonb_build_object('stormId', $3::uuid)
  from ${posts} left join lateral ${lastSettled('m')} last on true
  where ${visibleTo('m', '$2')} and ${may}
  returning message_id)
select m.id, m.topic_id as "topicId", m.anchor_identity_id as "anchorIdentityId", m.account_group_id as "accountGroupId"
from written join message m on m.id = written.message_id order by m.id`;

const writing: Record<Step['kind'], string> = {
  settled: writingWhere('settled', 'exists (select from waiting_post w where w.message_id = m.id)'),
  'waits-again': writingWhere('waits-again', 'last.settled'),
};
