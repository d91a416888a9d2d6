import { TemporaryError, type Heard, type Listening } from '@filo/connector';
import { RateLimited } from '../../../limits/rate-limited.js';
import type { BlueskyClient, Notice } from '../bluesky-client.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { ReadAccount } from './read-account.js';
import { Walks } from './walks.js';

const pages = 4;
const now = Date.now();
const at = (n: number) => new Date(now - n * 60_000).toISOString();
const notice = (n: number) => ({ uri: `at://ada/${n}`, indexedAt: at(n), reason: 'mention' }) as Notice;
const uris = (...of: number[]) => of.map((n) => notice(n).uri);

/** An account with four pages of two notices; `failing`: how often each page fails before it is there. */
class Account {
  readonly walks = new Walks();
  readonly asked: string[] = [];
  readonly heard: string[] = [];
  readonly kept = new Map<string, unknown>();
  /** How often the handing over of each notice fails. */
  readonly unheard = new Map<string, number>();

  constructor(private readonly failing: Map<string, () => Error | undefined>) {}

  /** As it is made anew for every try. */
  reader(): ReadAccount {
    const notices = (after = '0') => {
      this.asked.push(after);
      const error = this.failing.get(after)?.();
      if (error) return Promise.reject(error);
      const n = Number(after);
      const next = n + 1 < pages ? `${n + 1}` : undefined;
      return Promise.resolve({ items: [notice(2 * n), notice(2 * n + 1)], next });
    };
    const theirs = (some: Notice[]): Promise<Heard[]> => {
      const failures = this.unheard.get(some[0]!.uri) ?? 0;
      this.unheard.set(some[0]!.uri, failures - 1);
      if (failures > 0) return Promise.reject(new TemporaryError('Broken.'));
      this.heard.push(...some.map(({ uri }) => uri));
      return Promise.resolve([]);
    };
    const cursor = {
      read: (name: string) => this.kept.get(name),
      write: (name: string, to: unknown) => this.kept.set(name, to),
    };
    const { signal } = new AbortController();
    const listening = { cursor, signal, known: () => Promise.resolve(new Set()) } as unknown as Listening;
    const client = { notices, session: { budget: { waitMs: () => 0 } } } as unknown as BlueskyClient;
    return new ReadAccount(client, { theirs } as unknown as ReadPosts, listening, this.walks);
  }
}

const times = (count: number, error: Error) => () => (count-- > 0 ? error : undefined);

it('a list that a limit cuts short is gone on with where it was, and each is handed over once', async () => {
  const account = new Account(new Map([['2', times(3, new RateLimited('Later.', 1))]]));
  const read = account.reader();
  for (let n = 0; n < 3; n += 1) await expect(read.notices()).rejects.toThrow('Later.');
  await read.notices();
  expect(account.asked).toEqual(['0', '1', '2', '2', '2', '2', '3']);
  expect(account.heard).toEqual(uris(7, 6, 5, 4, 3, 2, 1, 0));
  account.asked.length = 0;
  await read.notices();
  expect(account.asked[0]).toBe('0');
});

it.each(['notices', 'compare'] as const)(
  '%s: a list of which every page fails once arrives, although whoever reads it is made anew after each fault',
  async (look) => {
    const account = new Account(
      new Map(['0', '1', '2', '3'].map((page) => [page, times(1, new TemporaryError('Broken.'))])),
    );
    for (let n = 0; n < pages; n += 1) await expect(account.reader()[look]()).rejects.toThrow('Broken.');
    await account.reader()[look]();
    expect(account.asked).toEqual(['0', '0', '1', '1', '2', '2', '3', '3']);
    expect(account.heard).toEqual(uris(7, 6, 5, 4, 3, 2, 1, 0));
  },
);

it('what could not be handed over is handed over from where that ended, and the list is not asked for again', async () => {
  const account = new Account(new Map());
  account.unheard.set(notice(7).uri, 2);
  for (let n = 0; n < 2; n += 1) await expect(account.reader().notices()).rejects.toThrow('Broken.');
  expect(account.kept.size).toBe(0);
  await account.reader().notices();
  expect(account.asked).toEqual(['0', '1', '2', '3']);
  expect(account.heard).toEqual(uris(7, 6, 5, 4, 3, 2, 1, 0));
});

it('a page that goes on failing has a mark that leads nowhere, and the list is begun anew', async () => {
  const account = new Account(new Map([['2', times(20, new TemporaryError('Broken.'))]]));
  for (let n = 0; n < 20; n += 1) await expect(account.reader().notices()).rejects.toThrow('Broken.');
  account.asked.length = 0;
  await account.reader().notices();
  expect(account.asked).toEqual(['0', '1', '2', '3']);
});

it('says whether it came further, and does so of no other list', async () => {
  const account = new Account(new Map([['1', times(2, new TemporaryError('Broken.'))]]));
  const read = account.reader();
  await expect(read.notices()).rejects.toThrow();
  expect(read.cameFurther).toBe(true);
  await expect(read.notices()).rejects.toThrow();
  expect(read.cameFurther).toBe(false);
});
