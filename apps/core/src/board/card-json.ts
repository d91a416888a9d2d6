import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { isUnblockedPost } from '../blocking/blocked-authors.js';
import { exactly, iso } from '../paging/json-times.js';
import { canBeHad } from '../photos/channel-photo-of.js';
import { photoVersionOf } from '../photos/photo-of.js';
import { customerSince, knownByJson } from '../severity/known-customer.js';
import { isRefused } from '../topics/is-refused.js';
import { identityJson } from '../people-pages/identity-json.js';
import { belowWarning, contentWarningOf } from '../replies/content-warning.js';

/** Posts of a storm among which people are counted. */
export const voicesMax = 1_000;
/** Characters of a post on its card; the whole stands in the thread. */
const textMax = 600;
/** And in the list of voices. */
const excerptMax = 200;

/** Placeholders: of the reader's groups, and of a source whose posts alone are looked at. */
export interface Shown {
  groups: string;
  source?: string;
}

/** Voices `p` of storm `s` that a reader sees, with `m`, their message, and `t`, its topic; the most severe first by an index. */
const voices = ({ groups, source }: Shown): string => `public_post p
  join message m on m.id = p.message_id left join topic t on t.id = m.topic_id
  left join listened_post found on found.message_id = p.message_id
  where p.storm_id = s.id and ${shownOnceTo('m', groups)} and ${isUnblockedPost('p', 'm')}${source === undefined ? '' : ` and ${ofSource(source)}`}`;
const first = 'order by p.score desc, p.posted_at desc, p.message_id';
/** Who says it: several accounts of a person known to be one are one voice. */
const speaker = `coalesce(
  (select l.person_id from link l where l.identity_id = p.author_identity_id and l.withdrawn_at is null), p.author_identity_id)`;
const people = (said: string): string =>
  `(select count(distinct voice.who)::int from (select ${speaker} as who from ${said} limit ${voicesMax}) voice)`;
/**
 * What was only found has no topic and waits until somebody sets it aside; what an address of ours said has none either, and waits for nobody.
 * All else waits until it is answered or its topic is closed, and not while that is snoozed.
 */
const waits = `case when m.topic_id is null then coalesce(found.state = 'waiting', false)
  else t.state in ('open', 'waiting') and exists (select from waiting_post w where w.message_id = m.id) end`;

/** What came by this account, or what this saved query found; all, while the placeholder holds null. */
export const ofSource = (source: string, m = 'm'): string =>
  `(${source}::uuid is null or ${m}.account_id = ${source}::uuid
    or exists (select from found_by f where f.message_id = ${m}.id and f.query_id = ${source}::uuid))`;

/** The newest post of what reached the reader: whoever reads the board now has seen no later one. Of the last to be posted, by an index. */
const newestSeen = (groups: string): string => `(
  select newest.message_id from unnest(${groups}::uuid[]) as g(id) cross join lateral (
    select p.message_id from public_post p where p.account_group_id = g.id order by p.posted_at desc limit 50) newest
  order by newest.message_id desc limit 1)`;

/** Whether any voice of storm `s` waits, however many there are. */
export const stormWaits = (shown: Shown): string => `exists (select from ${voices(shown)} and ${waits})`;

export const stormIsSeen = (shown: Shown): string => `exists (select from ${voices(shown)})`;

/**
 * `(voices, posts, open, message_id, up_to)` of storm `s` as a reader sees it: how many people, their posts, how many people wait, the one that the card
 * shows, which is the most severe that waits, else the most severe, and the newest post to have come in by now, of this storm or of any
 * other: whoever reads the board sees what somebody said in two of them.
 */
export const voicesOf = (shown: Shown): string => `(
  select ${people(voices(shown))} as voices,
    (select count(*)::int from (select from ${voices(shown)} limit ${voicesMax}) voice) as posts,
    ${people(`${voices(shown)} and ${waits}`)} as open,
    coalesce((select p.message_id from ${voices(shown)} and ${waits} ${first} limit 1),
      (select p.message_id from ${voices(shown)} ${first} limit 1)) as message_id,
    greatest((select p.message_id from public_post p where p.storm_id = s.id order by p.message_id desc limit 1),
      ${newestSeen(shown.groups)}) as up_to)`;

