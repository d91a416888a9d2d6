import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isTakenBack } from './is-refused.js';
import { turnOf, waitingSinceOf } from './judge-turns.js';
import { settlePosts } from './settle-posts.js';

/**
 * Brings topics up to date inside the caller's transaction: folds messages just inserted (each with its `topic_id`) into
 * their topics, then computes the state of those topics and of `topicIds` (`turnOf`), and which public posts wait in them. Call it after inserting a reply or note, before
 * `projectThreads`, holding the thread's lock (`lockThreads`). Folding the same message twice changes nothing.
 */
export const settleTopics = async (
  db: Queryable,
  { messageIds = [], topicIds = [] }: { messageIds?: readonly string[]; topicIds?: readonly string[] },
): Promise<void> => {
  // Whose turn it is rests on the posts that wait.
  await settlePosts(db, { messageIds, topicIds });
  await db.query(settling, [encodeArray('uuid', messageIds), encodeArray('uuid', topicIds)]);
};

/** One pass over `touched` and index look-ups from there: no join may depend on how many rows the planner expects. */
const settling = `
with touched as materialized (
  select id, min(opened_at) as opened_at, max(last_at) as last_at, max(in_at) as in_at, max(in_seen_at) as in_seen_at,
    max(out_at) as out_at, max(agent_at) as agent_at, count(channel) as channel_count,
    jsonb_object_agg(channel, (extract(epoch from last_at) * 1000000)::bigint) filter (where channel is not null) as channels
  from (
    select m.topic_id as id, case when m.direction <> 'note' then m.channel end as channel,
      min(m.sort_at) as opened_at, max(m.sort_at) as last_at,
      max(m.sort_at) filter (where m.direction = 'inbound' and not m.history) as in_at,
      max(m.ingested_at) filter (where m.direction = 'inbound' and not m.history) as in_seen_at,
      max(m.sort_at) filter (where m.direction = 'outbound' and not m.history and not ${isTakenBack('m')}) as out_at,
      max(m.ingested_at) filter (where m.direction = 'outbound' and m.author_agent_id is not null) as agent_at
    from message m
    where m.id = any($1::uuid[]) and m.topic_id is not null and m.class = 'human'
    group by 1, 2
    union all
    select id, null, null, null, null, null, null, null from unnest($2::uuid[]) as r(id)) each
  group by id
),
folded as materialized (
  select t.id, t.close_at, t.reopen_at, t.snooze_at, t.wake_at, t.woken_at, t.grave_at,
    least(t.opened_at, w.opened_at) as opened_at, greatest(t.last_at, w.last_at) as last_at,
    greatest(t.in_at, w.in_at) as in_at, greatest(t.in_seen_at, w.in_seen_at) as in_seen_at,
    greatest(t.out_at, w.out_at) as out_at, greatest(t.agent_at, w.agent_at) as agent_at,
    case when w.channel_count = 0 then t.channels
      -- Of one channel, and nothing in the topic is newer.
      when w.channel_count = 1 and w.last_at >= t.last_at then t.channels || w.channels
      else (select jsonb_object_agg(key, at) from (
        select key, max(value::bigint) as at
        from (select * from jsonb_each_text(t.channels) union all select * from jsonb_each_text(w.channels)) used
        group by key) newest) end as channels
  from touched w join topic t on t.id = w.id
),
judged as (select f.*, ${turnOf('f')} as turn from folded f)
update topic t set
  opened_at = j.opened_at, last_at = j.last_at, in_at = j.in_at, in_seen_at = j.in_seen_at, out_at = j.out_at,
  agent_at = j.agent_at, channels = j.channels, state = j.turn,
  closed_at = case when j.turn = 'closed' then coalesce(j.close_at, j.last_at) end,
  waiting_since = ${waitingSinceOf('j')}
from judged j where t.id = j.id`;
