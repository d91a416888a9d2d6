import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { queueing } from '../notices/queue-notices.js';
import { notBefore } from '../topics/write-actions.js';
import type { Route } from './decide-route.js';

interface Routed {
  topicId: string;
  personId: string;
}

/** Does what was decided of a topic, in the caller's transaction, and writes it down with the rule that says why. The caller holds the thread and the team. */
export const giveTopic = async (
  db: Queryable,
  { topicId, personId }: Routed,
  route: Route,
): Promise<void> => {
  const { team, agent, passed } = route;
  // Said once, where the sentence ends.
  const because = passed && { passed };
  if (team)
    await db.query(giving('team', 'team_id'), [
      ...[topicId, team.rule],
      { teamId: team.id, ...(!agent && because) },
    ]);
  if (agent) {
    await db.query(giving('assign', 'assignee_id'), [
      ...[topicId, agent.rule],
      { agentId: agent.id, ...because },
    ]);
    if (agent.rule === 'round-robin' || agent.rule === 'fewest-open')
      await db.query(takingTurn, [topicId, agent.id]);
  }
  if (!team && !agent) return;
  const rule = agent?.rule ?? team?.rule;
  const data = { topicId, rule, agentId: agent?.id, teamId: team?.id };
  await recordAudit(db, { agentId: null, kind: 'thread-routed', subjectId: personId, data });
};

/** Written down as an action, so that a rebuild finds the same. */
const giving = (kind: 'team' | 'assign', column: 'team_id' | 'assignee_id'): string => `
with written as (
  insert into action (id, kind, topic_id, rule, at, data)
  select gen_random_uuid(), '${kind}', t.id, $2, ${notBefore}, $3::jsonb from topic t where t.id = $1
  returning id, topic_id, data),
told as (${queueing('action', `id from written where '${kind}' = 'assign'`)})
update topic t set ${column} = (w.data ->> '${kind === 'team' ? 'teamId' : 'agentId'}')::uuid from written w where t.id = w.topic_id`;

/** After every other turn in the team, also where the clock was set back. */
const takingTurn = `
update team_member own set turn_at = greatest(clock_timestamp(), (
  select max(other.turn_at) from team_member other where other.team_id = own.team_id) + interval '1 microsecond')
from topic t where t.id = $1 and own.team_id = t.team_id and own.agent_id = $2`;
