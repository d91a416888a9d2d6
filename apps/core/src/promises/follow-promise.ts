import type { PromiseChange } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';

/**
 * What is snoozed until a promise is due follows it: a move moves the end of the snooze, and a promise that is settled leaves nothing to wait
 * for. In the caller's transaction, under the lock of the thread.
 */
export const followPromise = async (
  db: Queryable,
  { accountGroupIds, agentId }: Reader,
  { promiseId, personId, change }: { promiseId: string; personId: string; change: PromiseChange },
): Promise<void> => {
  if (change.kind === 'give' || change.kind === 'reopen') return;
  const snoozed = (await db.query(waiting, [personId, accountGroupIds, promiseId])) as { id: string }[];
  for (const { id: topicId } of snoozed) {
    const action =
      change.kind === 'move'
        ? ({ kind: 'snooze', topicId, until: change.dueAt, timeZone: change.timeZone, promiseId } as const)
        : ({ kind: 'wake', topicId } as const);
    await applyTopicAction(db, { personId, accountGroupIds, agentId, action });
  }
};

const waiting = `
select t.id from link l join topic t on t.anchor_identity_id = l.identity_id
cross join lateral (
  select a.data from action a where a.topic_id = t.id and a.kind = 'snooze' order by a.at desc, a.id desc limit 1) snooze
where l.person_id = $1 and l.withdrawn_at is null and t.account_group_id = any($2::uuid[]) and t.state = 'snoozed'
  and snooze.data ->> 'promiseId' = $3::text
order by t.id`;