const isAfter = (place: string): string => {
  const at = `((${place}::jsonb ->> 0)::boolean, (${place}::jsonb ->> 1)::float8, (${place}::jsonb ->> 2)::timestamptz)`;
  const own = '(after.waits, after.score::float8, after.posted_at)';
  return `(${own} < ${at} or ${own} = ${at} and after.id > (${place}::jsonb ->> 3)::uuid)`;
};

/**
 * A page of the posts of storm `s`, those that wait first, the most severe of these first: `stormVoice` of the contracts as `items`, and as `next` where it ended,
 * if there are more. It goes on after `place`, a JSON array of what they are sorted by, or begins where that is null.
 */
export const voicesPage = (shown: Shown, { place, most }: { place: string; most: string }): string => `(
  select (json_agg(json_build_array(said.waits, said.score, ${exactly('said.posted_at')}, said.id)) filter (where said.n = ${most}
      and said.upcoming > said.n)) -> 0 as next,
    coalesce(json_agg(json_build_object(
    'messageId', said.id, 'threadId', (select l.person_id from link l where l.identity_id = said.anchor_identity_id and l.withdrawn_at is null),
    'author', ${identityJson('i', shown.groups)}, 'channel', said.channel,
    'contentWarning', ${contentWarningOf('said')}, 'text', left(${belowWarning('said', 'said.new_text')}, ${excerptMax}),
    'postedAt', ${iso('said.sort_at')}, 'waits', said.waits, 'assignee', ${ownerJson('said.owner_id')}, 'permalink', said.permalink) order by said.n) filter (where said.n <= ${most}), '[]') as items
  from (
    select after.*, row_number() over sorted as n, count(*) over () as upcoming from (
      select m.id, m.anchor_identity_id, m.author_identity_id, m.channel, m.text, m.new_text, m.marks, m.sort_at, m.permalink, p.score, p.posted_at, coalesce(t.assignee_id, s.owner_id) as owner_id, ${waits} as waits
      from ${voices(shown)}) after
    where ${place}::jsonb is null or ${isAfter(place)}
    window sorted as (order by after.waits desc, after.score desc, after.posted_at desc, after.id)
    order by n limit ${most} + 1) said
  join identity i on i.id = said.author_identity_id)`;

/** An agent who is still there. */
const ownerJson = (id: string): string =>
  `(select json_build_object('id', owner.id, 'name', owner.name) from agent owner where owner.id = ${id} and owner.disabled_at is null)`;

/** The saved queries that found message `m`. */
export const foundByJson = `coalesce((
      select json_agg(json_build_object('id', q.id, 'name', q.name) order by q.name, q.id)
      from found_by f join saved_query q on q.id = f.query_id where f.message_id = m.id), '[]')`;

const levels = `'{watch,today,act-now}'::text[]`;
export const levelName = (rank: string): string => `(${levels})[${rank} + 1]`;

/** What an agent said last of storm `s`. */
const saidJson = (more: string): string => `(
      select json_build_object(${more} 'reason', said.data ->> 'reason', 'at', ${iso('said.at')},
        'agent', (select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = said.actor_agent_id))
      from action said where said.id = s.correction_id)`;

/** Said of a storm, as its card lists it. */
const correctionsMax = 10;

/** All that agents said of storm `s`. */
const correctionsJson = `(
      select coalesce(json_agg(json_build_object('from', said.data ->> 'was', 'reason', said.data ->> 'reason', 'at', ${iso('said.at')},
        'to', case when (said.data ->> 'notAboutUs')::boolean then 'not-about-us' else ${levelName(`(said.data ->> 'level')::int`)} end,
        'agent', (select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = said.actor_agent_id))
        order by said.at desc, said.id desc), '[]')
      from (select a.id, a.at, a.data, a.actor_agent_id from action a
        where s.correction_id is not null and a.data ->> 'stormId' = s.id::text and a.kind = 'severity'
        order by a.at desc, a.id desc limit ${correctionsMax}) said)`;

/** Of our newest word to message `m`, or to what else was said in its topic in storm `s`. */
const undeliveredJson = `(
      select case when ${isRefused('ours')} then 'refused'
        when exists (select from delivery d where d.message_id = ours.id and d.state = 'unknown') then 'unknown' end
      from message ours where ours.topic_id = m.topic_id and ours.direction = 'outbound' and ours.sort_at > m.sort_at
        and exists (select from public_post p2 where p2.message_id = ours.answers_message_id and p2.storm_id = s.id)
      order by ours.sort_at desc, ours.id desc limit 1)`;

