import type { FeedItem } from '../bluesky-client.js';
import { listNew } from './list-new.js';
import { itemOf } from './listed-of.js';
import type { Listed } from './standing.js';

const at = (minute: number, uri = `at://x/${minute}`): Listed => ({
  uri,
  indexedAt: new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString(),
});
const listing = <Item>(pages: Item[][], listedOf: (item: Item) => Listed, floor?: number) => ({
  page: (after: string | undefined) => {
    const index = Number(after ?? 0);
    const next = index + 1 < pages.length ? String(index + 1) : undefined;
    return Promise.resolve({ items: pages[index]!, next });
  },
  listedOf,
  standing: undefined,
  floor,
});

it('a page that is empty, for all on it are blocked, does not end the list', async () => {
  const found = await listNew(listing([[at(3)], [], [at(1)]], (item) => item));
  expect(found).toEqual([at(1), at(3)]);
});

it('a list that names the same page again ends', async () => {
  const page = () => Promise.resolve({ items: [at(1)], next: 'same' });
  expect(await listNew({ ...listing([[at(1)]], (item: Listed) => item), page })).toEqual([at(1)]);
});

it('an old post that was passed on does not end the list of our own posts, nor stand for the post itself', async () => {
  const item = (listed: Listed, reason?: Listed) => ({ post: listed, ...(reason && { reason }) });
  const own = [item(at(30)), item(at(1), at(29, 'at://x/passed-on')), item(at(28))];
  const pages = [own.slice(0, 2), own.slice(2)] as unknown as FeedItem[][];
  const found = await listNew(listing(pages, itemOf, Date.parse(at(20).indexedAt)));
  expect(found).toEqual([own[2], own[1], own[0]]);
});
