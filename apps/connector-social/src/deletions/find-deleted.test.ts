import type { Listening } from '@filo/connector';
import type { BlueskyClient } from '../platforms/bluesky/bluesky-client.js';
import { lookedAt } from '../platforms/bluesky/listening/looked-at.js';
import { RateLimited } from '../limits/rate-limited.js';
import { deletionsDoubted } from './deletions-doubted.js';
import { findDeleted } from './find-deleted.js';

const uriOf = (author: number) => `at://did:plc:a${author}/app.bsky.feed.post/k`;
const uris = Array.from({ length: 10 }, (_, author) => uriOf(author));
const hourMs = 3_600_000;

/** An account with a post of each of ten authors, and what a look at the network finds missing. */
class Account {
  readonly deleted: string[] = [];
  /** What the account's health says of it after the last look. */
  said: unknown;
  limited = 0;
  held: readonly string[] = uris;
  young: readonly string[] = uris;
  asked = 0;
  readonly #cursor = new Map<string, unknown>();

  async lookAt(at: number, missing: readonly string[]): Promise<void> {
    const client = {
      session: { budget: { waitMs: () => 0 } },
      posts: (asked: string[]) => this.#posts(asked.filter((uri) => !missing.includes(uri))),
      isGone: (uri: string) => Promise.resolve(missing.includes(uri)),
    } as unknown as BlueskyClient;
    const listening = this.#listening();
    await findDeleted(lookedAt(client, listening.signal, { run: () => Promise.resolve() }), listening, {
      goneAfterMs: hourMs,
      now: at,
    });
    this.said = await deletionsDoubted(listening.cursor, 'Bluesky');
  }

  #posts(found: string[]) {
    this.asked += 1;
    if (this.limited-- > 0) return Promise.reject(new RateLimited('later', 1));
    return Promise.resolve(new Map(found.map((uri) => [uri, {}])));
  }

  #listening(): Listening {
    return {
      cursor: {
        read: (key: string) => Promise.resolve(this.#cursor.get(key)),
        write: (key: string, value: unknown) => Promise.resolve(void this.#cursor.set(key, value)),
      },
      published: (since: string) => pages(Date.parse(since) === 0 ? this.held : this.young),
      deleted: (uri: string) => Promise.resolve(void this.deleted.push(uri)),
      log: { warn: () => undefined },
      signal: new AbortController().signal,
    } as unknown as Listening;
  }
}

async function* pages(all: readonly string[]) {
  yield await Promise.resolve(all.map((externalId) => ({ externalId })));
}

const start = Date.UTC(2026, 10, 1);

it('a post counts as gone once it was missing twice, an hour apart', async () => {
  const account = new Account();
  await account.lookAt(start, [uriOf(1)]);
  await account.lookAt(start + hourMs / 2, [uriOf(1)]);
  expect(account.deleted).toEqual([]);
  await account.lookAt(start + hourMs, [uriOf(1)]);
  expect(account.deleted).toEqual([uriOf(1)]);
});

it('a post that was there again in between begins anew', async () => {
  const account = new Account();
  await account.lookAt(start, [uriOf(1)]);
  await account.lookAt(start + hourMs, []);
  await account.lookAt(start + 2 * hourMs, [uriOf(1)]);
  expect(account.deleted).toEqual([]);
});

it('posts of many authors missing at once are a fault of the network: none is told', async () => {
  const account = new Account();
  const ill = uris.slice(0, 6);
  for (const hours of [0, 1, 2]) await account.lookAt(start + hours * hourMs, ill);
  expect(account.deleted).toEqual([]);
});

it('what is missing of many authors is believed within a day of its deletion, and health says so until then', async () => {
  const account = new Account();
  const ill = uris.slice(0, 6);
  await account.lookAt(start, []);
  expect(account.said).toBeUndefined();
  for (let hours = 1; hours < 22; hours++) await account.lookAt(start + hours * hourMs, ill);
  expect(account.deleted).toEqual([]);
  expect(account.said).toMatchObject({
    words: expect.stringContaining('6 posts') as string,
    why: { code: 'deletions-doubted', with: { posts: '6' } },
  });
  // What is missing since later waits its own time.
  await account.lookAt(start + 22 * hourMs, [...ill, uriOf(8)]);
  expect(account.deleted.toSorted()).toEqual(ill);
  await account.lookAt(start + 23 * hourMs, [uriOf(8)]);
  expect(account.deleted).toContain(uriOf(8));
  expect(account.said).toBeUndefined();
});

