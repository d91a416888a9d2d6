import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { graverAt } from '../severity/wait-graver.js';
import { isTakenBack } from './is-refused.js';
import { settleTopics } from './settle-topics.js';

export interface TopicsToRecount {
  topicIds: readonly string[];
  /** Actions on other topics that count for one of these, too. */
  inherited: readonly { topicId: string; actionId: string }[];
}

/**
 * Computes topics anew from the messages that stand in them now and from the actions done to them, whatever they said before.
 * The caller holds the locks of their threads.
 */
export const recountTopics = async (db: Queryable, what: TopicsToRecount): Promise<void> => {
  const topicIds = [...new Set(what.topicIds)].sort();
  if (topicIds.length === 0) return;
  await db.query(resetting, [
    encodeArray('uuid', topicIds),
    encodeArray('uuid', what.inherited.map(({ topicId }) => topicId)), // prettier-ignore
    encodeArray('uuid', what.inherited.map(({ actionId }) => actionId)), // prettier-ignore
  ]);
  await settleTopics(db, { topicIds });
};

const resetting = `
with mine as materialized (select unnest($1::uuid[]) as id),
word as (
  select m.topic_id as id, min(m.sort_at) as opened_at, max(m.sort_at) as last_at,
    max(m.sort_at) filter (where m.direction = 'inbound' and not m.history) as in_at,
    max(m.ingested_at) filter (where m.direction = 'inbound' and not m.history) as in_seen_at,
    max(m.sort_at) filter (where m.direction = 'outbound' and not m.history and not ${isTakenBack('m')}) as out_at,
    max(m.ingested_at) filter (where m.direction = 'outbound' and m.author_agent_id is not null) as agent_at
  from mine join message m on m.topic_id = mine.id
  where m.class = 'human' group by m.topic_id
), used as (
  select topic_id as id, jsonb_object_agg(channel, at) as channels from (
    select m.topic_id, m.channel, (extract(epoch from max(m.sort_at)) * 1000000)::bigint as at
    from mine join message m on m.topic_id = mine.id
    where m.class = 'human' and m.direction <> 'note' group by 1, 2) each
  group by topic_id
), counts as (
  select mine.id as topic_id, a.id, a.kind, a.at, a.data from mine join action a on a.topic_id = mine.id
  union
  select r.topic_id, a.id, a.kind, a.at, a.data from unnest($2::uuid[], $3::uuid[]) r(topic_id, action_id)
    join action a on a.id = r.action_id
), done as (
  select topic_id as id, max(at) filter (where kind = 'close') as close_at,
    max(at) filter (where kind = 'reopen') as reopen_at,
    (array_agg((data ->> 'agentId')::uuid order by at desc, id desc) filter (where kind = 'assign'))[1] as assignee_id,
    (array_agg((data ->> 'teamId')::uuid order by at desc, id desc) filter (where kind = 'team'))[1] as team_id,
    max(at) filter (where kind = 'snooze') as snooze_at,
    (array_agg((data ->> 'until')::timestamptz order by at desc, id desc) filter (where kind = 'snooze'))[1] as snooze_until,
    max(at) filter (where kind = 'wake') as wake_at, max(at) filter (where kind = 'woken') as woken_at
  from counts group by topic_id
), grown as (
  select m.topic_id as id, max(${graverAt('m')}) as at from mine join message m on m.topic_id = mine.id
  where m.audience = 'public' and m.direction = 'inbound' group by 1
)
update topic t set opened_at = coalesce(w.opened_at, t.opened_at), last_at = coalesce(w.last_at, t.last_at),
  in_at = w.in_at, in_seen_at = greatest(w.in_seen_at, g.at), out_at = w.out_at, agent_at = w.agent_at,
  channels = coalesce(u.channels, '{}'), close_at = d.close_at, reopen_at = d.reopen_at, assignee_id = d.assignee_id, team_id = d.team_id,
  snooze_at = d.snooze_at, snooze_until = d.snooze_until, wake_at = d.wake_at, woken_at = d.woken_at
from mine left join word w using (id) left join used u using (id) left join done d using (id) left join grown g using (id)
where t.id = mine.id`;
