import type { Cursor, Heard, Listening } from '@filo/connector';
import type { Page, Part } from '../client/x-client.js';
import { isNewer, newestOf, oldestOf } from '../reading/post-ids.js';

/** How far a list was read. */
export interface Standing {
  /** Everything up to this id was read. */
  done?: string | undefined;
  /** A reading that is under way: the newest id that it has seen, the oldest, and how many. */
  under?: { top: string; until: string; count: number } | undefined;
}

export interface List<Item extends { id: string }> {
  /** Names the cursor. */
  name: string;
  page(part: Part): Promise<Page<Item>>;
  heard(page: Page<Item>): Promise<Heard[]>;
  /** What is told when the page was delivered. */
  then?(page: Page<Item>): Promise<void>;
  /** Older things are not asked for the first time; each costs. */
  from?: string | undefined;
  /** The most that X hands back of this list. */
  max?: number;
  /** Throws when it is to go on later. */
  mayGoOn(): Promise<void>;
}

/** What lies between two ids and cannot be had any more. */
export interface Unreached {
  since: string | undefined;
  until: string;
}

type Reading = Pick<Listening, 'deliver' | 'signal'> & { cursor: Cursor };

/**
 * Reads what is new in a list that shows the newest first. Each page is delivered when it is there, and then the cursor follows, so
 * that a reading which is cut, or stopped because it costs too much, goes on where it stood and pays for nothing twice.
 */
export const readList = async <Item extends { id: string }>(
  list: List<Item>,
  { cursor, deliver, signal }: Reading,
): Promise<Unreached | undefined> => {
  const standing = (await cursor.read<Standing>(list.name)) ?? {};
  const { done } = standing;
  let { under } = standing;
  let after: string | undefined;
  for (;;) {
    await list.mayGoOn();
    const part = { since: done, until: after === undefined ? under?.until : undefined, after };
    const page = await list.page({ ...part, ...(done === undefined && { from: list.from }) });
    const heard = await list.heard(page);
    signal.throwIfAborted();
    await Promise.all(heard.toReversed().map((one) => deliver(one)));
    await list.then?.(page);
    under = movedBy(under, page.items);
    if (page.next === undefined || page.next === after) break;
    after = page.next;
    await cursor.write(list.name, { done, under });
  }
  const unreached = unreachedOf(list, done, under);
  if (under !== undefined) await cursor.write(list.name, { done: newestOf([under.top, done ?? '0']) });
  return unreached;
};

const movedBy = (under: Standing['under'], items: readonly { id: string }[]): Standing['under'] => {
  const ids = items.map(({ id }) => id);
  const [top, until] = [newestOf(ids), oldestOf(ids)];
  if (top === undefined || until === undefined) return under;
  if (under === undefined) return { top, until, count: ids.length };
  return {
    top: newestOf([under.top, top])!,
    until: oldestOf([under.until, until])!,
    count: under.count + ids.length,
  };
};

const unreachedOf = (
  { max }: { max?: number },
  done: string | undefined,
  under: Standing['under'],
): Unreached | undefined =>
  max !== undefined && under !== undefined && under.count >= max && isNewer(under.until, done)
    ? { since: done, until: under.until }
    : undefined;
