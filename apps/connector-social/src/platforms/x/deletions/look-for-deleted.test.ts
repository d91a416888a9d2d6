import { TemporaryError, type Listening, type Published } from '@filo/connector';
import type { XClient } from '../client/x-client.js';
import { CostMeter } from '../costs/cost-meter.js';
import { idAt } from '../reading/post-ids.js';
import { lookForDeleted } from './look-for-deleted.js';
import { deletionsBehind } from './deletions-behind.js';

const { jest } = import.meta;
const hourMs = 3_600_000;
const everyMs = 20 * hourMs;
const start = Date.UTC(2026, 10, 1);
/** A minute apart, the oldest first. */
const posts = (count: number, authors: number): Published[] =>
  Array.from({ length: count }, (_, n) => ({
    externalId: idAt(new Date(start - (count - n) * 60_000).toISOString()),
    author: `author ${n % authors}`,
  }));
const ids = (held: readonly Published[]) => held.map(({ externalId }) => externalId);

/** An account at X that is looked at every half hour, as it is, by what its days may cost. */
class Account {
  readonly deleted: string[] = [];
  readonly asked: string[] = [];
  /** By their first ids, the newest versions of posts that were changed. */
  readonly changed = new Map<string, string>();
  readonly read: string[] = [];
  /** What the next reading of changed posts meets. */
  fault: Error | undefined;
  /** X answers nothing of these, not even why. */
  readonly unanswered = new Set<string>();
  readonly edited: string[] = [];
  readonly meter: CostMeter;
  readonly #cursor = new Map<string, unknown>();

  constructor(
    private readonly held: readonly Published[],
    dailyCeiling = 0,
  ) {
    const prices = { post: 0.005, user: 0.01, message: 0.01, media: 0.005, write: 0.015, writeWithLink: 0.2 };
    this.meter = new CostMeter(undefined, 'account', { prices, dailyCeiling, currency: 'USD' });
  }

  /** Until it is told of all of them; the hours that it took. */
  async hoursUntilTold(missing: readonly string[], { from = 0, until = 72 } = {}): Promise<number> {
    for (let hours = from; hours <= until; hours += 0.5) {
      await this.lookAt(hours, missing);
      if (missing.every((id) => this.deleted.includes(id))) return hours - from;
    }
    return Infinity;
  }

  async lookAt(hours: number, missing: readonly string[] = []): Promise<void> {
    jest.setSystemTime(start + hours * hourMs);
    const client = {
      access: { budgetOf: () => ({ waitMs: () => 0 }), meter: this.meter },
      look: async (some: string[]) => {
        this.asked.push(...some);
        await this.meter.read({ post: some.filter((id) => !missing.includes(id)) }, 'deletions');
        const changed = [...this.changed].filter(([id]) => some.includes(id));
        return { missing: some.filter((id) => missing.includes(id)), changed: new Map(changed) };
      },
      posts: async (some: string[]) => {
        this.read.push(...some);
        if (this.fault) throw this.fault;
        await this.meter.read({ post: some, user: some }, 'deletions');
        const firstOf = (newest: string) => [...this.changed].find(([, id]) => id === newest)![0];
        const items = some
          .filter((id) => !this.unanswered.has(id))
          .map((id) => ({
            ...{ id, text: 'changed', edit_history_tweet_ids: [firstOf(id), id], referenced_tweets: [] },
          }));
        return { items, beside: { users: [], tweets: [], media: [] }, next: undefined, lacking: [] };
      },
    } as unknown as XClient;
    await lookForDeleted(this.listening(), { client, goneAfterMs: hourMs, everyMs });
  }

  async behind(): Promise<string | undefined> {
    return (await deletionsBehind(this.listening().cursor, { meter: this.meter, everyMs }))?.words;
  }

