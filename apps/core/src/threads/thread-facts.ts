import { blockedSince, isBlocked } from '../blocking/blocked-authors.js';
import { ownName, statedName } from '../people/name-of-person.js';
import { belowWarning } from '../replies/content-warning.js';
import { wasDeleted } from '../topics/is-refused.js';

/** Characters of the newest word that a row shows. */
const previewMax = 200;

/** What was said, without the content warning that connectors put before it: the thread shows that as a badge. */
const saidBelowWarning = (m: string): string =>
  belowWarning(m, `coalesce(nullif(${m}.new_text, ''), ${m}.text)`);

/** Topics, besides the unclosed ones, among which the channels of a row are looked for. */
const newestTopics = 3;

/** A mark of an agent on an identity (`i`) that holds in this account group; older ones name no groups and hold in all. */
const markHere = `a.identity_id = i.id and a.kind in ('read', 'unread')
      and coalesce(a.data -> 'groups' ? p.account_group_id::text, true)`;

/**
 * Whose turn comes first: whoever waits for us or has our word that is due, longest first; then what is promised for later; then
 * the newest word. One instant, so that a list pages by it: behind all others stands the reverse of the newest word.
 */
const turn = `coalesce(least(work.waiting_since, said.due_at),
    timestamptz '4000-01-01Z' - make_interval(secs => extract(epoch from word.sort_at)::float8))`;

/** Sorts behind every time; a snooze that ends with their next word has it. */
export const untilTheyReply = `timestamptz '9999-12-31Z'`;

/**
 * Of several identities each has its own mark, and each topic its own answer: what was read or answered before a merge was
 * of one of them alone, and hides no word of another.
 */
const unreadOfSeveral = `exists (
  select from unnest(p.identity_ids) i(id)
  cross join lateral (select case when t.state <> 'waiting' then t.in_seen_at end as in_seen_at, t.agent_at,
      case when t.state <> 'snoozed' then t.woken_at end as woken_at from topic t
    where t.anchor_identity_id = i.id and t.state <> 'closed' and t.account_group_id = p.account_group_id offset 0) t
  left join lateral (select a.kind, a.at from action a
    where ${markHere} order by a.at desc limit 1) a on true
  where greatest(t.in_seen_at, t.woken_at) > greatest(t.agent_at, a.at, '-infinity')
    or a.kind = 'unread' and a.at > coalesce(t.agent_at, '-infinity'))`;

/** What a list says in an account group that has nothing of the person is no name of the thread: others read that. */
const ofKnownGroup = `and (said.account_group_id is null or said.actor not like 'import:%' or exists (
  select from link kin cross join lateral (
    select from topic t where t.anchor_identity_id = kin.identity_id and t.account_group_id = said.account_group_id limit 1) known
  where kin.person_id = facing.person_id and kin.withdrawn_at is null))`;

/**
 * What a thread and its rows are, as common table expressions over `$1` (person ids): `named (person_id, name)` and
 * `rows`, one per person and account group. Read from messages, topics, links, facts and actions alone, each by an index
 * and a limit, so that a lifelong thread costs no more than a new one: only unclosed topics and the newest few are read.
 * `limit` and `offset 0` fence the look-ups: without them the planner may read a whole table that it believes to be small.
 */
