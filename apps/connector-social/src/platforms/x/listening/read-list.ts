import {
  PermanentError,
  reasonOf,
  TemporaryError,
  type Cursor,
  type Heard,
  type Listening,
  type Reason,
} from '@filo/connector';
import type { Page, Part } from '../client/x-client.js';
import { idAt, isNewer, newestOf, oldestOf } from '../reading/post-ids.js';
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
  /** Where is found what lies further back than that. */
  beyond?: Beyond<Item>;
  /** What could not be had at all; before the cursor goes on. */
  noteUnreached?: ((unreached: Unreached) => Promise<void>) | undefined;
  /** Throws when it is to go on later. */
  mayGoOn(): Promise<void>;
  /** False: what lies further back than the newest page is read another time. */
  mayReadBack(): Promise<boolean>;
}

/** Another way to what a list does not hand back any more. */
export interface Beyond<Item> {
  page(part: Part): Promise<Page<Item>>;
  /** It also finds what the list would not have shown. */
  isWanted(item: Item): boolean;
  /** Of the id of a post: nothing older is found. */
  reach(): string;
  mayReadBack(): Promise<boolean>;
}

/** X hands fewer back than it says where some of them are hidden, suspended or deleted: from so much of the most on there may be others. */
const nearlyAll = 0.9;
/** From so much on it is looked for them, where they can be found: that finds nothing at worst, which costs nothing. */
const worthLooking = 0.5;

/** What lies between two ids and cannot be had any more, if anything does. */
export interface Unreached {
  since: string | undefined;
  until: string;
}

export interface Read {
  /** Something further back is left for another time. */
  isPutOff: boolean;
  /** What kept it from being found. */
  waitsFor?: Reason;
}

type Reading = Pick<Listening, 'deliver' | 'signal'> & { cursor: Cursor };
type Delivered<Item> = Page<Item> & { isOver: boolean };

/** What became of a gap by reading one page of it. */
interface Step {
  left?: Gap | undefined;
  ids: readonly string[];
  unreached?: Unreached | undefined;
}

/**
 * Reads what is new in a list that shows the newest first, and then what was left open further back. Each page is delivered when it
 * is there, and then the cursor follows, so that a reading which is cut, or stopped because it costs too much, goes on where it
 * stood and pays for nothing twice; meanwhile what is new comes first. Where the list ends at the most that X hands back, what lies
 * beyond is a gap like others, which is read in another way.
 */
export const readList = async <Item extends { id: string }>(
  list: List<Item>,
  reading: Reading,
): Promise<Read> => {
  const { cursor } = reading;
  let standing = standingOf(await cursor.read(list.name), list.isByToken ?? false);
  let gap: Gap | undefined = { above: standing.top ?? list.floor, count: 0 };
  for (let isNew = true; gap !== undefined; isNew = false) {
    const beyond: Beyond<Item> | undefined = gap.isBeyond ? list.beyond : undefined;
    if (isNew) await list.mayGoOn();
    else if (!(await (beyond ?? list).mayReadBack())) return { isPutOff: true };
    const step: Step | Reason = beyond
      ? await readBeyond({ ...list, beyond }, gap, reading)
      : await readListed(list, gap, reading);
    if ('words' in step) return { isPutOff: true, waitsFor: step };
    if (step.unreached) await list.noteUnreached?.(step.unreached);
    const moved = movedBy(standing, { ...step, isNew });
    // Nothing is written when nothing came.
    if (JSON.stringify(moved) !== JSON.stringify(standing)) await cursor.write(list.name, moved);
    standing = moved;
    gap = standing.gaps[0];
  }
  return { isPutOff: false };
};

const readListed = async <Item extends { id: string }>(
  list: List<Item>,
  gap: Gap,
  reading: Reading,
): Promise<Step> => {
  const page = await deliverPage(list, gap, { ...reading, page: await askPage(list, gap) });
  const ids = page.items.map(({ id }) => id);
  const left = leftOf(gap, page);
  if (left !== undefined) return { left, ids };
  const below = oldestOf([...ids, ...(gap.below === undefined ? [] : [gap.below])]);
  const above = gap.above ?? startOf(list);
  const end: Gap = { above, below, count: gap.count + ids.length };
  if (list.beyond && below !== undefined && isAtMost(list, end, worthLooking))
    return { left: { ...end, isBeyond: true }, ids };
  return { ids, unreached: unreachedOf(list, end) };
};

