import type { ThreadAction } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { settleTopics } from './settle-topics.js';
import { writeActions, type ChangeNamed, type Snoozed } from './write-actions.js';

/** A topic that an undone action touched, and what is done with it, in this order, so that it stands as it did before. */
export interface UndoneTopic {
  id: string;
  back: readonly Written[];
}

export interface TopicActionRequest {
  personId: string;
  /** Account groups that the agent may act in. */
  accountGroupIds: readonly string[];
  agentId: string;
  action: Exclude<ThreadAction, { kind: 'team' | 'team-undo' }>;
  /** Of what was done in one step with a message, such as closing: it goes with it where that is held back. */
  withMessageId?: string;
  changed?: ChangeNamed;
  /** Of an undo: the topics that it writes to. */
  undone?: readonly UndoneTopic[] | undefined;
  /** What it ends, for its own undo. */
  snoozed?: Snoozed | undefined;
}

export type Written = Exclude<TopicActionRequest['action'], { kind: 'read' | 'unread' }>;

/**
 * Does what an agent asked on all unclosed topics of a person's thread (`reopen`: on the newest one; `wake`: on those snoozed), or on `topicId`;
 * `read` and `unread` mark the thread. Writes `action` rows, settles the topics and projects the thread, all in the
 * caller's transaction. Resolves with the ids of the topics that it touched.
 */
export const applyTopicAction = async (db: Queryable, request: TopicActionRequest): Promise<string[]> => {
  const { action } = request;
  await lockThreads(db, [request.personId]);
  const topicIds = action.kind === 'read' || action.kind === 'unread' ? [] : await topicsMeant(db, request);
  if (action.kind === 'read' || action.kind === 'unread') await markThread(db, request, action.kind);
  else if (topicIds.length > 0) {
    const { agentId, withMessageId, changed, snoozed } = request;
    for (const one of oneByOne(request, action, topicIds))
      await writeActions(db, { ...one, agentId, withMessageId, changed, snoozed });
    await settleTopics(db, { topicIds });
  }
  await projectThreads(db, {
    personIds: [request.personId],
    bump: false,
    in: new Map([[request.personId, request.accountGroupIds]]),
  });
  return topicIds;
};

/** What is undone goes back topic by topic; all else is the same for all. */
const oneByOne = (
  { undone }: TopicActionRequest,
  action: Written,
  topicIds: readonly string[],
): { action: Written; topicIds: readonly string[] }[] =>
  undone?.flatMap(({ id, back }) => back.map((one) => ({ action: one, topicIds: [id] }))) ?? [
    { action, topicIds },
  ];

const topicsMeant = async (db: Queryable, request: TopicActionRequest): Promise<string[]> => {
  const { action, undone } = request;
  if (undone !== undefined) return undone.map(({ id }) => id);
  const topicId = 'topicId' in action ? (action.topicId ?? null) : null;
  const rows: { id: string }[] = await db.query(
    `select t.id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
     where l.person_id = $1 and t.account_group_id = any($2) and ($3::uuid is null or t.id = $3)
       and case $4 when 'reopen' then t.state = 'closed' when 'snooze' then t.state <> 'closed'
         when 'wake' then t.state = 'snoozed' else t.state <> 'closed' or $3 is not null end
     order by t.last_at desc, t.id limit case when $4 = 'reopen' then 1 end`,
    [request.personId, request.accountGroupIds, topicId, action.kind],
  );
  return rows.map((row) => row.id);
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
