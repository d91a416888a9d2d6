import type { ThreadAction } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { lockThreads } from '../threads/lock-threads.js';
import type { UndoneTopic, Written } from '../topics/apply-topic-action.js';
import type { Until } from '../topics/write-actions.js';
import type { Change } from '../undoing/judge-undo.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';

/** What overtakes what: whoever owns a topic, and whether it is open, are two things. */
const families = { owner: ['assign', 'team'], topic: ['close', 'reopen', 'snooze', 'wake'] } as const;

/** More than anybody does with one topic while an undo can be had. */
const changesMax = 50;

/**
 * The topics that an undo writes to: those that the action touched which it names, wherever its person is now. Throws 409 where a colleague did
 * something of the same kind with one of them since; undefined: this is no undo.
 */
export const undoneTopics = async (
  db: Queryable,
  reader: Reader,
  { personId, action, undoing }: { personId: string; action: ThreadAction; undoing: Undoing },
): Promise<UndoneTopic[] | undefined> => {
  const { undoes } = undoing;
  if (undoes === undefined || !isWritten(action)) return undefined;
  await lockThreads(db, [personId]);
  const reopened = (action.kind === 'reopen' && action.promiseIds) || [];
  const topics = (await db.query(touched, [personId, reader.accountGroupIds, undoes, reopened])) as Touched[];
  if (topics.length === 0)
    throw new DomainError(
      'not-found',
      'Nothing was undone: If-Match names no change of this that you may see.',
    );
  const what = familyOf[action.kind];
  for (const { id } of topics) {
    const changes = (await db.query(listing, [id, families[what]])) as Change[];
    refuseOvertaken(reader, undoing, { what, changes });
  }
  return topics.map((topic) => ({ id: topic.id, back: waysBack(action, topic) }));
};

const familyOf = {
  assign: 'owner',
  close: 'topic',
  reopen: 'topic',
  snooze: 'topic',
  wake: 'topic',
} as const satisfies Record<Written['kind'], keyof typeof families>;

const isWritten = (action: ThreadAction): action is Written => action.kind in familyOf;

/** A topic, as the undone action found it. */
interface Touched {
  id: string;
  wasAgentId: string | null;
  /** What was done with it. */
  did: string;
  /** The snooze that this ended, and that nothing else would have ended since: neither a word of theirs nor a promise that was settled. */
  wasSnoozed: Until | null;
  /** It ended a snooze, or set one, and what it found is known. */
  endsSnooze: boolean;
}

const waysBack = (action: Written, { wasAgentId, did, wasSnoozed, endsSnooze }: Touched): Written[] => {
  if (action.kind === 'assign') return [{ ...action, agentId: wasAgentId }];
  const again: Written[] = wasSnoozed ? [{ kind: 'snooze', ...wasSnoozed }] : [];
  if (action.kind === 'reopen' && did === 'close') return [action, ...again];
  if ((action.kind === 'snooze' || action.kind === 'wake') && endsSnooze)
    return again.length > 0 ? again : [{ kind: 'wake' }];
  return [action];
};

const touched = `
select t.id, was.id as "wasAgentId", a.kind as did, a.kind in ('snooze', 'wake') and a.data ? 'changeId' as "endsSnooze",
  case when t.in_seen_at > a.at or p.state <> 'open' and not p.id = any($4) then null
    when p.id is null then a.data -> 'wasSnoozed'
    else a.data -> 'wasSnoozed' || jsonb_build_object('until', ${iso('p.due_at')}) end as "wasSnoozed"
from link l join topic t on t.anchor_identity_id = l.identity_id and ${visibleTo('t', '$2')}
join action a on a.topic_id = t.id and a.data ->> 'changeId' = $3 and a.data ->> 'handId' is null
left join agent was on was.id = (a.data ->> 'wasAgentId')::uuid and was.disabled_at is null
left join promise p on p.id = (a.data #>> '{wasSnoozed,promiseId}')::uuid
where l.person_id = $1 and l.withdrawn_at is null order by t.last_at desc, t.id`;

/** One order is one change, of however many topics; what was done in another way has only its own id. */
const listing = `
select coalesce(a.data ->> 'changeId', a.id::text) as id, a.actor_agent_id as by, who.name, ${iso('a.at')} as at, a.data ->> 'undoes' as undoes,
  case when a.kind = 'assign' then coalesce(owner.name, '') when a.kind = 'team' then coalesce(team.name, '') else a.kind end as now, null as from
from action a left join agent who on who.id = a.actor_agent_id
left join agent owner on a.kind = 'assign' and owner.id = (a.data ->> 'agentId')::uuid
left join team on a.kind = 'team' and team.id = (a.data ->> 'teamId')::uuid
where a.topic_id = $1 and a.kind = any($2) order by a.at desc, a.id desc limit ${changesMax}`;
