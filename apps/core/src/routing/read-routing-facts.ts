import { preferredFact } from '../facts/preferred-agent.js';
import type { Queryable } from '../database/queryable.js';
import { teamSees } from '../teams/team-sees.js';
import type { RoutingFacts } from './decide-route.js';

/** A page that is open says so at least once in so long. */
const presentFor = `interval '2 minutes'`;

/**
 * Whether nothing that decides whose it is was done with a topic since it began to wait, after `doneAt`, and it is work: not history,
 * not closed.
 */
export const isUntouched = async (db: Queryable, topicId: string, doneAt: string): Promise<boolean> => {
  const [open] = await db.query(
    `select from topic t where t.id = $1 and t.state = 'open' and not exists (
       select from action a where a.topic_id = t.id and a.actor_agent_id is not null and a.at > $2::timestamptz
         and a.kind in ('assign', 'team', 'close', 'snooze'))`,
    [topicId, doneAt],
  );
  return open !== undefined;
};

/** What a decision rests on; the caller holds the thread. Holds the team from here on, so that turns are taken one at a time. */
export const readRoutingFacts = async (
  db: Queryable,
  topicId: string,
  personId: string,
): Promise<RoutingFacts> => {
  await db.query(
    `select from topic t join account_routing r on r.account_id = t.account_id join team crew on crew.id = ${teamOf}
     where t.id = $1 for update of crew`,
    [topicId],
  );
  const [facts] = (await db.query(reading, [topicId, personId])) as { facts: RoutingFacts }[];
  return facts!.facts;
};

/** The team that topic `t` is in, else that of its account. */
const teamOf = `coalesce((select own.id from team own where own.id = t.team_id and own.removed_at is null), r.team_id)`;

const isMember = (agent: string): string => `exists (
  select from team_member m where m.team_id = crew.id and m.agent_id = ${agent})`;

/** How agent `a` stands to topic `t`. */
const standing = `jsonb_build_object('id', a.id, 'isMember', ${isMember('a.id')},
  'isActive', a.disabled_at is null and a.invited_at is null, 'isAway', a.away_at is not null,
  'isPresent', exists (select from session s
    where s.agent_id = a.id and s.expires_at > now() and s.last_seen_at > now() - ${presentFor}),
  'maySee', exists (select from agent_access may where may.agent_id = a.id and may.account_group_id = t.account_group_id))`;

const reading = `
select jsonb_build_object(
  'assignee', case when t.assignee_id is not null then
    jsonb_build_object('id', t.assignee_id, 'isMember', ${isMember('t.assignee_id')}) end,
  'teamId', crew.id, 'isInTeam', coalesce(crew.id = t.team_id, false),
  'lastAgent', coalesce(r.last_agent, false), 'roundRobin', coalesce(r.round_robin, false),
  'fewestOpen', coalesce(r.fewest_open, false),
  'preferred', (
    select ${standing} from (${preferredFact('$2', 'array[t.account_group_id]')}) named join agent a on a.id::text = named.value),
  'answeredLast', (
    select ${standing} from (
      select said.author_agent_id as id from link l cross join lateral (
        select m.author_agent_id, m.sort_at from message m
        where m.anchor_identity_id = l.identity_id and m.account_group_id = t.account_group_id
          and m.direction = 'outbound' and m.author_agent_id is not null
        order by m.sort_at desc limit 1) said
      where l.person_id = $2 and l.withdrawn_at is null order by said.sort_at desc limit 1) last
    join agent a on a.id = last.id),
  'members', coalesce((
    select jsonb_agg(${standing} || jsonb_build_object('lastTurn', (extract(epoch from own.turn_at) * 1000000)::bigint,
      'open', case when r.fewest_open then (
        select count(*) from topic busy where busy.assignee_id = a.id and busy.state = 'open') else 0 end))
    from team_member own join agent a on a.id = own.agent_id
    where own.team_id = crew.id and r.round_robin), '[]')) as facts
from topic t left join account_routing r on r.account_id = t.account_id
left join team crew on crew.id = ${teamOf} and crew.removed_at is null and ${teamSees(teamOf, 't.account_group_id')}
where t.id = $1`;