/** An app that may not search may read all the rest. */
const isOfAccount = ({ ofAccount, code }: PermanentError) => ofAccount && code !== 'app-permissions';

/** Where it cannot be found at all, what is lacking is lost; a reason: it is tried again later. */
const readBeyond = async <Item extends { id: string }>(
  list: List<Item> & { beyond: Beyond<Item> },
  gap: Gap,
  reading: Reading,
): Promise<Step | Reason> => {
  const { beyond } = list;
  const reach = beyond.reach();
  if (!isNewer(gap.below!, reach)) return { ids: [], unreached: unreachedOf(list, gap) };
  const above = newestOf([reach, ...(gap.above === undefined ? [] : [gap.above])]);
  let page: Page<Item>;
  try {
    page = await beyond.page({ since: above, until: gap.below, after: gap.token });
  } catch (error) {
    reading.signal.throwIfAborted();
    if (error instanceof TemporaryError) return reasonOf(error);
    if (!(error instanceof PermanentError) || isOfAccount(error)) throw error;
    return { ids: [], unreached: unreachedOf(list, gap) };
  }
  const wanted = (one: Page<Item>) => ({ ...one, items: one.items.filter((item) => beyond.isWanted(item)) });
  const found: List<Item> = {
    ...list,
    heard: (one) => list.heard(wanted(one)),
    afterwards: async (one) => list.afterwards?.(wanted(one)),
  };
  const told = await deliverPage(found, { ...gap, above }, { ...reading, page });
  const ids = told.items.map(({ id }) => id);
  const left = leftOf(gap, told);
  // An id leads on for good; a token only where nothing was found that has one.
  if (left !== undefined) return { left: { ...left, ...(ids.length > 0 && { token: undefined }) }, ids };
  const unreached = above === gap.above ? undefined : unreachedOf(list, { ...gap, below: reach });
  return { ids, unreached };
};

/** Delivers what of a page lies in the gap; it stays whole where it says how to go on. */
const deliverPage = async <Item extends { id: string }>(
  list: List<Item>,
  gap: Gap,
  { page, deliver, signal }: Reading & { page: Page<Item> },
): Promise<Delivered<Item>> => {
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
  const part = { since: above ?? startOf(list) };
  try {
    return await list.page({ ...part, until: token === undefined ? below : undefined, after: token });
  } catch (error) {
    // From the newest back to where it was: what was read is not delivered again.
    if (token === undefined || !list.isTokenGone?.(error)) throw error;
    return list.page({ ...part, until: below, after: undefined });
  }
};

/** X refuses a bound by time beside one by id. */
const startOf = ({ from }: { from?: string | undefined }): string | undefined =>
  from === undefined ? undefined : idAt(from);

const leftOf = ({ below, ...gap }: Gap, page: Delivered<{ id: string }>): Gap | undefined => {
  if (page.isOver) return undefined;
  const ids = page.items.map(({ id }) => id);
  const oldest = oldestOf([...ids, ...(below === undefined ? [] : [below])]);
  return { ...gap, below: oldest, token: page.next, count: gap.count + ids.length };
};

const movedBy = ({ top, gaps }: Standing, { left, isNew, ids }: Step & { isNew: boolean }): Standing => {
  // X hands back so many from the newest on: what is newer than a gap counts as well.
  const others = (isNew ? gaps : gaps.slice(1)).map((gap) => ({ ...gap, count: gap.count + ids.length }));
  return {
    top: newestOf([...(top === undefined ? [] : [top]), ...ids]),
    gaps: mergedGaps([...(left ? [left] : []), ...others]),
  };
};

/** Whether so much of the most was read. */
const isAtMost = ({ max }: { max?: number }, { count }: Gap, share: number): boolean =>
  max !== undefined && count >= max * share;

const unreachedOf = (list: { max?: number }, { above, below, count }: Gap): Unreached | undefined => {
  if (below === undefined || !isAtMost(list, { count }, nearlyAll)) return undefined;
  return isNewer(below, above) ? { since: above, until: below } : undefined;
};
