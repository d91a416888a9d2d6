import type { Cursor, Reason } from '@filo/connector';
import type { CostMeter } from '../costs/cost-meter.js';
import { minuteIn } from '../minute-in.js';
import { isToldByList, readStanding } from './compliance-standing.js';
import { readWalk, walkShare, type Walk } from './walk.js';

/** A walk that everything goes well with ends in the round in which it began; this is for a few rounds more. */
const toleranceMs = 4 * 3_600_000;

/** Why what was deleted is not followed within a day, and what would mend it; undefined while it is. */
export const deletionsBehind = async (
  cursor: Cursor,
  { meter, everyMs }: { meter: Pick<CostMeter, 'plan' | 'today'>; everyMs: number },
  now = Date.now(),
): Promise<Reason | undefined> => {
  const [walk, standing] = [await readWalk(cursor), await readStanding(cursor)];
  if (walk === undefined || isToldByList(standing, { now, everyMs })) return undefined;
  const seenAt = Math.max(walk.wholeAt ?? walk.begunAt, standing?.wholeAt ?? 0);
  if (now - seenAt <= everyMs + toleranceMs) return undefined;
  const { all, left } = { all: walk.all ?? 0, left: walk.left ?? walk.all ?? 0 };
  const ceiling = await ceilingFor(walk, meter);
  const mended = ceiling === undefined ? 'It goes on from where it stands.' : mendedBy(ceiling);
  const words = `Posts that were deleted at X may stay here for more than a day: of ${all} posts of the last two weeks ${left} were not looked at since ${minuteIn(walk.begunAt)}. X answers no lists of posts for your app (batch compliance), which would cost nothing, and each look costs. ${mended}`;
  const named = { at: new Date(walk.begunAt).toISOString(), all: String(all), left: String(left) };
  if (ceiling === undefined) return { words, why: { code: 'deletions-behind', with: named } };
  return { words, why: { code: 'deletions-behind-ceiling', with: { ...named, ...ceiling } } };
};

/** With what ceiling all posts would be looked at within a day, by what today costs besides; undefined: there is none. */
const ceilingFor = async (
  { all = 0 }: Walk,
  meter: Pick<CostMeter, 'plan' | 'today'>,
): Promise<{ ceiling: string; currency: string } | undefined> => {
  const { dailyCeiling, prices, currency } = meter.plan;
  if (dailyCeiling <= 0) return undefined;
  const { micros, deletionMicros } = await meter.today();
  const wanted = (all * Math.round(prices.post * 1e6) + micros - deletionMicros) / walkShare;
  return { ceiling: Math.ceil(Math.max(Math.round(wanted) / 1e6, dailyCeiling)).toFixed(2), currency };
};

const mendedBy = ({ ceiling, currency }: { ceiling: string; currency: string }): string =>
  `Looks may bring a day's costs to two fifths of the daily ceiling and go on tomorrow from where they stand; with a ceiling of ${ceiling} ${currency} all would be looked at within a day.`;
