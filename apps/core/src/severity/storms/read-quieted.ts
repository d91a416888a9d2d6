import type { Queryable } from '../../database/queryable.js';
import type { SeverityReason } from '../weigh-severity.js';
import { graveWordsOf, type Quieted } from './breaks-out.js';

/** The gravest voices of a storm hold its grave words; of ten thousand no more are read. */
const voicesMax = 50;

/** Whether an agent said of storm `s` that it is less than grave, or not about us. */
export const isQuieted = (s: string): string =>
  `(${s}.not_about_us or coalesce(${s}.corrected_level, 2) < 2)`;

/** What was seen of these storms, which agents quieted. The storms of their account groups are locked. */
export const readQuieted = async (
  db: Queryable,
  stormIds: readonly string[],
): Promise<Map<string, Quieted>> => {
  if (stormIds.length === 0) return new Map();
  const rows = (await db.query(reading, [[...new Set(stormIds)]])) as Read[];
  return new Map(
    rows.map(({ id, level, reasons }) => [id, { level, words: [...new Set(graveWordsOf(reasons.flat()))] }]),
  );
};

interface Read {
  id: string;
  level: number;
  reasons: SeverityReason[][];
}

const reading = `
select s.id, s.level, (
  select coalesce(jsonb_agg(p.reasons), '[]') from (
    select p.reasons from public_post p where p.storm_id = s.id order by p.score desc limit ${voicesMax}) p) as reasons
from storm s where s.id = any($1::uuid[])`;
