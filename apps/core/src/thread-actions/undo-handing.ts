import type { ThreadAction } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { writeActions } from '../topics/write-actions.js';

interface Handed {
  id: string;
  accountGroupId: string;
  teamId: string | null;
  agentId: string | null;
  nowAgentId: string | null;
  /** Whether nothing was done with it since, and by whom something was. */
  isLast: boolean;
  by: string | null;
}

/**
 * Takes back what the reader handed to a team, all of it or nothing: each topic goes back to the team and the agent that had it, as far
 * as these are still there. What a colleague did with one of them since stands, and refuses it.
 */
export const undoHanding = async (
  db: Queryable,
  reader: Reader,
  {
    personId,
    action: { handed },
  }: { personId: string; action: Extract<ThreadAction, { kind: 'team-undo' }> },
): Promise<string[]> => {
  await lockThreads(db, [personId]);
  const topics = (await db.query(reading, [
    personId,
    reader.accountGroupIds,
    handed,
    reader.agentId,
  ])) as Handed[];
  if (topics.length === 0)
    throw new DomainError('not-found', 'Nothing was changed: nothing of this is in the thread any more.');
  const other = topics.find(({ isLast }) => !isLast);
  if (other) throw handedOn(other.by);
  for (const { id, teamId, agentId, nowAgentId } of topics) {
    const back = { agentId: reader.agentId, topicIds: [id] };
    await writeActions(db, { ...back, action: { kind: 'team', teamId } });
    if (agentId !== nowAgentId) await writeActions(db, { ...back, action: { kind: 'assign', agentId } });
  }
  const groups = new Set(topics.map(({ accountGroupId }) => accountGroupId));
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, groups]]) });
  return topics.map(({ id }) => id);
};

const reading = `
select t.id, t.account_group_id as "accountGroupId", was.id as "teamId", owner.id as "agentId", t.assignee_id as "nowAgentId",
  last.data ->> 'handId' is not distinct from $3 as "isLast", doer.name as by
from link l join topic t on t.anchor_identity_id = l.identity_id and ${visibleTo('t', '$2')}
join action a on a.topic_id = t.id and a.kind = 'team' and a.data ->> 'handId' = $3 and a.actor_agent_id = $4
left join team was on was.id = (a.data ->> 'wasTeamId')::uuid and was.removed_at is null
left join agent owner on owner.id = (a.data ->> 'wasAgentId')::uuid and owner.disabled_at is null
cross join lateral (
  select newest.data, newest.actor_agent_id from action newest
  where newest.topic_id = t.id and newest.kind in ('team', 'assign', 'close', 'reopen', 'snooze', 'wake')
  order by newest.at desc, newest.id desc limit 1) last
left join agent doer on doer.id = last.actor_agent_id
where l.person_id = $1 and l.withdrawn_at is null`;

const handedOn = (by: string | null): DomainError =>
  new DomainError(
    'conflict',
    `Nothing was taken back: ${by ?? 'somebody'} did something with this thread meanwhile. It stays as it is.`,
    { reason: 'handed-on', by },
  );
