import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { isGrave } from '../severity/is-grave.js';
import { graverAt } from '../severity/wait-graver.js';
import { isTakenBack } from './is-refused.js';
import { isSettled } from './is-settled.js';

/**
 * Keeps `waiting_post`: what somebody said to us in public, that nobody answered or settled by itself, and whose topic nobody closed since; and of each topic when the oldest of them was said
 * that is grave (`grave_at`). The topics of `topicIds` are counted
 * anew, of `messageIds` those in which a word of ours may answer a post, and each new post. Part of `settleTopics`, under the locks of its caller. Call it alone when
 * nothing but what became of a word of ours, or how severe a storm is, is different, and `judgeTurns` of the topics that it resolves with.
 *
 * A word of ours answers the post that it names, and what the same author had said before in the same matter: above it in their own conversation, or as
 * a voice of the same storm. What they said elsewhere waits, whatever came after it. What is emptied waits for nobody. What became grave since waits again.
 */
export const settlePosts = async (
  db: Queryable,
  { messageIds, topicIds }: { messageIds: readonly string[]; topicIds: readonly string[] },
): Promise<string[]> => {
  const turned = (await db.query(settlingPosts, [
    encodeArray('uuid', messageIds),
    encodeArray('uuid', topicIds),
  ])) as { id: string }[];
  return turned.map(({ id }) => id);
};

const isPost = (alias: string): string =>
  `${alias}.audience = 'public' and ${alias}.direction = 'inbound' and ${alias}.class = 'human'`;

/** Nobody closed its topic since it came; what is only history waits from when somebody opens it. */
const isOpen = `(case when p.history then t.reopen_at > coalesce(t.close_at, '-infinity')
  else t.close_at is null or t.reopen_at > t.close_at or p.ingested_at > t.close_at end)`;

/** What became grave after it was seen to has come anew then. */
const columns = `m.id, m.topic_id, m.author_identity_id, m.sort_at, greatest(m.ingested_at, ${graverAt('m')}) as ingested_at,
  ${graverAt('m')} is not null as is_graver, m.history, ${isEmptied('m')} as emptied,
  coalesce((select post.storm_id from public_post post where post.message_id = m.id),
    (select former.storm_id from former_voice former where former.message_id = m.id)) as storm_id`;

/** By the one index that serves it, whatever the planner expects: what else is asked of them it learns outside. */
const messages = (where: string): string => `(select * from message where ${where} offset 0)`;

const above = 'm.in_reply_to || m.reference_ids as above';

/** Of any topic. */
const postsNamed = (name: string): string =>
  `(select ${columns}, ${above} from ${messages(`threading_id = ${name}`)} m where ${isPost('m')})`;

/** Whoever spoke at the network itself had the post before them, whenever it reached us; as it is since it became grave only who spoke after that. */
const wasSeen = 'ingested_at <= case when is_graver then spoke_at else seen_at end';

/**
 * - `answers`: the posts that words of ours name, with when we spoke (`said_at`) and when that reached us (`spoke_at`), and by when a post must have reached us to be answered without being named (`seen_at`):
 *   one that came after an agent's word is not, while what we said at the network itself may reach us before what it answers
 * - `own`: these, and what their authors had said above them
 * - `voices`: posts in storms, with the latest `seen_at` of our words to their author there that are no older than they
 * - `graver`: since when something grave waits in a topic, of all of it (`anew`), or of what came to it
 *
 * Nothing is joined but a table by its index, and sets are taken from sets: in a transaction, of two of these that were joined one would be read once for
 * each row of the other.
 */
export const settlingPosts = `
with recursive fresh as materialized (
  select m.id, m.topic_id, t.out_at >= m.sort_at or ${isEmptied('m')} as late from message m join topic t on t.id = m.topic_id
  where m.id = any($1::uuid[]) and ${isPost('m')}
), touched as materialized (
  select a.id from (
    select unnest($2::uuid[]) as id
    union select m.topic_id from message m where m.id = any($1::uuid[]) and m.direction = 'outbound' and m.class = 'human'
      and (m.audience = 'public' or exists (select from message said where said.id = m.answers_message_id and said.audience = 'public'))
    union select topic_id from fresh where late) a
  where exists (select from ${messages('topic_id = a.id')} m where ${isPost('m')})
), posts as materialized (
  select ${columns} from touched cross join lateral ${messages('topic_id = touched.id')} m where ${isPost('m')}
  union
  select ${columns} from fresh join message m on m.id = fresh.id
), answers as materialized (
  select named.*, o.sort_at as said_at, o.ingested_at as spoke_at,
    case when o.author_agent_id is null then 'infinity' else o.ingested_at end as seen_at
  from touched cross join lateral ${messages('topic_id = touched.id')} o
  cross join lateral (
    select ${columns}, ${above} from ${messages('id = o.answers_message_id')} m where ${isPost('m')}
    union all
    select post.* from unnest(o.in_reply_to) word(name) cross join lateral ${postsNamed('word.name')} post) named
  where o.direction = 'outbound' and o.class = 'human' and not ${isTakenBack('o')} and named.topic_id = touched.id
), own as (
  select id, topic_id, author_identity_id, sort_at, ingested_at, is_graver, above, said_at, spoke_at, seen_at from answers
  union
  select post.id, post.topic_id, post.author_identity_id, post.sort_at, post.ingested_at, post.is_graver, post.above, own.said_at, own.spoke_at, own.seen_at
  from own cross join lateral unnest(own.above) word(name) cross join lateral ${postsNamed('word.name')} post
  where post.topic_id = own.topic_id and post.author_identity_id = own.author_identity_id
), voices as (
  select id, ingested_at, is_graver, max(spoke_at) over later as spoke_at, max(seen_at) over later as seen_at
  from (
    select id, topic_id, author_identity_id, storm_id, sort_at, ingested_at, is_graver, null::timestamptz as spoke_at, null::timestamptz as seen_at from posts
    union all
    select null, topic_id, author_identity_id, storm_id, said_at, null, null, spoke_at, seen_at from answers) said
  where storm_id is not null
  window later as (partition by topic_id, author_identity_id, storm_id order by sort_at desc)
), unanswered as materialized (
  select p.id from posts p join topic t on t.id = p.topic_id where ${isOpen} and not p.emptied and not ${isSettled('p', 't')}
  except (
    select id from answers where not is_graver or ingested_at <= spoke_at
    union all select id from own where sort_at <= said_at and ${wasSeen}
    union all select id from voices where ${wasSeen})
), waits as materialized (
  select m.id, m.topic_id, m.account_group_id, m.sort_at, exists (
    select from public_post post join storm s on s.id = post.storm_id where post.message_id = m.id and ${isGrave('s')}) as grave
  from unanswered join message m on m.id = unanswered.id
), seen_to as (
  delete from waiting_post where message_id = any(array(select id from posts except select id from waits))
), waiting as (
  insert into waiting_post (message_id, account_group_id, posted_at)
  select id, account_group_id, sort_at from waits
  on conflict (message_id) do nothing
), graver as materialized (
  select id, min(at) as at, bool_or(anew) as anew from (
    select unnest($2::uuid[]) as id, null::timestamptz as at, true as anew
    union all select id, null, true from touched
    union all select topic_id, sort_at, false from waits where grave) each
  group by id
), turned as (
  update topic t set grave_at = case when g.anew then g.at else least(t.grave_at, g.at) end
  from graver g
  where t.id = g.id and t.grave_at is distinct from case when g.anew then g.at else least(t.grave_at, g.at) end
  returning t.id
)
select id from turned`;
