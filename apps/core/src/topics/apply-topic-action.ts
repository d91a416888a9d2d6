import type { ThreadAction } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { settleTopics } from './settle-topics.js';

export interface TopicActionRequest {
  personId: string;
  /** Account groups that the agent may act in. */
  accountGroupIds: readonly string[];
  agentId: string;
  action: ThreadAction;
}

/**
 * Does what an agent asked on all unclosed topics of a person's thread (`reopen`: on the newest one), or on `topicId`;
 * `read` and `unread` mark the thread. Writes `action` rows, settles the topics and projects the thread, all in the
 * caller's transaction. Resolves with the ids of the topics that it touched.
 */
export const applyTopicAction = async (db: Queryable, request: TopicActionRequest): Promise<string[]> => {
  const { action } = request;
  await lockThreads(db, [request.personId]);
  const topicIds = action.kind === 'read' || action.kind === 'unread' ? [] : await topicsMeant(db, request);
  if (action.kind === 'read' || action.kind === 'unread') await markThread(db, request, action.kind);
  else if (topicIds.length > 0) {
    await writeActions(db, request, topicIds);
    await settleTopics(db, { topicIds });
  }
  await projectThreads(db, {
    personIds: [request.personId],
    bump: false,
    in: new Map([[request.personId, request.accountGroupIds]]),
  });
  return topicIds;
};

const topicsMeant = async (db: Queryable, request: TopicActionRequest): Promise<string[]> => {
  const { action } = request;
  const topicId = 'topicId' in action ? (action.topicId ?? null) : null;
  const rows: { id: string }[] = await db.query(
    `select t.id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
     where l.person_id = $1 and t.account_group_id = any($2) and ($3::uuid is null or t.id = $3)
       and case when $4 = 'reopen' then t.state = 'closed' else t.state <> 'closed' or $3 is not null end
     order by t.last_at desc, t.id limit case when $4 = 'reopen' then 1 end`,
    [request.personId, request.accountGroupIds, topicId, action.kind],
  );
  return rows.map((row) => row.id);
};

const writeActions = async (
  db: Queryable,
  request: TopicActionRequest,
  topicIds: string[],
): Promise<void> => {
  const { action, agentId } = request;
  const data = action.kind === 'assign' ? { agentId: action.agentId } : {};
  await db.query(
    `with written as (
       insert into action (id, kind, topic_id, actor_agent_id, at, data)
       select id, $3, topic_id, $4, clock_timestamp(), $5::jsonb from unnest($1::uuid[], $2::uuid[]) as r(id, topic_id)
       returning topic_id, kind, at)
     update topic t set
       close_at = case when w.kind = 'close' then w.at else t.close_at end,
       reopen_at = case when w.kind = 'reopen' then w.at else t.reopen_at end,
       assignee_id = case when w.kind = 'assign' then ($5::jsonb ->> 'agentId')::uuid else t.assignee_id end
     from written w where t.id = w.topic_id`,
    [topicIds.map(() => uuidv7()), topicIds, action.kind, agentId, JSON.stringify(data)],
  );
};

const markThread = async (
  db: Queryable,
  request: TopicActionRequest,
  kind: 'read' | 'unread',
): Promise<void> => {
  // On each identity, so that after a split both sides are as they were read; in the reader's own account groups alone.
  await db.query(
    `insert into action (id, kind, identity_id, actor_agent_id, data)
     select gen_random_uuid(), $1, l.identity_id, $3, jsonb_build_object('groups', $4::text[])
     from link l where l.person_id = $2 and l.withdrawn_at is null`,
    [kind, request.personId, request.agentId, request.accountGroupIds],
  );
};
