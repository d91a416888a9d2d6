import type { Listening } from '@filo/connector';
import type { mastodon } from 'masto';
import { aQuery } from '../../../../test/a-query.js';
import type { MastodonClient } from '../mastodon-client.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { SearchPosts } from './search-posts.js';
import { isSeen, lateFrom, movedBy, seenMax, standingOf } from './term-standing.js';

const minute = 60_000;
const post = (id: string, at: number) =>
  ({ id, createdAt: new Date(at).toISOString() }) as mastodon.v1.Status;
const late = { isLate: true };
const inTurn = { isLate: false };

it('stands at the newest, and what comes late moves it no further', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('9', now - minute), post('8', now - 2 * minute)], inTurn);
  expect(standing).toMatchObject({ top: '9', at: now - minute });
  const after = movedBy(standing, [post('7', now - 5 * minute)], late);
  expect(after).toMatchObject({ top: '9', at: now - minute });
  expect(['9', '8', '7', '6'].map((id) => isSeen(after, { id }))).toEqual([true, true, true, false]);
});

it('one that is dated ahead blinds it to nothing that comes next', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('5', now - minute)], inTurn);
  const after = movedBy(standing, [post('99', now + 86_400_000)], inTurn);
  expect(after).toMatchObject({ top: '5', at: now - minute });
  expect(isSeen(after, { id: '99' })).toBe(true);
});

it('remembers what was seen as long as it is looked at once more, and goes on where an earlier release stood', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('5', now - 40 * minute)], inTurn);
  expect(isSeen(movedBy(standing, [post('6', now)], inTurn), { id: '5' })).toBe(false);
  const many = Array.from({ length: seenMax + 5 }, (_, n) => post(String(2_000 - n), now - n));
  expect(Object.keys(movedBy(standing, many, inTurn).seen)).toHaveLength(seenMax);
  const former = standingOf('5')!;
  expect(former).toMatchObject({ top: '5', seen: {} });
  expect(lateFrom(former)).toBeLessThanOrEqual(now - 29 * minute);
});

it('what many busy terms have seen is never too much for one value of the bus', async () => {
  const now = Date.now();
  const query = aQuery({ words: [], hashtags: Array.from({ length: 40 }, (_, n) => `lamp${n}`) });
  const seen = Object.fromEntries(
    Array.from({ length: seenMax }, (_, n) => [`${10n ** 17n + BigInt(n)}`, now]),
  );
  const top = `${10n ** 17n}`;
  // As an earlier release left them.
  const former = Object.fromEntries(
    query.hashtags.slice(0, 20).map((tag) => [`#${tag}`, { top, at: now, seen }]),
  );
  const kept = new Map<string, string>([[`query.${query.queryId}`, JSON.stringify(former)]]);
  const asked: (string | undefined)[] = [];
  const client = {
    us: () => Promise.resolve({ id: 'us', statusesCount: 0 }),
    ...{ budget: { restMs: () => 0 }, login: { host: 'town.example' } },
    tagged: (_: string, { minId }: { minId?: string }) => {
      asked.push(minId);
      const ids = minId?.startsWith('2')
        ? []
        : Object.keys(seen)
            .map((id) => `2${id}`)
            .slice(-60);
      return Promise.resolve({ posts: ids.map((id) => post(id, now)), isFull: false });
    },
  } as unknown as MastodonClient;
  const cursor = {
    read: (key: string) => Promise.resolve(JSON.parse(kept.get(key) ?? 'null') ?? undefined),
    write: (key: string, value: unknown) => {
      const written = JSON.stringify(value);
      kept.set(key, written);
      return written.length < 100_000 ? Promise.resolve() : Promise.reject(new Error('too large'));
    },
  };
  const listening = { cursor, ours: () => [], signal: new AbortController().signal } as unknown as Listening;
  const look = () =>
    new SearchPosts(client, { found: () => Promise.resolve([]) } as unknown as ReadPosts, listening, 1).read(
      query,
    );
  await look();
  expect(asked.filter((minId) => minId === top)).toHaveLength(20);
  asked.length = 0;
  await look();
  expect(asked.filter((minId) => minId?.startsWith('2'))).toHaveLength(40);
});
