import type { Page } from '../bluesky-client.js';
import { isNew, type Listed, type Standing } from './standing.js';

/** How far a list was walked, from the newest down. */
export interface Walk<Item> {
  found: Map<string, Item>;
  after: string | undefined;
  /** All that is new was found. */
  isWhole: boolean;
}

export const walkFromTop = <Item>(): Walk<Item> => ({ found: new Map(), after: undefined, isWhole: false });

export interface Listing<Item> {
  page(after: string | undefined): Promise<Page<Item>>;
  listedOf(item: Item): Listed;
  standing: Standing | undefined;
  floor: number | undefined;
  /** Goes on where it was cut, with what it found and nobody took out; holds how far it came when a page throws. */
  walk?: Walk<Item>;
}

/** What is new in a list that shows the newest first: the oldest first, each post once, however many pages it takes. */
export const listNew = async <Item>({
  page,
  listedOf,
  standing,
  floor,
  walk = walkFromTop(),
}: Listing<Item>): Promise<Item[]> => {
  const { found } = walk;
  while (!walk.isWhole) {
    const { items, next } = await page(walk.after);
    const fresh = items.filter((item) => isNew(listedOf(item), standing, floor));
    for (const item of fresh) if (!found.has(listedOf(item).uri)) found.set(listedOf(item).uri, item);
    const oldest = items.at(-1);
    const isBelow =
      oldest !== undefined && floor !== undefined && Date.parse(listedOf(oldest).indexedAt) < floor;
    // A page may be empty, for who is blocked is left out of it, and others follow.
    walk.isWhole = isBelow || next === undefined || next === walk.after;
    walk.after = next;
  }
  return [...found.values()].toReversed();
};
