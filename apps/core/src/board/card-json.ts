import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';

/** Voices of a storm that are looked at; what is counted stops there. */
export const voicesMax = 1_000;
/** Characters of a post on its card; the whole stands in the thread. */
const textMax = 600;

/**
 * `(voices, open, message_id)` of storm `s` as a reader sees it: how many voices, how many of them wait, and the one that the card
 * shows: the most severe that waits, else the most severe.
 */
export const voicesOf = (groups: string): string => `(
  select count(*)::int as voices, count(*) filter (where voice.waits)::int as open,
    (array_agg(voice.message_id order by voice.waits desc, voice.score desc, voice.posted_at desc, voice.message_id))[1] as message_id
  from (
    select p.message_id, p.score, p.posted_at, coalesce(t.state, 'open') = 'open' as waits
    from (select p.message_id, p.score, p.posted_at from public_post p where p.storm_id = s.id
      order by p.score desc, p.posted_at desc, p.message_id limit ${voicesMax}) p
    join message m on m.id = p.message_id left join topic t on t.id = m.topic_id
    where ${shownOnceTo('m', groups)}) voice)`;

const levels = `'{watch,today,act-now}'::text[]`;
export const levelName = (rank: string): string => `(${levels})[${rank} + 1]`;

/** `boardCard` of the contracts, of a row `card (id, column, voices, open, message_id)`. */
export const cardJson = (groups: string): string => `(
  select json_build_object(
    'id', s.id, 'column', card."column", 'messageId', m.id,
    'threadId', (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
    'topicId', m.topic_id,
    'assignee', (select json_build_object('id', owner.id, 'name', owner.name) from agent owner where owner.id = t.assignee_id),
    'channel', m.channel, 'author', ${identityJson('i', groups)}, 'text', left(m.new_text, ${textMax}),
    'postedAt', ${iso('m.sort_at')}, 'permalink', m.permalink, 'reach', p.reach,
    'rising', (p.reach ->> 'reposts')::int - (p.former_reach ->> 'reposts')::int,
    'severity', json_build_object('level', ${levelName('p.level')}, 'score', p.score, 'reasons', p.reasons, 'version', p.version),
    'correction', case when s.corrected_level is not null then (
      select json_build_object('level', ${levelName('s.corrected_level')}, 'reason', said.data ->> 'reason', 'at', ${iso('said.at')},
        'agent', (select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = said.actor_agent_id))
      from action said where said.id = s.correction_id) end,
    'voices', card.voices, 'open', card.open, 'lastAt', ${iso('s.last_at')})
  from storm s join public_post p on p.message_id = card.message_id join message m on m.id = p.message_id
  join identity i on i.id = m.author_identity_id left join topic t on t.id = m.topic_id
  where s.id = card.id and ${visibleTo('s', groups)})`;

/** In which column a storm stands, of a row with `open` and the rank `shown`. */
export const columnOf = (row: string): string =>
  `case when ${row}.open = 0 then 'handled' else ${levelName(`${row}.shown`)} end`;
