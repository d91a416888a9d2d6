/** Characters of the newest word that a row shows. */
const previewMax = 200;

/** Words among which the channels of a row are looked for. */
const channelWords = 20;

/**
 * What a thread and its rows are, as common table expressions over `$1` (person ids): `named (person_id, name)` and
 * `rows`, one per person and account group. Read from messages, topics, links, facts and actions alone, each by an index
 * and a limit, so that a lifelong thread costs no more than a new one.
 */
export const threadFacts = `
who as (select unnest($1::uuid[]) as person_id),
named as (
  select who.person_id, coalesce(
    (select f.value from link l join fact f on f.identity_id = l.identity_id and f.field = 'name'
      where l.person_id = who.person_id and l.withdrawn_at is null order by f.at desc, f.value limit 1),
    (select i.name from link l join identity i on i.id = l.identity_id
      where l.person_id = who.person_id and l.withdrawn_at is null and i.name <> ''
      order by i.name_at desc nulls last, i.name limit 1),
    (select coalesce(i.handle, i.key) from link l join identity i on i.id = l.identity_id
      where l.person_id = who.person_id and l.withdrawn_at is null order by l.made_at, i.key limit 1),
    '') as name
  from who
),
places as (
  select who.person_id, t.account_group_id, array_agg(distinct l.identity_id) as identity_ids
  from who join link l on l.person_id = who.person_id and l.withdrawn_at is null
    join topic t on t.anchor_identity_id = l.identity_id
  group by 1, 2
),
rows as (
  select p.person_id, p.account_group_id, urgent.state, urgent.subject, urgent.assignee_id,
    word.preview, word.direction as preview_direction, word.sort_at as last_at,
    sums.waiting_since, sums.open_topics,
    coalesce(channels.names, '{}') as channels,
    case when mark.kind = 'unread' and mark.at > coalesce(sums.agent_at, '-infinity') then true
      else coalesce(sums.in_seen_at > greatest(sums.agent_at, mark.at, '-infinity'), false) end as unread,
    coalesce(ours.undelivered, false) as undelivered
  from places p
  cross join lateral (
    select t.state, t.subject, t.assignee_id from topic t
    where t.anchor_identity_id = any(p.identity_ids) and t.account_group_id = p.account_group_id
    order by array_position('{open,waiting,snoozed,closed}', t.state), t.waiting_since nulls last, t.last_at desc, t.id
    limit 1) urgent
  cross join lateral (
    select count(*) filter (where t.state <> 'closed')::int as open_topics, min(t.waiting_since) as waiting_since,
      max(t.in_seen_at) filter (where t.state in ('open', 'snoozed')) as in_seen_at, max(t.agent_at) as agent_at
    from topic t
    where t.anchor_identity_id = any(p.identity_ids) and t.account_group_id = p.account_group_id) sums
  cross join lateral (
    select left(regexp_replace(left(coalesce(nullif(m.new_text, ''), m.text), 1000), '\\s+', ' ', 'g'), ${previewMax}) as preview,
      m.direction, m.sort_at
    from (select t.id from topic t
      where t.anchor_identity_id = any(p.identity_ids) and t.account_group_id = p.account_group_id
      order by t.last_at desc, t.id limit 1) newest
    join lateral (select * from message m where m.topic_id = newest.id and m.class = 'human'
      order by m.sort_at desc, m.id desc limit 1) m on true) word
  left join lateral (
    select (array_agg(channel order by at desc, channel))[1:3] as names from (
      select m.channel, max(m.sort_at) as at from unnest(p.identity_ids) i(id)
      cross join lateral (select m.channel, m.sort_at from message m
        where m.anchor_identity_id = i.id and m.account_group_id = p.account_group_id
          and m.class = 'human' and m.direction <> 'note'
        order by m.sort_at desc, m.id desc limit ${channelWords}) m
      group by m.channel) seen) channels on true
  left join lateral (
    select a.kind, a.at from action a
    where a.identity_id = any(p.identity_ids) and a.kind in ('read', 'unread') order by a.at desc limit 1) mark on true
  left join lateral (
    select exists (select from delivery d where d.message_id = m.id and d.state in ('failed', 'bounced')) as undelivered
    from unnest(p.identity_ids) i(id)
    cross join lateral (select m.id, m.sort_at from message m
      where m.anchor_identity_id = i.id and m.direction = 'outbound' and m.account_group_id = p.account_group_id
      order by m.sort_at desc, m.id desc limit 1) m
    order by m.sort_at desc, m.id desc limit 1) ours on true
)`;
