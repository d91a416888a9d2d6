import type { Cursor } from '@filo/connector';

const key = 'deletions-walk';

/** The part of the ceiling that looking at everything may bring the day's costs to: what customers say, what lies back and what is searched goes on. */
export const walkShare = 0.4;

/** How far the look at everything has come, from the newest post back. */
export interface Walk {
  begunAt: number;
  /** All from this id on were looked at. */
  below?: string | undefined;
  isDone?: boolean;
  /** When the last walk began that came to its end. */
  wholeAt?: number | undefined;
  /** How many posts there are to look at, and how many were not yet. */
  all?: number | undefined;
  left?: number | undefined;
}

export const readWalk = (cursor: Cursor): Promise<Walk | undefined> => cursor.read<Walk>(key);

export const writeWalk = (cursor: Cursor, walk: Walk): Promise<void> => cursor.write(key, walk);