/** Since when the author also writes to us in private, in the account group of the post. */
const customerSinceJson = iso(customerSince('p.author_identity_id', 'p.account_group_id'));

const figures = ['reposts', 'quotes', 'replies', 'likes'];

/** `stormReach` of the contracts: the figures of all its posts, and whoever follows one of its authors once for each of these. */
const stormReachJson = (
  shown: Shown,
): string => `case when card.posts = 1 then coalesce(p.reach - 'at', '{}')::json else (
      select json_strip_nulls(json_build_object('followers', sum(one.followers), ${figures.map((name) => `'${name}', sum(one.${name})`).join(', ')}))
      from (select max((said.reach ->> 'followers')::bigint) as followers,
          ${figures.map((name) => `sum((said.reach ->> '${name}')::bigint) as ${name}`).join(', ')}
        from (select p.author_identity_id, p.reach from ${voices(shown)} ${first} limit ${voicesMax}) said group by said.author_identity_id) one) end`;

/** Of the person in whose thread the post stands, else of its author as the channel shows them. */
const photoJson = (groups: string): string => `coalesce(
      (select ${photoVersionOf('l.person_id', groups)} from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
      (select photo.version from channel_photo photo where photo.identity_id = m.author_identity_id and ${canBeHad('photo')}
        and not exists (select from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null)))`;

/** `boardCard` of the contracts, of a row `card (id, column, voices, posts, open, message_id, up_to)`, beside `my_watches`. */
export const cardJson = (shown: Shown): string => `(
  select json_build_object(
    'id', s.id, 'column', card."column", 'messageId', m.id,
    'threadId', (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
    'topicId', m.topic_id,
    'assignee', ${ownerJson('coalesce(t.assignee_id, s.owner_id)')}, 'owner', ${ownerJson('s.owner_id')},
    'channel', m.channel, 'author', ${identityJson('i', shown.groups)},
    'photo', ${photoJson(shown.groups)},
    'contentWarning', ${contentWarningOf('m')}, 'text', left(${belowWarning('m', 'm.new_text')}, ${textMax}),
    'postedAt', ${iso('m.sort_at')}, 'permalink', m.permalink, 'reach', p.reach, 'stormReach', ${stormReachJson(shown)},
    'heard', case when m.topic_id is null and exists (select from listened_post l where l.message_id = m.id) then 'listening' else 'mention' end,
    'foundBy', ${foundByJson},
    'rising', (p.reach ->> 'reposts')::int - (p.former_reach ->> 'reposts')::int,
    'severity', json_build_object('level', ${levelName('p.level')}, 'score', p.score, 'reasons', p.reasons, 'version', p.version),
    'correction', case when s.corrected_level is not null and not s.not_about_us then ${saidJson(`'level', ${levelName('s.corrected_level')},`)} end,
    'corrections', ${correctionsJson},
    'notAboutUs', case when s.not_about_us then ${saidJson('')} end,
    'voices', card.voices, 'posts', card.posts, 'open', card.open, 'upTo', card.up_to, 'lastAt', ${iso('s.last_at')},
    'customerSince', case when p.known then ${customerSinceJson} end,
    'knownBy', case when p.known then ${knownByJson('p.author_identity_id', shown.groups)} end,
    'watch', (select w.json from my_watches w where w.storm_id = s.id order by w.is_new desc, w.message_id limit 1),
    'undelivered', ${undeliveredJson},
    'asksOk', (select json_build_object('id', who.id, 'name', who.name) from ok_request r join agent who on who.id = r.agent_id
      join public_post asked on asked.message_id = r.answers_message_id and asked.storm_id = s.id
      where r.account_group_id = s.account_group_id and r.state = 'waiting'
      order by r.asked_at limit 1))
  from storm s join public_post p on p.message_id = card.message_id join message m on m.id = p.message_id
  join identity i on i.id = m.author_identity_id left join topic t on t.id = m.topic_id
  where s.id = card.id and ${visibleTo('s', shown.groups)})`;
