import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';

/** Placeholders: of the reader's groups, and of who they are. */
export interface Watcher {
  groups: string;
  agent: string;
  /** Of the one post by which it is watched; holds null for all. */
  only?: string;
}

/** What is counted of what is new stops there. */
const newsMax = 100;
/** Posts of one conversation that are looked at, and how many answers deep: whoever answers an answer is heard as well. */
const postsMax = 400;
const depthMax = 4;
/** What is said of a storm is looked at until then. */
const voicesMax = 1_000;
const textMax = 200;
/** A batch is written within that time, or not at all. */
export const lateMinutes = 10;
/** Half decades from ten on: whoever watches is not told of a second like. */
const steps = 'array[10,30,100,300,1000,3000,10000,30000,100000,300000,1000000]';

/** Whom message `m` answers or quotes; by the words of its index. */
const answersAny = (m: string, ids: string): string =>
  `(${m}.in_reply_to || ${m}.reference_ids) && ${ids} and ${m}.audience = 'public' and ${m}.direction = 'inbound'`;

/**
 * Every post of the conversation of watch `w` with post `m`: those of its topic, the voices of its storm, and what we hear that answers or quotes them or
 * what they answer, whoever says it.
 */
const conversation = `(
  with recursive told(id, ids, depth) as (
    select m.id, array[m.threading_id] || m.in_reply_to || m.reference_ids, 0
    union
    (select said.id, array[said.threading_id], 0 from message said
      where said.topic_id = m.topic_id and said.audience = 'public' order by said.sort_at desc limit ${postsMax})
    union
    select answer.id, array[answer.threading_id], told.depth + 1 from told cross join lateral (
      select a.id, a.threading_id from message a where ${answersAny('a', 'array_remove(told.ids, null)')} limit ${postsMax}) answer
    where told.depth < ${depthMax})
  select distinct id from (select id from told limit ${postsMax}) told
  union
  select voice.message_id from (select p.message_id from public_post p where p.storm_id = storm.id limit ${voicesMax}) voice
    where storm.last_at > w.seen_at - interval '1 day')`;

/** What came into it since its agent looked; `c` its messages. */
const fresh = ({ groups }: Watcher): string => `(
  select c.id, c.ingested_at from ${conversation} said join message c on c.id = said.id
  where c.direction = 'inbound' and c.audience = 'public' and c.class = 'human' and not c.history and c.id <> m.id
    and c.ingested_at > w.seen_at - interval '${lateMinutes} minutes' and c.id <> all(w.seen_ids)
    and ${shownOnceTo('c', groups)}
  order by c.ingested_at desc limit ${newsMax})`;

const reached = `(
  select json_agg(json_build_object('figure', figure, 'from', was, 'to', is_now) order by n)
  from unnest('{reposts,quotes,replies,likes}'::text[]) with ordinality as f(figure, n)
  cross join lateral (select coalesce((w.seen_reach ->> figure)::int, 0) as was, coalesce((p.reach ->> figure)::int, 0) as is_now) grown
  where width_bucket(is_now, ${steps}) > width_bucket(was, ${steps}))`;

/**
 * `my_watches as (...)`: what an agent watches and may still see, with what is new in each (`watch` of the contracts in `json`). What they may not see
 * any more is watched on, and tells nothing.
 */
export const myWatches = (watcher: Watcher): string => `
my_watches as materialized (
  select w.message_id, storm.id as storm_id, news.count > 0 or news.reach is not null as is_new, json_build_object(
    'messageId', w.message_id, 'stormId', storm.id, 'beganAt', ${iso('w.began_at')}, 'author', ${identityJson('i', watcher.groups)},
    'threadId', (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
    'said', news.count, 'messageIds', news.ids, 'reached', coalesce(news.reach, '[]'),
    'reach', json_build_object('reposts', p.reach -> 'reposts', 'quotes', p.reach -> 'quotes', 'replies', p.reach -> 'replies', 'likes', p.reach -> 'likes'),
    'latest', ${latestJson(watcher)}) as json
  from conversation_watch w join message m on m.id = w.message_id join identity i on i.id = m.author_identity_id
  left join public_post p on p.message_id = m.id left join storm on storm.id = p.storm_id
  cross join lateral (
    select count(*)::int as count, coalesce(json_agg(f.id order by f.ingested_at desc, f.id desc), '[]') as ids,
      (array_agg(f.id order by f.ingested_at desc, f.id desc))[1] as newest, ${reached} as reach from ${fresh(watcher)} f) news
  where w.agent_id = ${watcher.agent} and ${visibleTo('m', watcher.groups)}${onlyThat(watcher)})`;

const onlyThat = ({ only }: Watcher): string =>
  only === undefined ? '' : ` and (${only}::uuid is null or w.message_id = ${only})`;

/** The newest of what is new: who said it, and how it begins. */
const latestJson = ({ groups }: Watcher): string => `(
    select json_build_object('messageId', l.id, 'author', ${identityJson('said_by', groups)}, 'text', left(l.new_text, ${textMax}), 'at', ${iso('l.sort_at')},
      'threadId', (select k.person_id from link k where k.identity_id = l.anchor_identity_id and k.withdrawn_at is null))
    from message l join identity said_by on said_by.id = l.author_identity_id where l.id = news.newest)`;
