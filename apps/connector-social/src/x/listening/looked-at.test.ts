import type { Listening, Published } from '@filo/connector';
import { findDeleted } from '../../deletions/find-deleted.js';
import { lookedAt } from './looked-at.js';
import type { XClient } from '../client/x-client.js';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 1);
const posts = (count: number, authors: number): Published[] =>
  Array.from({ length: count }, (_, n) => ({ externalId: String(100 + n), author: `author ${n % authors}` }));
const ids = (held: readonly Published[]) => held.map(({ externalId }) => externalId);

/** An account at X that is looked at every half hour, as it is. */
class Account {
  readonly deleted: string[] = [];
  asked = 0;
  readonly #cursor = new Map<string, unknown>();

  constructor(private readonly held: readonly Published[]) {}

  /** Until it is told of `count`; the hours that it took. */
  async hoursUntilTold(missing: readonly string[], { from = 0, until = 72 } = {}): Promise<number> {
    for (let hours = from; hours <= until; hours += 0.5) {
      await this.lookAt(hours, missing);
      if (this.deleted.length >= missing.length) return hours - from;
    }
    return Infinity;
  }

  async lookAt(hours: number, missing: readonly string[]): Promise<void> {
    const { signal } = new AbortController();
    const client = {
      access: { budgetOf: () => ({ waitMs: () => 0 }) },
      gone: (some: string[]) => {
        this.asked += some.length;
        return Promise.resolve(some.filter((id) => missing.includes(id)));
      },
    } as unknown as XClient;
    const at = lookedAt(client, { signal, mayGoOn: () => Promise.resolve() });
    const times = { goneAfterMs: hourMs, everythingEveryMs: 20 * hourMs, now: start + hours * hourMs };
    await findDeleted(at, this.#listening(signal), times);
  }

  #listening(signal: AbortSignal): Listening {
    return {
      cursor: {
        read: (key: string) => Promise.resolve(this.#cursor.get(key)),
        write: (key: string, value: unknown) => Promise.resolve(void this.#cursor.set(key, value)),
      },
      published: () => [this.held.filter(({ externalId }) => !this.deleted.includes(externalId))],
      deleted: (id: string) => Promise.resolve(void this.deleted.push(id)),
      log: { warn: () => undefined },
      signal,
    } as unknown as Listening;
  }
}

it('six posts that are gone at once at a busy account are told within a day', async () => {
  const account = new Account(posts(400, 200));
  const gone = ids(posts(6, 6));
  await account.lookAt(0, []);
  // Deleted just after the look.
  expect(await account.hoursUntilTold(gone, { from: 0.5 })).toBeLessThanOrEqual(24);
  expect(account.deleted).toEqual(gone);
});

it('six posts that one author deletes at once at a small account are told within a day', async () => {
  const held = posts(12, 1).map((post, n) => (n < 6 ? post : { ...post, author: `other ${n}` }));
  const account = new Account(held);
  await account.lookAt(0, []);
  const gone = ids(held.slice(0, 6));
  expect(await account.hoursUntilTold(gone, { from: 0.5 })).toBeLessThanOrEqual(24);
  expect(account.deleted).toEqual(gone);
});

it('posts of many authors that are missing at once are doubted for a day, and told when X says the same all the time', async () => {
  const account = new Account(posts(12, 12));
  const gone = ids(posts(6, 6));
  expect(await account.hoursUntilTold(gone)).toBe(24);
  expect(account.deleted).toEqual(gone);
});

it('what X finds again within that day is not told', async () => {
  const account = new Account(posts(12, 12));
  const ill = ids(posts(12, 12));
  for (let hours = 0; hours < 23; hours += 0.5) await account.lookAt(hours, ill);
  for (let hours = 23; hours < 72; hours += 0.5) await account.lookAt(hours, []);
  expect(account.deleted).toEqual([]);
});

it('a doubted look is not paid for again every half hour, and what was told is not asked for again', async () => {
  const account = new Account(posts(50, 50));
  const gone = ids(posts(20, 20));
  await account.lookAt(0, gone);
  for (let hours = 0.5; hours < 20; hours += 0.5) await account.lookAt(hours, gone);
  expect(account.asked).toBe(50 + 39 * 20);
  await account.hoursUntilTold(gone, { from: 20 });
  const before = account.asked;
  await account.lookAt(30, gone);
  expect(account.asked).toBe(before);
});
