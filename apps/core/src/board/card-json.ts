import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';

/** What is counted of the voices of a storm stops there. */
export const voicesMax = 1_000;
/** Characters of a post on its card; the whole stands in the thread. */
const textMax = 600;

/** Placeholders: of the reader's groups, and of a source whose posts alone are looked at. */
export interface Shown {
  groups: string;
  source?: string;
}

/** Voices `p` of storm `s` that a reader sees, with `m`, their message, and `t`, its topic; the most severe first by an index. */
const voices = ({ groups, source }: Shown): string => `public_post p
  join message m on m.id = p.message_id left join topic t on t.id = m.topic_id
  left join listened_post found on found.message_id = p.message_id
  where p.storm_id = s.id and ${shownOnceTo('m', groups)}${source === undefined ? '' : ` and ${ofSource(source)}`}`;
const first = 'order by p.score desc, p.posted_at desc, p.message_id';
/** What was only found has no topic and waits until somebody sets it aside; what an address of ours said has none either, and waits for nobody. */
const waits = `case when m.topic_id is null then coalesce(found.state = 'waiting', false) else coalesce(t.state, 'open') = 'open' end`;

/** What came by this account, or what this saved query found; all, while the placeholder holds null. */
export const ofSource = (source: string): string =>
  `(${source}::uuid is null or m.account_id = ${source}::uuid
    or exists (select from found_by f where f.message_id = m.id and f.query_id = ${source}::uuid))`;

/** The newest post of what reached the reader: whoever reads the board now has seen no later one. Of the last to be posted, by an index. */
const newestSeen = (groups: string): string => `(
  select newest.message_id from unnest(${groups}::uuid[]) as g(id) cross join lateral (
    select p.message_id from public_post p where p.account_group_id = g.id order by p.posted_at desc limit 50) newest
  order by newest.message_id desc limit 1)`;

/** Whether any voice of storm `s` waits, however many there are. */
export const stormWaits = (shown: Shown): string => `exists (select from ${voices(shown)} and ${waits})`;

export const stormIsSeen = (shown: Shown): string => `exists (select from ${voices(shown)})`;

/**
 * `(voices, open, message_id, up_to)` of storm `s` as a reader sees it: how many voices, how many of them wait, the one that the card
 * shows, which is the most severe that waits, else the most severe, and the newest post to have come in by now, of this storm or of any
 * other: whoever reads the board sees what somebody said in two of them.
 */
export const voicesOf = (shown: Shown): string => `(
  select (select count(*)::int from (select from ${voices(shown)} limit ${voicesMax}) voice) as voices,
    (select count(*)::int from (select from ${voices(shown)} and ${waits} limit ${voicesMax}) voice) as open,
    coalesce((select p.message_id from ${voices(shown)} and ${waits} ${first} limit 1),
      (select p.message_id from ${voices(shown)} ${first} limit 1)) as message_id,
    greatest((select p.message_id from public_post p where p.storm_id = s.id order by p.message_id desc limit 1),
      ${newestSeen(shown.groups)}) as up_to)`;

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

/** `boardCard` of the contracts, of a row `card (id, column, voices, open, message_id, up_to)`. */
export const cardJson = (groups: string): string => `(
  select json_build_object(
    'id', s.id, 'column', card."column", 'messageId', m.id,
    'threadId', (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
    'topicId', m.topic_id,
    'assignee', (select json_build_object('id', owner.id, 'name', owner.name) from agent owner where owner.id = t.assignee_id),
    'channel', m.channel, 'author', ${identityJson('i', groups)}, 'text', left(m.new_text, ${textMax}),
    'postedAt', ${iso('m.sort_at')}, 'permalink', m.permalink, 'reach', p.reach,
    'heard', case when m.topic_id is null and exists (select from listened_post l where l.message_id = m.id) then 'listening' else 'mention' end,
    'foundBy', ${foundByJson},
    'rising', (p.reach ->> 'reposts')::int - (p.former_reach ->> 'reposts')::int,
    'severity', json_build_object('level', ${levelName('p.level')}, 'score', p.score, 'reasons', p.reasons, 'version', p.version),
    'correction', case when s.corrected_level is not null and not s.not_about_us then ${saidJson(`'level', ${levelName('s.corrected_level')},`)} end,
    'notAboutUs', case when s.not_about_us then ${saidJson('')} end,
    'voices', card.voices, 'open', card.open, 'upTo', card.up_to, 'lastAt', ${iso('s.last_at')},
    'asksOk', (select json_build_object('id', who.id, 'name', who.name) from ok_request r join agent who on who.id = r.agent_id
      join message asked on asked.id = r.answers_message_id
      where r.account_group_id = s.account_group_id and r.state = 'waiting' and (asked.id = m.id or asked.topic_id = m.topic_id)
      order by r.asked_at limit 1))
  from storm s join public_post p on p.message_id = card.message_id join message m on m.id = p.message_id
  join identity i on i.id = m.author_identity_id left join topic t on t.id = m.topic_id
  where s.id = card.id and ${visibleTo('s', groups)})`;
