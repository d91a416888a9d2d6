import type { BoardPage } from '@filo/contracts/http';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { judgeVolume } from './judge-volume.js';

/**
 * How much is said in public, to us and about us, beside what is usual; no more than `countedMax` are counted of either. A saved query counts
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
    ago: Record<string, number>;
  }[];
  return judgeVolume({ ...row!, capped: row!.before >= countedMax });
};

/** A post that reached several account groups counts once; who sees a single one needs no look at the messages. */
const once = `(cardinality($1::uuid[]) = 1 or not exists (
  select from message m where m.id = p.message_id and m.copy_of is not null and not ${shownOnceTo('m', '$1')}))`;

/** From when on a saved query counts. */
const queryMinHours = 24;

/**
 * The last hour by itself, so that no week is too full for it; of what was before, the newest. What was only found is asked of the queries that count, each post of
 * its oldest: what a query usually finds is known since it was made.
 */
export const countingVolume = `
with found as materialized (
  select distinct on (p.message_id) p.posted_at, q.id as query_id, q.created_at
  from saved_query q join account a on a.id = q.account_id and ${visibleTo('a', '$1')}
  cross join lateral (
    select f.message_id from found_by f where f.query_id = q.id and f.at > now() - interval '169 hours' order by f.at desc limit $2) f
  join public_post p on p.message_id = f.message_id and not p.said and p.posted_at >= q.created_at
    and p.posted_at > now() - interval '169 hours' and ${visibleTo('p', '$1')} and ${once}
  where q.created_at < now() - interval '${queryMinHours} hours'
  order by p.message_id, q.created_at, q.id),
found_before as (select * from found where posted_at <= now() - interval '1 hour'),
last_hour as (
  select from public_post p where ${visibleTo('p', '$1')} and p.posted_at > now() - interval '1 hour' and p.said and ${once} limit $2),
before as materialized (
  select p.posted_at from unnest($1::uuid[]) as g(id) cross join lateral (
    select p.posted_at from public_post p
    where p.account_group_id = g.id and p.posted_at <= now() - interval '1 hour' and p.posted_at > now() - interval '169 hours' and p.said and ${once}
    order by p.posted_at desc limit $2) p
  order by p.posted_at desc limit $2)
select (select count(*)::int from last_hour) + (select count(*)::int from found where posted_at > now() - interval '1 hour') as "lastHour",
  (select count(*)::int from before) as before,
  (select coalesce(extract(epoch from now() - interval '1 hour' - min(posted_at)) / 3600, 0)::float8 from before) as hours,
  (select coalesce(sum(q.usual), 0)::float8 from (
    select count(*) / least(168, greatest(${queryMinHours}, extract(epoch from now() - interval '1 hour' - created_at) / 3600)) as usual
    from found_before group by query_id, created_at) q) as "usuallyFound",
  (select coalesce(json_object_agg(a.hours, a.count), '{}') from (
    select floor(extract(epoch from now() - posted_at) / 3600)::int as hours, count(*)::int as count
    from (select posted_at from before union all select posted_at from found_before) told
    where posted_at > now() - interval '24 hours' group by 1) a) as ago`;
