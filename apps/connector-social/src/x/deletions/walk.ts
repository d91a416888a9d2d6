import type { Cursor, Reason } from '@filo/connector';
import { minuteIn } from '../minute-in.js';
import { timeOfId } from '../reading/post-ids.js';

const key = 'deletions-walk';
/** A walk that everything goes well with ends in the round in which it began; this is for a few rounds more. */
const toleranceMs = 4 * 3_600_000;

/** How far the look at everything has come, from the newest post back. */
export interface Walk {
  begunAt: number;
  /** All from this id on were looked at. */
  below?: string | undefined;
  isDone?: boolean;
  /** When the last walk began that came to its end. */
  wholeAt?: number | undefined;
}

export const readWalk = (cursor: Cursor): Promise<Walk | undefined> => cursor.read<Walk>(key);

export const writeWalk = (cursor: Cursor, walk: Walk): Promise<void> => cursor.write(key, walk);

/** Why what was deleted is not followed within a day; undefined while it is. */
export const deletionsBehind = async (
  cursor: Cursor,
  everyMs: number,
  now = Date.now(),
): Promise<Reason | undefined> => {
  const walk = await readWalk(cursor);
  if (walk === undefined || now - (walk.wholeAt ?? walk.begunAt) <= everyMs + toleranceMs) return undefined;
  const reached =
    walk.below === undefined ? '' : ` and has come back to posts of ${minuteIn(timeOfId(walk.below))}`;
  const words = `Looking for what was deleted at X is behind, so that deleted posts may stay here for more than a day: the look at everything began at ${minuteIn(walk.begunAt)}${reached}. It may bring a day's costs to two fifths of the daily ceiling and goes on tomorrow from where it stands; a higher ceiling makes it faster.`;
  return { words, why: { code: 'deletions-behind', with: { at: new Date(walk.begunAt).toISOString() } } };
};
