import type { BoardPage } from '@filo/contracts/http';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { isUnblockedVoice } from '../blocking/blocked-authors.js';
import { judgeVolume } from './judge-volume.js';

/**
 * How much is said in public, to us and about us, beside what is usual; no more than `countedMax` are counted of the last hour and of what was before, of either kind: of what all saved
 * queries find, each its share. What somebody said who is blocked counts for nothing. A saved query counts
 * once it is a day old: a new one finds much from one hour to the next, and would pass for a storm. What was posted before it was made never counts.
 */
export const readVolume = async (
  db: Queryable,
  accountGroupIds: readonly string[],
  countedMax = 100_000,
): Promise<BoardPage['volume']> => {
  const [row] = (await db.query(countingVolume, [accountGroupIds, countedMax])) as {
    lastHour: number;
    before: number;
    hours: number;
    usuallyFound: number;
    foundHours: number | null;
    ago: Record<string, number>;
  }[];
  return judgeVolume({ ...row!, capped: row!.before >= countedMax });
};

/** A post that reached several account groups counts once; who sees a single one needs no look at the messages. */
const once = `(cardinality($1::uuid[]) = 1 or not exists (
  select from message m where m.id = p.message_id and m.copy_of is not null and not ${shownOnceTo('m', '$1')}))`;

/** Somebody who is blocked says nothing that anybody here is shown; hardly anybody is. */
const isHeard = `(p.author_identity_id not in (select id from blocked) or ${isUnblockedVoice('p')})`;

/** From when on a saved query counts. */
const queryMinHours = 24;

/**
 * The last hour by itself, so that no week is too full for it; of what was before, the newest. What was only found is asked of the queries that count and found anything, each for as many
 * as come to it where all may count no more than `$2`; each post of its oldest: what a query usually finds is known since it was made, or since the oldest that was counted (`part`).
 */
export const countingVolume = `
with blocked as materialized (select id from identity where blocked and kind <> 'mail'),
asking as materialized (
  select q.id, q.created_at, greatest(1, $2::int / count(*) over ())::int as most
  from saved_query q join account a on a.id = q.account_id and ${visibleTo('a', '$1')}
  where q.created_at < now() - interval '${queryMinHours} hours'
    and exists (select from found_by f where f.query_id = q.id and f.at > now() - interval '169 hours')),
heard as materialized (
  select q.id as query_id, q.created_at, q.most, f.message_id, f.at
  from asking q cross join lateral (
    (select f.message_id, f.at from found_by f
      where f.query_id = q.id and f.at > now() - interval '1 hour' order by f.at desc limit q.most)
    union all
    (select f.message_id, f.at from found_by f
      where f.query_id = q.id and f.at <= now() - interval '1 hour' and f.at > now() - interval '169 hours' order by f.at desc limit q.most)) f),
full_ones as materialized (
  select query_id, extract(epoch from now() - interval '1 hour' - min(at)) / 3600 as part
  from heard where at <= now() - interval '1 hour' group by query_id, most having count(*) >= most),
found as materialized (
  select distinct on (p.message_id) p.posted_at, f.query_id, f.created_at
  from heard f
  join public_post p on p.message_id = f.message_id and not p.said and p.posted_at >= f.created_at
    and p.posted_at > now() - interval '169 hours' and ${visibleTo('p', '$1')} and ${isHeard} and ${once}
  order by p.message_id, f.created_at, f.query_id),
found_before as (select * from found where posted_at <= now() - interval '1 hour'),
last_hour as (
  select from public_post p where ${visibleTo('p', '$1')} and p.posted_at > now() - interval '1 hour' and p.said and ${isHeard} and ${once} limit $2),
before as materialized (
  select p.posted_at from unnest($1::uuid[]) as g(id) cross join lateral (
    select p.posted_at from public_post p
    where p.account_group_id = g.id and p.posted_at <= now() - interval '1 hour' and p.posted_at > now() - interval '169 hours' and p.said and ${isHeard} and ${once}
    order by p.posted_at desc limit $2) p
  order by p.posted_at desc limit $2)
select (select count(*)::int from last_hour) + (select count(*)::int from found where posted_at > now() - interval '1 hour') as "lastHour",
  (select count(*)::int from before) as before,
  (select coalesce(extract(epoch from now() - interval '1 hour' - min(posted_at)) / 3600, 0)::float8 from before) as hours,
  (select coalesce(sum(q.usual), 0)::float8 from (
    select count(*) / coalesce(case when f.part is not null then greatest(f.part, 1.0 / 60) end,
      least(168, greatest(${queryMinHours}, extract(epoch from now() - interval '1 hour' - b.created_at) / 3600))) as usual
    from found_before b left join full_ones f using (query_id) group by query_id, b.created_at, f.part) q) as "usuallyFound",
  (select min(part)::float8 from full_ones) as "foundHours",
  (select coalesce(json_object_agg(a.hours, a.count), '{}') from (
    select floor(extract(epoch from now() - posted_at) / 3600)::int as hours, count(*)::int as count
    from (select posted_at from before union all select posted_at from found_before) told
    where posted_at > now() - interval '24 hours' group by 1) a) as ago`;
