import type { Cursor, Heard, Listening } from '@filo/connector';
import type { Page, Part } from '../client/x-client.js';
import { isNewer, newestOf, oldestOf } from '../reading/post-ids.js';
import { mergedGaps, standingOf, type Gap, type Standing } from './standing.js';

export interface List<Item extends { id: string }> {
  /** Names the cursor. */
  name: string;
  page(part: Part): Promise<Page<Item>>;
  heard(page: Page<Item>): Promise<Heard[]>;
  /** What is told when the page was delivered. */
  afterwards?(page: Page<Item>): Promise<void>;
  /** Older things are not asked for the first time; each costs. */
  from?: string | undefined;
  /** Where a list cannot be asked from an id on: older things are not read the first time. */
  floor?: string | undefined;
  /** A list that cannot be asked by ids goes on by its token alone. */
  isByToken?: boolean;
  /** X does not know this token any more. */
  isTokenGone?(error: unknown): boolean;
  /** The most that X hands back of this list. */
  max?: number;
  /** Throws when it is to go on later. */
  mayGoOn(): Promise<void>;
  /** False: what lies further back than the newest page is read another time. */
  mayReadBack(): Promise<boolean>;
}

/** X hands fewer back than it says where some of them are hidden, suspended or deleted: from so much of the most on there may be others. */
const nearlyAll = 0.9;

/** What lies between two ids and cannot be had any more, if anything does. */
export interface Unreached {
  since: string | undefined;
  until: string;
}

export interface Read {
  /** Something further back is left for another time. */
  isPutOff: boolean;
  unreached?: Unreached | undefined;
}

type Reading = Pick<Listening, 'deliver' | 'signal'> & { cursor: Cursor };

/**
 * Reads what is new in a list that shows the newest first, and then what was left open further back. Each page is delivered when it
 * is there, and then the cursor follows, so that a reading which is cut, or stopped because it costs too much, goes on where it
 * stood and pays for nothing twice; meanwhile what is new comes first.
 */
export const readList = async <Item extends { id: string }>(
  list: List<Item>,
  reading: Reading,
): Promise<Read> => {
  const { cursor } = reading;
  let standing = standingOf(await cursor.read(list.name), list.isByToken ?? false);
  const { top } = standing;
  let gap: Gap | undefined = { above: top ?? list.floor, count: 0 };
  let unreached: Unreached | undefined;
  for (let isNew = true; gap !== undefined; isNew = false) {
    if (isNew) await list.mayGoOn();
    else if (!(await list.mayReadBack())) return { isPutOff: true, unreached };
    const at: Gap = gap;
    const page = await deliverPage(list, at, reading);
    const left = leftOf(at, page);
    if (left === undefined) unreached = unreachedOf(list, at, page) ?? unreached;
    const moved = movedBy(standing, { left, isNew, ids: page.items.map(({ id }) => id) });
    // Nothing is written when nothing came.
    if (JSON.stringify(moved) !== JSON.stringify(standing)) await cursor.write(list.name, moved);
    standing = moved;
    gap = standing.gaps[0];
  }
  return { isPutOff: false, unreached };
};

/** Delivers what of a page lies in the gap; it stays whole where it says how to go on. */
const deliverPage = async <Item extends { id: string }>(
  list: List<Item>,
  gap: Gap,
  { deliver, signal }: Reading,
): Promise<Page<Item> & { isOver: boolean }> => {
  const page = await askPage(list, gap);
  const within = page.items.filter(
    ({ id }) =>
      isNewer(id, gap.above) && (gap.below === undefined || !isNewer(id, gap.below)) && id !== gap.below,
  );
  const told = { ...page, items: within };
  const heard = await list.heard(told);
  signal.throwIfAborted();
  await Promise.all(heard.toReversed().map((one) => deliver(one)));
  await list.afterwards?.(told);
  const isBelow = gap.above !== undefined && page.items.some(({ id }) => !isNewer(id, gap.above));
  return { ...told, isOver: isBelow || page.next === undefined || page.next === gap.token };
};

const askPage = async <Item extends { id: string }>(
  list: List<Item>,
  { above, below, token }: Gap,
): Promise<Page<Item>> => {
  const part = { since: above, ...(above === undefined && { from: list.from }) };
  try {
    return await list.page({ ...part, until: token === undefined ? below : undefined, after: token });
  } catch (error) {
    // From the newest back to where it was: what was read is not delivered again.
    if (token === undefined || !list.isTokenGone?.(error)) throw error;
    return list.page({ ...part, until: below, after: undefined });
  }
};

const leftOf = (
  { above, below, count }: Gap,
  page: Page<{ id: string }> & { isOver: boolean },
): Gap | undefined => {
  if (page.isOver) return undefined;
  const ids = page.items.map(({ id }) => id);
  const oldest = oldestOf([...ids, ...(below === undefined ? [] : [below])]);
  return { above, below: oldest, token: page.next, count: count + ids.length };
};

const movedBy = (
  { top, gaps }: Standing,
  { left, isNew, ids }: { left: Gap | undefined; isNew: boolean; ids: readonly string[] },
): Standing => {
  // X hands back so many from the newest on: what came since counts as well.
  const others = isNew ? gaps.map((gap) => ({ ...gap, count: gap.count + ids.length })) : gaps.slice(1);
  return {
    top: newestOf([...(top === undefined ? [] : [top]), ...ids]),
    gaps: mergedGaps([...(left ? [left] : []), ...others]),
  };
};

const unreachedOf = (
  { max }: { max?: number },
  { above, below, count }: Gap,
  { items }: Page<{ id: string }>,
): Unreached | undefined => {
  const until = oldestOf([...items.map(({ id }) => id), ...(below === undefined ? [] : [below])]);
  if (max === undefined || until === undefined || count + items.length < max * nearlyAll) return undefined;
  return isNewer(until, above) ? { since: above, until } : undefined;
};
