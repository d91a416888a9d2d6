import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { projectThreads } from '../threads/project-threads.js';
import { notBefore } from '../topics/write-actions.js';

export interface PromiseToWrite {
  id: string;
  topicId: string;
  messageId: string | undefined;
  text: string;
  dueAt: string;
  timeZone: string;
  typed: string | undefined;
  ownerId: string;
  agentId: string;
}

/**
 * Writes a promise and the action that says so, in the caller's transaction and under the lock of its thread. Resolves with its account
 * group; undefined when a promise with this id is there already.
 */
export const writePromise = async (db: Queryable, promise: PromiseToWrite): Promise<string | undefined> => {
  const { id, topicId, messageId, text, dueAt, timeZone, typed, ownerId, agentId } = promise;
  const [made] = (await db.query(writing, [
    ...[id, topicId, messageId ?? null, text, dueAt, timeZone, typed ?? null, ownerId, agentId],
  ])) as { groupId: string }[];
  if (!made) return undefined;
  await recordPromise(db, { kind: 'promise-made', promiseId: id, topicId, agentId, data: { dueAt } });
  return made.groupId;
};

const writing = `
insert into promise (id, anchor_identity_id, account_group_id, topic_id, message_id, text, due_at, due_zone, due_typed, owner_agent_id, made_by)
select $1, coalesce(m.anchor_identity_id, t.anchor_identity_id), t.account_group_id, t.id, m.id, $4, $5, $6, $7, $8, $9
from topic t left join message m on m.id = $3 where t.id = $2
on conflict (id) do nothing returning account_group_id as "groupId"`;

export interface PromiseAction {
  kind: `promise-${'made' | 'moved' | 'kept' | 'dropped' | 'given' | 'reopened'}`;
  promiseId: string;
  topicId: string;
  agentId: string;
  /** Never its words: they go when the message goes. */
  data?: Readonly<Record<string, unknown>>;
}

/** What was done to a promise, for good. */
export const recordPromise = async (db: Queryable, action: PromiseAction): Promise<void> => {
  await db.query(
    `insert into action (id, kind, topic_id, actor_agent_id, at, data)
     select gen_random_uuid(), $1, t.id, $3, ${notBefore}, $4::jsonb from topic t where t.id = $2`,
    [
      action.kind,
      action.topicId,
      action.agentId,
      JSON.stringify({ ...action.data, promiseId: action.promiseId }),
    ],
  );
};

/** Brings the lists up to date after a promise of this thread changed, and tells whoever may see it. */
export const tellPromise = async (db: Queryable, personId: string, groupId: string): Promise<void> => {
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, [groupId]]]) });
  await recordLive(db, [{ accountGroupId: groupId, kind: 'promises', data: { threadId: personId } }]);
};
