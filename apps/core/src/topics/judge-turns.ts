import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Whose turn it is in a topic `f`, of its columns alone:
 *
 * - closed: only history is in it, or it was closed after every word we took in, ours included, and not reopened since
 * - snoozed: it was snoozed after their newest word, and neither woken by its time or an agent, nor closed or reopened since
 * - open: their word is unanswered, or a grave post of theirs is, whatever was said after it; a word that reached us after an agent's reply is not answered by it, whatever its date
 * - waiting: ours was last, and somebody may have got it
 */
export const turnOf = (f: string): string => `case
  when ${f}.close_at > coalesce(${f}.reopen_at, '-infinity')
    and ${f}.close_at >= greatest(${f}.in_seen_at, ${f}.agent_at, '-infinity') then 'closed'
  when ${f}.in_at is null and ${f}.out_at is null and ${f}.reopen_at is null then 'closed'
  when ${f}.snooze_at > greatest(${f}.in_seen_at, ${f}.wake_at, ${f}.woken_at, ${f}.close_at, ${f}.reopen_at, '-infinity') then 'snoozed'
  when ${f}.in_at is null and ${f}.out_at is null then 'open'
  when ${f}.grave_at is not null then 'open'
  when ${f}.in_at is not null and (${f}.out_at is null or ${f}.in_at > ${f}.out_at
    or (${f}.out_at <= ${f}.agent_at and ${f}.in_seen_at > ${f}.agent_at)) then 'open'
  else 'waiting' end`;

/** Since when topic `j`, of which it is said whose `turn` it is, waits for us: for the oldest word that nothing of ours stands after, or for a grave post. */
export const waitingSinceOf = (
  j: string,
): string => `case when ${j}.turn = 'open' then least(${j}.grave_at, coalesce(
  (select m.sort_at from message m
    where m.topic_id = ${j}.id and m.sort_at > coalesce(${j}.out_at, '-infinity')
      and m.class = 'human' and m.direction = 'inbound' and not m.history
      and (${j}.close_at is null or ${j}.reopen_at > ${j}.close_at or m.ingested_at > ${j}.close_at)
    order by m.sort_at limit 1),
  ${j}.in_at, ${j}.reopen_at)) end`;

/** Says of topics whose turn it is, where nothing but what waits in them is different. The caller holds their threads; resolves with where they stand. */
export const judgeTurns = async (db: Queryable, topicIds: readonly string[]): Promise<PlacedTopic[]> =>
  topicIds.length === 0
    ? []
    : ((await db.query(judging, [encodeArray('uuid', [...new Set(topicIds)].sort())])) as PlacedTopic[]);

export interface PlacedTopic {
  anchorIdentityId: string;
  accountGroupId: string;
}

const judging = `
with judged as materialized (select t.*, ${turnOf('t')} as turn from unnest($1::uuid[]) r(id) join topic t on t.id = r.id),
since as materialized (select j.id, j.turn, ${waitingSinceOf('j')} as waiting_since from judged j),
turned as (
  update topic t set state = s.turn, waiting_since = s.waiting_since
  from since s where t.id = s.id and (t.state, t.waiting_since) is distinct from (s.turn, s.waiting_since))
select anchor_identity_id as "anchorIdentityId", account_group_id as "accountGroupId" from judged`;
