import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Brings topics up to date inside the caller's transaction: folds messages just inserted (each with its `topic_id`) into
 * their topics, then computes the state of those topics and of `topicIds`. Call it after inserting a reply or note, before
 * `projectThreads`, holding the thread's lock (`lockThreads`). Folding the same message twice changes nothing.
 *
 * - closed: only history is in it, or it was closed after every word we took in, ours included, and not reopened since
 * - open: their word is unanswered; a word that reached us after an agent's reply is not answered by it, whatever its date
 * - waiting: ours was last
 */
export const settleTopics = async (
  db: Queryable,
  what: { messageIds?: readonly string[]; topicIds?: readonly string[] },
): Promise<void> => {
  await db.query(settling, [
    encodeArray('uuid', what.messageIds ?? []),
    encodeArray('uuid', what.topicIds ?? []),
  ]);
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
      max(m.sort_at) filter (where m.direction = 'outbound' and not m.history) as out_at,
      max(m.ingested_at) filter (where m.direction = 'outbound' and m.author_agent_id is not null) as agent_at
    from message m
    where m.id = any($1::uuid[]) and m.topic_id is not null and m.class = 'human'
    group by 1, 2
    union all
    select id, null, null, null, null, null, null, null from unnest($2::uuid[]) as r(id)) each
  group by id
),
folded as materialized (
  select t.id, t.close_at, t.reopen_at,
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
judged as (
  select f.*, case
    when f.close_at > coalesce(f.reopen_at, '-infinity')
      and f.close_at >= greatest(f.in_seen_at, f.agent_at, '-infinity') then 'closed'
    when f.in_at is null and f.out_at is null then case when f.reopen_at is null then 'closed' else 'open' end
    when f.in_at is not null and (f.out_at is null or f.in_at > f.out_at
      or (f.out_at <= f.agent_at and f.in_seen_at > f.agent_at)) then 'open'
    else 'waiting' end as state
  from folded f
)
update topic t set
  opened_at = j.opened_at, last_at = j.last_at, in_at = j.in_at, in_seen_at = j.in_seen_at, out_at = j.out_at,
  agent_at = j.agent_at, channels = j.channels, state = j.state,
  closed_at = case when j.state = 'closed' then coalesce(j.close_at, j.last_at) end,
  waiting_since = case when j.state = 'open' then coalesce(
    (select m.sort_at from message m
      where m.topic_id = j.id and m.sort_at > coalesce(j.out_at, '-infinity')
        and m.class = 'human' and m.direction = 'inbound' and not m.history
        and (j.close_at is null or j.reopen_at > j.close_at or m.ingested_at > j.close_at)
      order by m.sort_at limit 1),
    j.in_at, j.reopen_at) end
from judged j where t.id = j.id`;
