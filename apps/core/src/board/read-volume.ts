import type { BoardPage } from '@filo/contracts/http';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { judgeVolume } from './judge-volume.js';

/** How much is said in public, beside what is usual; counted as far as it is worth showing. */
export const readVolume = async (
  db: Queryable,
  accountGroupIds: readonly string[],
): Promise<BoardPage['volume']> => {
  const [row] = (await db.query(counting, [accountGroupIds])) as {
    lastHour: number;
    before: number;
    hours: number;
  }[];
  return judgeVolume(row!);
};

const countedMax = 100_000;

const counting = `
with posts as materialized (
  select p.posted_at from public_post p
  where ${visibleTo('p', '$1')} and p.posted_at > now() - interval '169 hours' limit ${countedMax})
select count(*) filter (where posted_at > now() - interval '1 hour')::int as "lastHour",
  count(*) filter (where posted_at <= now() - interval '1 hour')::int as before,
  coalesce(extract(epoch from now() - interval '1 hour' - min(posted_at)) / 3600, 0)::float8 as hours
from posts`;
