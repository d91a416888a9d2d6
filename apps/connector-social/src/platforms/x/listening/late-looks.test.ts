import type { Listening } from '@filo/connector';
import type { XPost } from '../client/x-answers.js';
import type { Part } from '../client/x-client.js';
import { idAt } from '../reading/post-ids.js';
import { LateLooks } from './late-looks.js';
import type { List } from './read-list.js';

const { jest } = import.meta;
const minute = 60_000;
const idOf = (at: number): string => idAt(new Date(at).toISOString());
const post = (at: number): XPost => ({ id: idOf(at), edit_history_tweet_ids: [idOf(at)] }) as XPost;

/** A list of X as it stands, newest first, of which the newest was read. */
const aList = (posts: XPost[], over: Partial<List<XPost>> = {}, topNow = () => idOf(now)) => {
  const asked: Part[] = [];
  const told: string[] = [];
  const list: List<XPost> = {
    name: 'mentions',
    page: (part) => {
      asked.push(part);
      const items = posts
        .filter(({ id }) => BigInt(id) > BigInt(part.since!) && BigInt(id) < BigInt(part.until!))
        .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
        .slice(0, 2);
      return Promise.resolve({
        items,
        beside: { users: [], media: [], tweets: [] },
        next: items.length < 2 ? undefined : 'more',
      });
    },
    heard: ({ items }) => {
      told.push(...items.map(({ id }) => id));
      return Promise.resolve([]);
    },
    mayGoOn: () => Promise.resolve(),
    mayReadBack: () => Promise.resolve(true),
    ...over,
  };
  const listening = {
    cursor: { read: () => Promise.resolve({ top: topNow(), gaps: [] }), write: () => Promise.resolve() },
    deliver: () => Promise.resolve(),
    known: () => Promise.resolve(new Set([idOf(now - 5 * minute)])),
    signal: new AbortController().signal,
  } as unknown as Listening;
  return { list, asked, told, late: new LateLooks(listening, 2) };
};

const now = Date.parse('2026-11-26T12:00:00Z');
beforeEach(() => {
  jest.useFakeTimers({ now });
});
afterEach(() => {
  jest.useRealTimers();
});

it('what came late is told once, and neither what was seen nor what core has', async () => {
  const posts = [1, 2, 3, 4, 5, 6].map((n) => post(now - n * minute));
  const { list, told, late } = aList(posts);
  await late
    .noting(list)
    .heard({ items: [posts[1]!], beside: { users: [], media: [], tweets: [] }, next: undefined });
  told.length = 0;
  for (let look = 0; look < 6; look += 1) await late.run(list);
  const wanted = [0, 2, 3, 5].map((n) => posts[n]!.id);
  expect(told).toEqual(wanted);
  const later = post(now - 90_000);
  posts.push(later);
  for (let look = 0; look < 2; look += 1) await late.run(list);
  expect(told).toEqual([...wanted, later.id]);
});

it('nothing of yesterday is asked for, which would be paid twice', async () => {
  const midnight = Date.parse('2026-11-26T00:00:00Z');
  jest.setSystemTime(midnight + minute);
  const { list, asked, late } = aList([post(midnight - minute)]);
  for (let look = 0; look < 2; look += 1) await late.run(list);
  expect(asked.map(({ since }) => BigInt(since!) >= BigInt(idOf(midnight)))).toEqual([true]);
});

it('where the money for it is spent nothing is asked for, until there is some', async () => {
  let isSpent = true;
  const { list, asked, told, late } = aList([post(now - minute)], {
    mayReadBack: () => Promise.resolve(!isSpent),
  });
  for (let look = 0; look < 4; look += 1) await late.run(list);
  expect(asked).toEqual([]);
  isSpent = false;
  for (let look = 0; look < 2; look += 1) await late.run(list);
  expect(told).toEqual([idOf(now - minute)]);
});

it('what an earlier process read last is not told again when something newer came', async () => {
  const posts = [post(now), post(now - minute)];
  let top = posts[0]!.id;
  const { list, told, late } = aList(posts, {}, () => top);
  for (let look = 0; look < 2; look += 1) await late.run(list);
  posts.push(post(now + minute));
  top = posts[2]!.id;
  for (let look = 0; look < 2; look += 1) await late.run(list);
  expect(told).toEqual([posts[1]!.id]);
});
