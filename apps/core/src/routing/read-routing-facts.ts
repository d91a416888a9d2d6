import type { Queryable } from '../database/queryable.js';
import { teamSees } from '../teams/team-sees.js';
import type { RoutingFacts } from './decide-route.js';

/** A page that is open says so at least once in so long. */
const presentFor = `interval '2 minutes'`;

/** Whether nothing was done with a topic yet that decides whose it is, and it is work: not history, not closed. */
export const isUntouched = async (db: Queryable, topicId: string): Promise<boolean> => {
  const [open] = await db.query(
    `select from topic t where t.id = $1 and t.state = 'open' and not exists (
       select from action a where a.topic_id = t.id and a.actor_agent_id is not null
         and a.kind in ('assign', 'team', 'close', 'snooze'))`,
    [topicId],
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
    `select from topic t join account_routing r on r.account_id = t.account_id join team crew on crew.id = r.team_id
     where t.id = $1 for update of crew`,
    [topicId],
  );
  const [facts] = (await db.query(reading, [topicId, personId])) as { facts: RoutingFacts }[];
  return facts!.facts;
};

const candidate = (agent: string): string =>
  `json_build_object('id', ${agent}, 'isMember', exists (
    select from team_member m where m.team_id = crew.id and m.agent_id = ${agent}))`;

/** Whether agent `a` is here now and may see topic `t`. */
const isAble = `a.disabled_at is null and a.invited_at is null and a.last_seen_at > now() - ${presentFor}
  and exists (select from agent_access may where may.agent_id = a.id and may.account_group_id = t.account_group_id)`;

const reading = `
select json_build_object(
  'assignee', case when t.assignee_id is not null then ${candidate('t.assignee_id')} end,
  'teamId', crew.id, 'lastAgent', coalesce(r.last_agent, false), 'roundRobin', coalesce(r.round_robin, false),
  'answeredLast', (
    select ${candidate('a.id')} from (
      select said.author_agent_id as id from link l cross join lateral (
        select m.author_agent_id, m.sort_at from message m
        where m.anchor_identity_id = l.identity_id and m.account_group_id = t.account_group_id
          and m.direction = 'outbound' and m.author_agent_id is not null
        order by m.sort_at desc limit 1) said
      where l.person_id = $2 and l.withdrawn_at is null order by said.sort_at desc limit 1) last
    join agent a on a.id = last.id where ${isAble}),
  'nextMember', (
    select ${candidate('a.id')} from team_member own join agent a on a.id = own.agent_id
    where own.team_id = crew.id and ${isAble} order by own.turn_at nulls first, a.id limit 1)) as facts
from topic t left join account_routing r on r.account_id = t.account_id
left join team crew on crew.id = r.team_id and crew.removed_at is null and ${teamSees('r.team_id', 't.account_group_id')}
where t.id = $1`;
