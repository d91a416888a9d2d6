import type { BoardPage } from '@filo/contracts/http';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { judgeVolume } from './judge-volume.js';

/**
 * How much is said to us in public, beside what is usual; no more than `countedMax` are counted of either. What a saved query found is
 * left out: a new query finds much from one hour to the next, and would pass for a storm.
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
    ago: Record<string, number>;
  }[];
  return judgeVolume({ ...row!, capped: row!.before >= countedMax });
};

/** A post that reached several account groups counts once; who sees a single one needs no look at the messages. */
const once = `(cardinality($1::uuid[]) = 1 or not exists (
  select from message m where m.id = p.message_id and m.copy_of is not null and not ${shownOnceTo('m', '$1')}))`;

/** The last hour by itself, so that no week is too full for it; of what was before, the newest. */
export const countingVolume = `
with last_hour as (
  select from public_post p where ${visibleTo('p', '$1')} and p.posted_at > now() - interval '1 hour' and p.said and ${once} limit $2),
before as materialized (
  select p.posted_at from unnest($1::uuid[]) as g(id) cross join lateral (
    select p.posted_at from public_post p
    where p.account_group_id = g.id and p.posted_at <= now() - interval '1 hour' and p.posted_at > now() - interval '169 hours' and p.said and ${once}
    order by p.posted_at desc limit $2) p
  order by p.posted_at desc limit $2)
select (select count(*)::int from last_hour) as "lastHour", (select count(*)::int from before) as before,
  (select coalesce(extract(epoch from now() - interval '1 hour' - min(posted_at)) / 3600, 0)::float8 from before) as hours,
  (select coalesce(json_object_agg(a.hours, a.count), '{}') from (
    select floor(extract(epoch from now() - posted_at) / 3600)::int as hours, count(*)::int as count
    from before where posted_at > now() - interval '24 hours' group by 1) a) as ago`;