it('what was missing together with many waits its time, however few they are once the network recovers', async () => {
  const account = new Account();
  for (const [hours, count] of [
    [0, 6],
    [1, 6],
    [2, 5],
    [3, 2],
  ] as const)
    await account.lookAt(start + hours * hourMs, uris.slice(0, count));
  expect(account.deleted).toEqual([]);
  expect(account.said).toMatchObject({ why: { with: { posts: '2' } } });
  // What goes missing by itself meanwhile is no part of it.
  await account.lookAt(start + 4 * hourMs, [uriOf(9)]);
  expect(account.said).toBeUndefined();
  await account.lookAt(start + 5 * hourMs, [uriOf(9)]);
  expect(account.deleted).toEqual([uriOf(9)]);
});

/** Rounds every half hour, from where all stand there; resolves with when, of `gone` deleted after `at` hours, all were told, in hours after their deletion. */
const toldAfter = async (account: Account, gone: readonly string[], at: number): Promise<number> => {
  for (let hours = 0; hours <= at + 48; hours += 0.5) {
    await account.lookAt(start + hours * hourMs, hours > at ? gone : []);
    if (account.deleted.length === gone.length) return hours - at;
  }
  return Infinity;
};

it.each([0, 3, 9.5, 10, 19.5, 30])(
  'old posts of many authors, deleted %d hours after the first look at all, are told within a day of it, and doubted for half of it',
  async (at) => {
    const account = new Account();
    account.young = uris.slice(9);
    const hours = await toldAfter(account, uris.slice(0, 6), at);
    expect(hours).toBeLessThan(24);
    expect(hours).toBeGreaterThan(11);
  },
);

it('a network that finds nothing at all is waited for a little longer, and no longer than the day', async () => {
  const account = new Account();
  const hours = await toldAfter(account, uris, 5);
  expect(hours).toBeGreaterThan(22);
  expect(hours).toBeLessThan(24);
  const found = new Account();
  expect(await toldAfter(found, uris.slice(0, 9), 5)).toBe(hours - 1);
});

it('after an outage of ours the network must say the same for hours, however long ago anybody looked', async () => {
  const account = new Account();
  await account.lookAt(start, []);
  const ill = uris.slice(0, 6);
  for (let hours = 72; hours < 81; hours += 0.5) await account.lookAt(start + hours * hourMs, ill);
  expect(account.deleted).toEqual([]);
  await account.lookAt(start + 81 * hourMs, ill);
  expect(account.deleted.toSorted()).toEqual(ill);
});

it('an old post is told an hour after it was missed, not with the next look at all of them', async () => {
  const account = new Account();
  account.young = uris.slice(0, 5);
  await account.lookAt(start, []);
  await account.lookAt(start + 21 * hourMs, [uriOf(9)]);
  await account.lookAt(start + 22 * hourMs, [uriOf(9)]);
  expect(account.deleted).toEqual([uriOf(9)]);
});

it('of more than are noted the longest missing are kept, so that all are told in the end', async () => {
  const account = new Account();
  account.held = account.young = Array.from({ length: 2_900 }, (_, author) => uriOf(author));
  for (let hours = 0; hours <= 24; hours += 6) await account.lookAt(start + hours * hourMs, account.held);
  expect(new Set(account.deleted).size).toBe(2_000);
  account.held = account.young = account.held.slice(2_000);
  for (let hours = 30; hours <= 54; hours += 6) await account.lookAt(start + hours * hourMs, account.held);
  expect(new Set(account.deleted).size).toBe(2_900);
});

it('posts that are found again after an illness were never gone, and health is quiet again', async () => {
  const account = new Account();
  for (const hours of [0, 10, 20]) await account.lookAt(start + hours * hourMs, uris.slice(0, 6));
  await account.lookAt(start + 23 * hourMs, []);
  expect(account.said).toBeUndefined();
  await account.lookAt(start + 30 * hourMs, uris.slice(0, 6));
  expect(account.deleted).toEqual([]);
});

it('a limit is waited for where the look stood', async () => {
  const account = new Account();
  account.limited = 2;
  await account.lookAt(start, []);
  expect(account.asked).toBe(3);
});
