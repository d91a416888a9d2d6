import type { Page } from '../bluesky-client.js';
import { isNew, type Listed, type Standing } from './standing.js';

export interface Listing<Item> {
  page(after: string | undefined): Promise<Page<Item>>;
  listedOf(item: Item): Listed;
  standing: Standing | undefined;
  floor: number | undefined;
}

/** What is new in a list that shows the newest first: the oldest first, each post once, however many pages it takes. */
export const listNew = async <Item>({ page, listedOf, standing, floor }: Listing<Item>): Promise<Item[]> => {
  const found = new Map<string, Item>();
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    const fresh = items.filter((item) => isNew(listedOf(item), standing, floor));
    for (const item of fresh) if (!found.has(listedOf(item).uri)) found.set(listedOf(item).uri, item);
    const oldest = items.at(-1);
    const isBelow =
      oldest !== undefined && floor !== undefined && Date.parse(listedOf(oldest).indexedAt) < floor;
    // A page may be empty, for who is blocked is left out of it, and others follow.
    after = isBelow || next === after ? undefined : next;
  } while (after !== undefined);
  return [...found.values()].toReversed();
};
