import { followersOf } from './followers-of.js';

/** `told (agent_id, kind, account_group_id, anchor_identity_id, what, source_id, message_id, by_agent_id)`. */
const mentioned = `
  select named.agent_id, 'mentioned', m.account_group_id, m.anchor_identity_id, null, m.id, m.id, m.author_agent_id
  from message m cross join jsonb_array_elements(m.mentions) mention
  cross join lateral (
    select (mention ->> 'id')::uuid as agent_id where mention ->> 'type' = 'agent'
    union
    select member.agent_id from team_member member join team on team.id = member.team_id and team.removed_at is null
    where mention ->> 'type' = 'team' and team.id = (mention ->> 'id')::uuid) named
  where m.id = any($1::uuid[])`;

/** A mail that reached several account groups is told once to whoever sees them. */
const said = `
  select who.agent_id, 'news', m.account_group_id, m.anchor_identity_id, case m.direction when 'note' then 'note' else 'message' end,
    m.id, m.id, m.author_agent_id
  from message m join lateral ${followersOf({ anchor: 'm.anchor_identity_id', topic: 'm.topic_id', at: 'm.ingested_at' })} who on true
  where m.id = any($1::uuid[]) and m.direction in ('inbound', 'note') and m.class = 'human' and not m.history
    and not exists (select from message first join agent_access may on may.account_group_id = first.account_group_id
      where first.id = m.copy_of and may.agent_id = who.agent_id)
    and not exists (select from mention where mention.agent_id = who.agent_id and mention.source_id = m.id)`;

const assigned = `
  select t.assignee_id, 'assigned', t.account_group_id, t.anchor_identity_id, null, a.id, null, a.actor_agent_id
  from action a join topic t on t.id = a.topic_id
  where a.id = any($2::uuid[]) and a.kind = 'assign' and t.assignee_id = (a.data ->> 'agentId')::uuid`;

const closed = `
  select who.agent_id, 'news', t.account_group_id, t.anchor_identity_id, 'closed', a.id, null, a.actor_agent_id
  from action a join topic t on t.id = a.topic_id
  join lateral ${followersOf({ anchor: 't.anchor_identity_id', topic: 't.id', at: 'a.at' })} who on true
  where a.id = any($2::uuid[]) and a.kind = 'close' and t.state = 'closed'`;

const failed = `
  select m.author_agent_id, 'failed', m.account_group_id, m.anchor_identity_id, null, m.id, m.id, null
  from delivery d join message m on m.id = d.message_id
  where d.id = any($3::uuid[]) and d.state = 'failed' and m.author_agent_id is not null`;

const asked = `
  select may.agent_id, 'ok', r.account_group_id, m.anchor_identity_id, null, r.id, m.id, r.agent_id
  from ok_request r join message m on m.id = r.answers_message_id
  join agent_access may on may.account_group_id = r.account_group_id
  where r.id = any($4::uuid[]) and r.state = 'waiting'`;

const promised = `
  select p.owner_agent_id, 'promise', p.account_group_id, p.anchor_identity_id, null, p.id, p.message_id, null
  from promise p where p.id = any($5::uuid[]) and p.state = 'open'`;

/** Of several groups: told to those who see all of them. */
const stopped = `
  select who.id, 'webhook', w.account_group_ids[1], null::uuid, w.why, w.id, null::uuid, null::uuid
  from webhook w join agent who on who.role = 'admin'
  where w.id = any($6::uuid[]) and w.why in ('failing', 'gone')
    and w.account_group_ids <@ array(select may.account_group_id from agent_access may where may.agent_id = who.id)`;

const columns =
  'agent_id, kind, account_group_id, anchor_identity_id, what, source_id, message_id, by_agent_id';

/**
 * Tells whoever it is for, and may see it, of what happened, by the ids of messages, actions, deliveries, requests, promises and webhooks; nobody of what they did
 * themselves. What came together of one thread is one notice. Resolves with who was told.
 */
export const writing = `
with mention (${columns}) as materialized (${mentioned}),
told (${columns}) as (
  select * from mention union all ${said} union all ${assigned} union all ${closed} union all ${failed} union all ${asked} union all ${promised} union all ${stopped}),
meant as (
  select told.* from told join agent who on who.id = told.agent_id and who.disabled_at is null and who.invited_at is null
  where told.by_agent_id is distinct from told.agent_id
    and exists (select from agent_access may where may.agent_id = told.agent_id and may.account_group_id = told.account_group_id)
    and coalesce((who.notice_choices -> told.kind ->> 'list')::boolean, true)),
together as (
  select distinct on (agent_id, kind, account_group_id, anchor_identity_id, single) one.*
  from (
    select meant.*, case when kind not in ('news', 'assigned') then source_id end as single,
      count(*) over (partition by agent_id, kind, account_group_id, anchor_identity_id) as of_thread
    from meant) one
  order by agent_id, kind, account_group_id, anchor_identity_id, single, source_id desc),
written as (
  insert into notice (id, ${columns}, count)
  select gen_random_uuid(), ${columns}, case kind when 'news' then of_thread else 1 end from together
  on conflict (agent_id, anchor_identity_id, account_group_id) where kind = 'news' and read_at is null
  do update set what = excluded.what, source_id = excluded.source_id, message_id = excluded.message_id, by_agent_id = excluded.by_agent_id,
    count = notice.count + excluded.count, at = excluded.at
  returning agent_id)
select distinct agent_id as "agentId" from written`;
