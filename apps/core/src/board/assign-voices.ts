import type { StormClaiming } from '@filo/contracts/http';
import type { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { isUnblockedPost } from '../blocking/blocked-authors.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { lockThreads } from '../threads/lock-threads.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';
import { ofSource } from './card-json.js';

/** Topics that one request goes through, as when a storm is closed. */
const topicsMax = 200;

interface Topic {
  topicId: string;
  personId: string;
  /** Who has it; null: nobody. */
  assigneeId: string | null;
}

interface Claimed {
  claimed: number;
  kept: number;
}

/** Makes the topics in which a voice of the storm waits that the agent saw theirs, unless somebody has one who is not `from`. */
export const assignVoices = async (
  dataSource: DataSource,
  reader: Reader,
  seen: Pick<StormClaiming, 'upTo' | 'source'> & { stormId: string; from: string | null; changeId: string },
): Promise<Claimed> => {
  const { agentId, accountGroupIds } = reader;
  const topics = (await dataSource.query(waiting, [
    ...[accountGroupIds, seen.stormId, seen.source ?? null, seen.upTo],
  ])) as Topic[];
  const isFree = ({ assigneeId }: Pick<Topic, 'assigneeId'>) =>
    assigneeId === null || assigneeId === seen.from;
  const others = topics.filter(({ assigneeId }) => assigneeId !== agentId);
  const change = { agentId, changed: { changeId: seen.changeId } };
  let claimed = 0;
  for (const topic of others.filter(isFree))
    if (await assign(dataSource, reader, { ...topic, ...change, isFree })) claimed += 1;
  return { claimed, kept: others.length - claimed };
};

/** Gives the topics that a change made somebody's back to whoever had them, where that was the last word on it. */
export const giveBackVoices = async (
  dataSource: DataSource,
  reader: Reader,
  { stormId, undoes }: { stormId: string; undoes: string },
): Promise<Claimed> => {
  const topics = (await dataSource.query(given, [reader.accountGroupIds, undoes, stormId])) as (Topic & {
    wasAgentId: string | null;
    isLast: boolean;
  })[];
  const changed = { changeId: newId(), undoes };
  let claimed = 0;
  for (const topic of topics.filter(({ isLast }) => isLast)) {
    const isFree = ({ assigneeId }: Pick<Topic, 'assigneeId'>) => assigneeId === topic.assigneeId;
    if (await assign(dataSource, reader, { ...topic, agentId: topic.wasAgentId, changed, isFree }))
      claimed += 1;
  }
  return { claimed, kept: topics.length - claimed };
};

interface Assigning extends Pick<Topic, 'topicId' | 'personId'> {
  agentId: string | null;
  changed: { changeId: string; undoes?: string };
  isFree(now: Pick<Topic, 'assigneeId'>): boolean;
}

/** Under the lock of its thread it is asked once more whose it is. */
const assign = (
  dataSource: DataSource,
  reader: Reader,
  { topicId, personId, agentId, changed, isFree }: Assigning,
): Promise<boolean> =>
  inTransaction(dataSource, async (db: Queryable) => {
    await lockThreads(db, [personId]);
    const [now] = (await db.query(again, [topicId, personId])) as Pick<Topic, 'assigneeId'>[];
    if (!now || !isFree(now)) return false;
    await applyTopicAction(db, {
      ...{ personId, accountGroupIds: reader.accountGroupIds, agentId: reader.agentId, changed },
      action: { kind: 'assign', agentId, topicId },
    });
    return true;
  });

const waiting = `
select distinct t.id as "topicId", l.person_id as "personId", owner.id as "assigneeId"
from public_post p join message m on m.id = p.message_id join waiting_post w on w.message_id = m.id
join topic t on t.id = m.topic_id
join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
left join agent owner on owner.id = t.assignee_id and owner.disabled_at is null
where p.storm_id = $2 and ${ofSource('$3')} and m.id <= $4 and t.state <> 'closed' and ${visibleTo('m', '$1')}
  and ${visibleTo('t', '$1')} and ${isUnblockedPost('p', 'm')}
order by t.id limit ${topicsMax}`;

/** Of a topic that was not merged away meanwhile; one whose owner is gone is nobody's. */
const again = `
select owner.id as "assigneeId" from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
left join agent owner on owner.id = t.assignee_id and owner.disabled_at is null
where t.id = $1 and l.person_id = $2`;

const given = `
select t.id as "topicId", l.person_id as "personId", owner.id as "assigneeId", was.id as "wasAgentId",
  a.id = (select last.id from action last where last.topic_id = t.id and last.kind in ('assign', 'team')
    order by last.at desc, last.id desc limit 1) as "isLast"
from (select distinct m.topic_id as id from public_post p join message m on m.id = p.message_id where p.storm_id = $3) said
join topic t on t.id = said.id and ${visibleTo('t', '$1')}
join action a on a.topic_id = t.id and a.kind = 'assign' and a.data ->> 'changeId' = $2
join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
left join agent was on was.id = (a.data ->> 'wasAgentId')::uuid and was.disabled_at is null
left join agent owner on owner.id = t.assignee_id and owner.disabled_at is null
order by t.id limit ${topicsMax}`;
