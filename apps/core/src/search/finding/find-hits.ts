import type { DataSource } from 'typeorm';
import { shownOnceTo } from '../../access/visible-to.js';
import { isTimedOut } from '../../database/database-errors.js';
import { inIndexSearch } from '../../database/in-index-search.js';
import type { Queryable } from '../../database/queryable.js';
import { exactly } from '../../paging/json-times.js';
import type { PageMark } from '../../paging/page-marker.js';
import { anyOf } from '../words/search-condition.js';
import { groupMark } from '../words/vector-marks.js';
import { timeWindows, type TimeWindow } from './time-windows.js';

export interface Hit {
  id: string;
  exactAt: string;
}

/** `capped`: these are some of the newest, and others may be missing. */
export interface Hits {
  hits: Hit[];
  capped: boolean;
}

export interface HitsWanted {
  condition: string;
  accountGroupIds: readonly string[];
  before: PageMark;
  count: number;
}

/** Messages that one look reads from the table, so that no word costs more than these. */
const cap = 10_000;
const dayMs = 86_400_000;

/** The newest messages that fit, found in a bounded time. */
export const findHits = (dataSource: DataSource, wanted: HitsWanted): Promise<Hits> =>
  inIndexSearch(dataSource, async (db) => {
    const [at] = wanted.before;
    // A day more than now: nothing lies in the future, but the clocks of two machines differ.
    const from = at === 'infinity' ? new Date(Date.now() + dayMs) : new Date(at);
    let found: Hits = { hits: [], capped: false };
    for (const window of timeWindows(from)) {
      const wider = await look(db, wanted, window);
      if (wider === undefined) return { hits: found.hits, capped: true };
      found = wider;
      if (found.hits.length >= wanted.count) return found;
    }
    return found;
  });

/** Undefined when it took too long. */
const look = async (db: Queryable, wanted: HitsWanted, window: TimeWindow): Promise<Hits | undefined> => {
  const { condition, accountGroupIds, before, count } = wanted;
  const narrowing = [accountGroupIds.map(groupMark), window.marks]
    .filter(({ length }) => length > 0)
    .map(anyOf);
  try {
    const rows = (await db.query(accountGroupIds.length < 2 ? finding : findingOnce, [
      [condition, ...narrowing].join(' & '),
      accountGroupIds,
      ...before,
      window.since,
      count,
    ])) as (Hit & { looked: number })[];
    return {
      hits: rows.map(({ id, exactAt }) => ({ id, exactAt })),
      capped: (rows[0]?.looked ?? 0) >= cap,
    };
  } catch (error) {
    if (isTimedOut(error)) return undefined;
    throw error;
  }
};

const hit = `
  select w.message_id as id, w.sort_at from message_words w
  where w.words @@ $1::tsquery and w.account_group_ids && $2::uuid[]
    and (w.sort_at, w.message_id) < ($3::timestamptz, $4::uuid) and w.sort_at >= $5::timestamptz
  limit ${cap}`;

const finding = `
with hit as materialized (${hit})
select id, ${exactly('sort_at')} as "exactAt", (select count(*)::int from hit) as looked
from hit order by sort_at desc, id desc limit $6`;

/** Each mail once: of the newest hits, so many that enough of them are left. */
const findingOnce = `
with hit as materialized (${hit}),
newest as materialized (select id, sort_at from hit order by sort_at desc, id desc limit $6::int * cardinality($2::uuid[]))
select id, ${exactly('newest.sort_at')} as "exactAt", (select count(*)::int from hit) as looked
from newest join message m using (id) where ${shownOnceTo('m', '$2')}
order by newest.sort_at desc, id desc limit $6`;
