import type { ThreadAction } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { writeActions, type ChangeNamed } from '../topics/write-actions.js';

interface Handed {
  id: string;
  accountGroupId: string;
  teamId: string | null;
  agentId: string | null;
  nowAgentId: string | null;
  /** Whether anything was done with it since, and by whom. */
  isTouched: boolean;
  by: string | null;
  byMe: boolean;
}

/**
 * Takes back what the reader handed to a team, all of it or nothing: each topic goes back to the team and the agent that had it, as far
 * as these are still there. What was done with one of them since stands, and refuses it: whatever a colleague did there, an answer too, and
 * what the reader did that the undo would undo. What was undone itself counts for nothing.
 */
export const undoHanding = async (
  db: Queryable,
  reader: Reader,
  {
    personId,
    action: { handed },
    changed,
  }: { personId: string; action: Extract<ThreadAction, { kind: 'team-undo' }>; changed: ChangeNamed },
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
  const touched = topics.filter(({ isTouched }) => isTouched);
  const other = touched.find(({ byMe }) => !byMe) ?? touched[0];
  if (other) throw handedOn(other);
  for (const { id, teamId, agentId, nowAgentId } of topics) {
    const back = { agentId: reader.agentId, topicIds: [id], changed: { ...changed, undoes: handed } };
    await writeActions(db, { ...back, action: { kind: 'team', teamId } });
    if (agentId !== nowAgentId) await writeActions(db, { ...back, action: { kind: 'assign', agentId } });
  }
  const groups = new Set(topics.map(({ accountGroupId }) => accountGroupId));
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, groups]]) });
  return topics.map(({ id }) => id);
};

const reading = `
select t.id, t.account_group_id as "accountGroupId", was.id as "teamId", owner.id as "agentId", t.assignee_id as "nowAgentId",
  since.at is not null as "isTouched", doer.name as by, since.by is not distinct from $4::uuid as "byMe"
from link l join topic t on t.anchor_identity_id = l.identity_id and ${visibleTo('t', '$2')}
join action a on a.topic_id = t.id and a.kind = 'team' and a.data ->> 'handId' = $3 and a.actor_agent_id = $4
left join team was on was.id = (a.data ->> 'wasTeamId')::uuid and was.removed_at is null
left join agent owner on owner.id = (a.data ->> 'wasAgentId')::uuid and owner.disabled_at is null
left join lateral (
  select deed.at, deed.actor_agent_id as by from action deed
  where deed.topic_id = t.id and deed.at >= a.at and deed.data ->> 'handId' is distinct from $3
    and (deed.actor_agent_id <> $4 or deed.kind in ('team', 'assign', 'close', 'reopen', 'snooze', 'wake'))
    and not exists (select from action other where other.topic_id = t.id and other.at >= a.at
      and (other.data ->> 'undoes' = deed.data ->> 'changeId'
        or other.data ->> 'changeId' = deed.data ->> 'undoes' and deed.data ->> 'undoes' <> $3))
  union all
  select m.ingested_at, m.author_agent_id from message m
  where m.topic_id = t.id and m.direction = 'outbound' and m.author_agent_id <> $4 and m.ingested_at > a.at
  order by at desc limit 1) since on true
left join agent doer on doer.id = since.by
where l.person_id = $1 and l.withdrawn_at is null`;

const handedOn = ({ by, byMe }: Handed): DomainError =>
  byMe
    ? new DomainError(
        'conflict',
        'Nothing was taken back: you did something with this thread after you handed it on. It stays as it is.',
        { reason: 'handed-on-by-you' },
      )
    : new DomainError(
        'conflict',
        `Nothing was taken back: ${by ?? 'somebody'} did something with this thread meanwhile. It stays as it is.`,
        { reason: 'handed-on', by },
      );