  listening(): Listening {
    return {
      cursor: {
        read: (key: string) => Promise.resolve(this.#cursor.get(key)),
        write: (key: string, value: unknown) =>
          Promise.resolve(void this.#cursor.set(key, JSON.parse(JSON.stringify(value)))),
      },
      published: () => [this.held.filter(({ externalId }) => !this.deleted.includes(externalId))],
      deleted: (id: string) => Promise.resolve(void this.deleted.push(id)),
      edited: (id: string) => Promise.resolve(void this.edited.push(id)),
      log: { warn: () => undefined },
      signal: new AbortController().signal,
    } as unknown as Listening;
  }
}

beforeEach(() => void jest.useFakeTimers({ now: start }));
afterEach(() => void jest.useRealTimers());

it('six posts that are gone at once at a busy account are told within a day', async () => {
  const account = new Account(posts(400, 200));
  const gone = ids(posts(6, 6));
  await account.lookAt(0);
  // Deleted just after the look.
  expect(await account.hoursUntilTold(gone, { from: 0.5 })).toBeLessThanOrEqual(24);
  expect(account.deleted.toSorted()).toEqual(gone.toSorted());
});

it('six posts that one author deletes at once at a small account are told within a day', async () => {
  const held = posts(12, 1).map((post, n) => (n < 6 ? post : { ...post, author: `other ${n}` }));
  const account = new Account(held);
  await account.lookAt(0);
  const gone = ids(held.slice(0, 6));
  expect(await account.hoursUntilTold(gone, { from: 0.5 })).toBeLessThanOrEqual(24);
  expect(account.deleted.toSorted()).toEqual(gone.toSorted());
});

it('posts of many authors that are missing at once are doubted for a day, and told when X says the same all the time', async () => {
  const account = new Account(posts(12, 12));
  const gone = ids(posts(6, 6));
  expect(await account.hoursUntilTold(gone)).toBe(24);
  expect(account.deleted.toSorted()).toEqual(gone.toSorted());
});

it('what X finds again within that day is not told', async () => {
  const account = new Account(posts(12, 12));
  const ill = ids(posts(12, 12));
  for (let hours = 0; hours < 23; hours += 0.5) await account.lookAt(hours, ill);
  for (let hours = 23; hours < 72; hours += 0.5) await account.lookAt(hours);
  expect(account.deleted).toEqual([]);
});

it('a doubted look is not paid for again every half hour, and what was told is not asked for again', async () => {
  const account = new Account(posts(50, 50));
  const gone = ids(posts(20, 20));
  await account.lookAt(0, gone);
  for (let hours = 0.5; hours < 20; hours += 0.5) await account.lookAt(hours, gone);
  expect(account.asked).toHaveLength(50 + 39 * 20);
  await account.hoursUntilTold(gone, { from: 20 });
  const before = account.asked.length;
  await account.lookAt(30, gone);
  expect(account.asked).toHaveLength(before);
});

it('a post that stands there in a newer version is read and told once for each version', async () => {
  const account = new Account(posts(3, 3));
  const [changed] = ids(posts(3, 3));
  account.changed.set(changed!, idAt(new Date(start).toISOString()));
  for (const hours of [0, 20, 40]) await account.lookAt(hours);
  expect(account.edited).toEqual([changed]);
  account.changed.set(changed!, idAt(new Date(start + 60_000).toISOString()));
  await account.lookAt(60);
  expect(account.edited).toEqual([changed, changed]);
  expect(account.read).toHaveLength(2);
});

it('changes that the money of a day does not reach for are told on the next, and cost no more than looks may', async () => {
  // Two fifths of 0.50 are 40 posts: the looks take 30, and 10 pay for two changes.
  const account = new Account(posts(30, 30), 0.5);
  for (const id of ids(posts(4, 4))) account.changed.set(id, String(BigInt(id) + 1n));
  for (let hours = 0; hours < 24; hours += 0.5) await account.lookAt(hours);
  expect(account.edited).toHaveLength(2);
  expect((await account.meter.today()).micros).toBeLessThanOrEqual(200_000);
  await account.lookAt(24);
  expect(account.edited.toSorted()).toEqual(ids(posts(4, 4)).toSorted());
});

it('what was deleted is told although what was changed cannot be read, and that is read later', async () => {
  const held = posts(4, 4);
  const account = new Account(held);
  const [changed, gone] = ids(held) as [string, string];
  account.changed.set(changed, String(BigInt(changed) + 1n));
  account.fault = new TemporaryError('X is ill.');
  expect(await account.hoursUntilTold([gone])).toBeLessThan(24);
  expect(account.edited).toEqual([]);
  account.fault = undefined;
  await account.lookAt(30);
  expect(account.edited).toEqual([changed]);
});

it('a changed post of which X answers nothing is asked for again', async () => {
  const held = posts(2, 2);
  const account = new Account(held);
  const [changed] = ids(held) as [string];
  const newest = String(BigInt(changed) + 1n);
  account.changed.set(changed, newest);
  account.unanswered.add(newest);
  await account.lookAt(0);
  expect([account.read, account.edited]).toEqual([[newest], []]);
  account.unanswered.clear();
  await account.lookAt(0.5);
  expect(account.edited).toEqual([changed]);
});

it('of more changed posts than are noted the newest are, and are not told again', async () => {
  const held = posts(2_001, 2_001);
  const account = new Account(held);
  const newest = held.at(-1)!.externalId;
  for (const id of ids(held.slice(0, -1))) account.changed.set(id, String(BigInt(id) + 1n));
  await account.lookAt(0);
  account.changed.set(newest, String(BigInt(newest) + 1n));
  await account.lookAt(24);
  await account.lookAt(48);
  expect(account.edited.filter((id) => id === newest)).toHaveLength(1);
});

// 1,040 posts are 5.20 USD, and a day has 1: two fifths of it are 80 posts, so that it takes 13 days.
describe('with more posts than a day pays for', () => {
  const held = posts(1_040, 200);
  const spent = async (account: Account) => (await account.meter.today()).micros;

  it('a look takes two fifths of a day and no more, and goes on on the next day where it stood', async () => {
    const account = new Account(held, 1);
    for (let day = 0; day < 13; day += 1) {
      for (let hours = 0; hours < 24; hours += 0.5) {
        await account.lookAt(day * 24 + hours);
        expect(await spent(account)).toBeLessThanOrEqual(400_000);
      }
    }
    expect(account.asked).toHaveLength(1_040);
    expect(new Set(account.asked)).toEqual(new Set(ids(held)));
  });

  it('what customers say comes first: a day that has cost that much already looks at nothing', async () => {
    const account = new Account(held, 1);
    await account.meter.read({ post: Array.from({ length: 80 }, (_, n) => `said ${n}`) });
    for (let hours = 0; hours < 24; hours += 0.5) await account.lookAt(hours);
    expect(account.asked).toEqual([]);
    await account.lookAt(24);
    expect(account.asked).toHaveLength(80);
  });

  it('what was paid for today already is looked at beyond that', async () => {
    const account = new Account(held, 1);
    const newest = ids(held).slice(-60);
    await account.meter.read({ post: newest });
    await account.lookAt(0);
    expect(account.asked).toHaveLength(80);
    expect(account.asked).toEqual(expect.arrayContaining(newest));
    expect(await spent(account)).toBe(400_000);
  });

  it('each deletion is told, the newest first, also where the look at everything takes many days', async () => {
    const account = new Account(held, 1);
    const [newest, middle, oldest] = [held[995]!, held[500]!, held[3]!].map(({ externalId: id }) => id);
    expect(await account.hoursUntilTold([newest!, middle!, oldest!], { until: 24 })).toBe(Infinity);
    expect(account.deleted).toEqual([newest]);
    await account.hoursUntilTold([newest!, middle!, oldest!], { from: 24.5, until: 14 * 24 });
    expect(account.deleted).toEqual([newest, middle, oldest]);
  });

  it('the health says that it is behind until everything was looked at within a day', async () => {
    const account = new Account(held, 1);
    await account.lookAt(0);
    expect(await account.behind()).toBeUndefined();
    await account.lookAt(25);
    // 1,040 posts are 5.20, and two fifths of 13 are 5.20.
    expect(await account.behind()).toMatch(
      /of 1040 posts of the last two weeks 880 were not looked at since 2026-11-01 00:00 UTC.* with a ceiling of 13\.00 USD all would be/,
    );
    const rich = new Account(held, 20);
    for (let hours = 0; hours < 72; hours += 0.5) {
      await rich.lookAt(hours);
      expect(await rich.behind()).toBeUndefined();
    }
  });
});
