import type { Listening } from '@filo/connector';
import type { BlueskyClient } from '../bluesky/bluesky-client.js';
import { lookedAt } from '../bluesky/listening/looked-at.js';
import { RateLimited } from '../limits/rate-limited.js';
import { findDeleted } from './find-deleted.js';

const uriOf = (author: number) => `at://did:plc:a${author}/app.bsky.feed.post/k`;
const uris = Array.from({ length: 10 }, (_, author) => uriOf(author));
const hourMs = 3_600_000;

/** An account with a post of each of ten authors, and what a look at the network finds missing. */
class Account {
  readonly deleted: string[] = [];
  limited = 0;
  asked = 0;
  readonly #cursor = new Map<string, unknown>();

  async lookAt(at: number, missing: readonly string[]): Promise<void> {
    const client = {
      session: { budget: { waitMs: () => 0 } },
      posts: (asked: string[]) => this.#posts(asked.filter((uri) => !missing.includes(uri))),
      isGone: (uri: string) => Promise.resolve(missing.includes(uri)),
    } as unknown as BlueskyClient;
    const listening = this.#listening();
    await findDeleted(lookedAt(client, listening.signal), listening, { goneAfterMs: hourMs, now: at });
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
      published: () => pages(uris),
      deleted: (uri: string) => Promise.resolve(void this.deleted.push(uri)),
      log: { warn: () => undefined },
      signal: new AbortController().signal,
    } as unknown as Listening;
  }
}

async function* pages(all: string[]) {
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

it('a limit is waited for where the look stood', async () => {
  const account = new Account();
  account.limited = 2;
  await account.lookAt(start, []);
  expect(account.asked).toBe(3);
});
