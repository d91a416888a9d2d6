import type { ThreadAction } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { queueing } from '../notices/queue-notices.js';

type TopicAction = Exclude<ThreadAction, { kind: 'read' | 'unread' | 'team-undo' }>;

/** Writes down what an agent did to these topics, for a rebuild to replay, and folds it into them. */
export const writeActions = async (
  db: Queryable,
  {
    action,
    agentId,
    topicIds,
    withMessageId,
    handing,
    changed,
    snoozed,
  }: {
    action: TopicAction;
    agentId: string;
    topicIds: readonly string[];
    withMessageId?: string | undefined;
    /** What of a topic was handed to a team in one step, and how it stood before. */
    handing?: Handing | undefined;
    changed?: ChangeNamed | undefined;
    /** What this ends of each, for its undo to give back. */
    snoozed?: Snoozed | undefined;
  },
): Promise<void> => {
  await db.query(writing, [
    topicIds.map(() => uuidv7()),
    topicIds,
    action.kind,
    agentId,
    JSON.stringify({
      ...dataOf(action),
      ...(withMessageId !== undefined && { withMessageId }),
      ...handing,
      ...changed,
    }),
    JSON.stringify(snoozed ?? {}),
  ]);
};

/** Until when topics are snoozed, by their ids. */
export type Snoozed = Readonly<Record<string, Until>>;
export type Until = Omit<Extract<TopicAction, { kind: 'snooze' }>, 'kind' | 'topicId'>;

/** By what it can be undone, and what it undoes itself. */
export interface ChangeNamed {
  changeId: string;
  undoes?: string;
  /** The order by which it was done together with other threads. */
  bulkId?: string;
}

export interface Handing {
  handId: string;
  wasTeamId?: string | null;
  wasAgentId?: string | null;
}

const dataOf = (action: TopicAction): object => {
  if (action.kind === 'assign') return { agentId: action.agentId };
  if (action.kind === 'team') return { teamId: action.teamId };
  if (action.kind !== 'snooze') return {};
  const { until, timeZone, typed, promiseId } = action;
  return { until, timeZone, typed, promiseId };
};

/** What is done now is never older than what was done before: the clock may have been set back meanwhile. */
export const notBefore = `greatest(clock_timestamp(), greatest(t.in_seen_at, t.agent_at, t.close_at, t.reopen_at,
  t.snooze_at, t.wake_at, t.woken_at,
  (select max(a.at) from action a where a.topic_id = t.id)) + interval '1 microsecond')`;

/** Who is given many threads by one order is told once, by that order. */
const writing = `
with written as (
  insert into action (id, kind, topic_id, actor_agent_id, at, data)
  select r.id, $3, t.id, $4, ${notBefore},
    $5::jsonb || case when $3 = 'assign' and $5::jsonb ? 'changeId' then jsonb_build_object('wasAgentId', t.assignee_id)
      when $6::jsonb ? t.id::text then jsonb_build_object('wasSnoozed', $6::jsonb -> t.id::text) else '{}' end
  from unnest($1::uuid[], $2::uuid[]) with ordinality as r(id, topic_id, n) join topic t on t.id = r.topic_id
  order by r.n
  returning id, topic_id, kind, at),
told as (${queueing('action', "id from written where kind = 'close' or kind = 'assign' and not $5::jsonb ? 'bulkId'")})
update topic t set
  close_at = case when w.kind = 'close' then w.at else t.close_at end,
  reopen_at = case when w.kind = 'reopen' then w.at else t.reopen_at end,
  assignee_id = case when w.kind = 'assign' then ($5::jsonb ->> 'agentId')::uuid else t.assignee_id end,
  team_id = case when w.kind = 'team' then ($5::jsonb ->> 'teamId')::uuid else t.team_id end,
  snooze_at = case when w.kind = 'snooze' then w.at else t.snooze_at end,
  snooze_until = case when w.kind = 'snooze' then ($5::jsonb ->> 'until')::timestamptz else t.snooze_until end,
  wake_at = case when w.kind = 'wake' then w.at else t.wake_at end
from written w where t.id = w.topic_id`;