export const threadFacts = `
who as (select unnest($1::uuid[]) as person_id),
named as (
  select who.person_id, coalesce(
    ${statedName('facing.person_id = who.person_id', ofKnownGroup)},
    face.name, face.address, '') as name
  from who cross join lateral (
    select ${ownName('i', 'i')} as name,
      (array_agg(coalesce(i.handle, i.key) order by i.id))[1] as address
    from link l join identity i on i.id = l.identity_id
    where l.person_id = who.person_id and l.withdrawn_at is null) face
),
places as (
  select who.person_id, place.account_group_id, place.identity_ids
  from who cross join lateral (
    select g.id as account_group_id, array_agg(l.identity_id) as identity_ids
    from link l cross join account_group g
    cross join lateral (
      select from topic t where t.anchor_identity_id = l.identity_id and t.account_group_id = g.id limit 1) any_topic
    where l.person_id = who.person_id and l.withdrawn_at is null
    group by g.id) place
),
rows as (
  select p.person_id, p.account_group_id, coalesce(work.state, 'closed') as state,
    case when work.open_topics > 0 then work.subject else newest.subject end as subject,
    case when work.open_topics > 0 then work.assignee_id else newest.assignee_id end as assignee_id,
    case when work.open_topics > 0 then work.team_id else newest.team_id end as team_id, work.team_ids,
    word.preview, word.direction as preview_direction, word.sort_at as last_at,
    work.waiting_since, work.open_topics, work.assignee_ids, work.snoozed_until, work.grave, said.due_at as promise_due, said.promises, ${turn} as turn_at,
    -- One topic that knows one channel is the rule, and sorting one name costs as much as sorting three.
    case when cardinality(newest.channels) = 1 and newest.channels[1] ? word.channel
        and newest.channels[1] - word.channel = '{}'
        and (work.open_topics = 0 or work.open_topics = 1 and work.channels[1] - word.channel = '{}')
      then array[word.channel]
      else (select coalesce((array_agg(key order by at desc, key))[1:3], '{}') from (
        select key, max(value::bigint) as at
        from unnest(work.channels || newest.channels) used(channels) cross join lateral jsonb_each_text(used.channels)
        group by key) seen) end as channels,
    case when mark.kind = 'unread' and mark.at > coalesce(agent.at, '-infinity') then true
      when cardinality(p.identity_ids) > 1 then ${unreadOfSeveral}
      else coalesce(greatest(work.in_seen_at, work.woken_at) > greatest(agent.at, mark.at, '-infinity'), false) end as unread,
    coalesce(ours.undelivered, false) as undelivered,
    not exists (select from unnest(p.identity_ids) i(id) cross join lateral (
      select from identity author where author.id = i.id and not ${isBlocked('author')} offset 0) speaks)
      and not exists (select from unnest(p.identity_ids) i(id) cross join lateral (
        select from identity author join message m on m.anchor_identity_id = author.id and m.account_group_id = p.account_group_id
        where author.id = i.id and m.direction = 'inbound' and m.class = 'human' and m.ingested_at > ${blockedSince('author')} limit 1) released) as hidden
  from places p
  cross join lateral (
    select count(*)::int as open_topics, count(t.grave_at) filter (where t.state = 'open') > 0 as grave, min(t.waiting_since) as waiting_since, array_agg(t.channels) as channels,
      max(t.in_seen_at) filter (where t.state in ('open', 'snoozed')) as in_seen_at,
      max(t.woken_at) filter (where t.state <> 'snoozed') as woken_at,
      min(coalesce(t.snooze_until, ${untilTheyReply})) filter (where t.state = 'snoozed') as snoozed_until,
      coalesce(array_agg(distinct t.assignee_id order by t.assignee_id)
        filter (where t.assignee_id is not null and t.state <> 'snoozed'), '{}') as assignee_ids,
      coalesce(array_agg(distinct t.team_id) filter (where t.team_id is not null and t.state <> 'snoozed'), '{}') as team_ids,
      (array_agg(t.state order by t.urgency, t.waiting_since nulls last, t.last_at desc, t.id))[1] as state,
      (array_agg(t.subject order by t.urgency, t.waiting_since nulls last, t.last_at desc, t.id))[1] as subject,
      (array_agg(t.assignee_id order by t.urgency, t.waiting_since nulls last, t.last_at desc, t.id))[1] as assignee_id,
      (array_agg(t.team_id order by t.urgency, t.waiting_since nulls last, t.last_at desc, t.id))[1] as team_id
    from (select t.*, array_position('{open,waiting,snoozed}', t.state) as urgency
      from unnest(p.identity_ids) i(id) cross join lateral (
        select t.* from topic t
        where t.anchor_identity_id = i.id and t.state <> 'closed' and t.account_group_id = p.account_group_id offset 0) t
      ) t) work
  cross join lateral (
    select array_agg(t.channels) as channels, (array_agg(t.id))[1] as id, (array_agg(t.subject))[1] as subject,
      (array_agg(t.assignee_id))[1] as assignee_id, (array_agg(t.team_id))[1] as team_id
    from (select t.* from unnest(p.identity_ids) i(id)
      cross join lateral (select t.id, t.subject, t.assignee_id, t.team_id, t.last_at, t.channels from topic t
        where t.anchor_identity_id = i.id and t.account_group_id = p.account_group_id
        order by t.last_at desc, t.id limit ${newestTopics}) t
      order by t.last_at desc, t.id limit ${newestTopics}) t) newest
  cross join lateral (
    -- Single spaces are left alone: each match costs more than reading the text.
    select left(regexp_replace(left(${saidBelowWarning('m')}, ${2 * previewMax}),
        '\\s{2,}|[\\t\\n\\v\\f\\r]', ' ', 'g'), ${previewMax}) as preview,
      case when m.direction = 'outbound' and ${wasDeleted('m')} then 'taken-back' else m.direction end as direction, m.sort_at, m.channel
    from message m where m.topic_id = newest.id and m.class = 'human'
    order by m.sort_at desc, m.id desc limit 1) word
  cross join lateral (
    select min(r.due_at) as due_at, count(r.due_at)::int as promises from unnest(p.identity_ids) i(id)
    cross join lateral (select r.due_at from promise r
      where r.anchor_identity_id = i.id and r.account_group_id = p.account_group_id and r.state = 'open' offset 0) r) said
  left join lateral (
    select a.kind, a.at from unnest(p.identity_ids) i(id)
    cross join lateral (select a.kind, a.at from action a
      where ${markHere} order by a.at desc limit 1) a
    order by a.at desc limit 1) mark on true
  left join lateral (
    select max(m.at) as at from unnest(p.identity_ids) i(id)
    cross join lateral (select max(m.ingested_at) as at from message m
      where m.anchor_identity_id = i.id and m.account_group_id = p.account_group_id
        and m.author_agent_id is not null and m.direction = 'outbound') m) agent on true
  left join lateral (
    select exists (select from delivery d where d.message_id = m.id and d.state in ('failed', 'bounced')) as undelivered
    from unnest(p.identity_ids) i(id)
    cross join lateral (select m.id, m.sort_at from message m
      where m.anchor_identity_id = i.id and m.direction = 'outbound' and m.account_group_id = p.account_group_id
      order by m.sort_at desc, m.id desc limit 1) m
    order by m.sort_at desc, m.id desc limit 1) ours on true
)`;
