import type { Following } from '@filo/connector';
import { deletionsLate, partOfTheDay } from './part-of-the-day.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = Date.UTC(2026, 10, 1);

/** An account with so many posts, at which a round is made every half hour. */
class Account {
  readonly looks = new Map<string, number[]>();
  readonly rounds: number[] = [];
  readonly cursor = new Map<string, unknown>();
  posts: string[];

  constructor(count: number) {
    this.posts = Array.from({ length: count }, (_, n) => `https://social.example/@ada/${n}`);
  }

  async roundAt(at: number, { isKilled = false } = {}): Promise<void> {
    const { following, done } = await partOfTheDay(this.#following(), at);
    let count = 0;
    for await (const page of following.published('')) {
      for (const { externalId: id } of page) this.looks.set(id, [...(this.looks.get(id) ?? []), at]);
      count += page.length;
    }
    this.rounds.push(count);
    if (!isKilled) await done();
  }

  /** What is known, before the round, of when its posts were looked at. */
  async beforeAt(at: number): Promise<(readonly [string, number | undefined])[]> {
    const { following, lookedAtBefore } = await partOfTheDay(this.#following(), at);
    const known: (readonly [string, number | undefined])[] = [];
    for await (const page of following.published(''))
      known.push(...page.map(({ externalId: id }) => [id, lookedAtBefore(id)] as const));
    return known;
  }

  late(at: number) {
    return deletionsLate(this.#following().cursor, 'social.example', at);
  }

  #following(): Following {
    const { posts, cursor } = this;
    return {
      cursor: {
        read: (key: string) => Promise.resolve(cursor.get(key)),
        write: (key: string, value: unknown) => Promise.resolve(void cursor.set(key, value)),
      },
      async *published() {
        yield await Promise.resolve(posts.map((externalId) => ({ externalId })));
      },
    } as unknown as Following;
  }
}

const longestGap = (looks: readonly number[], from: number, until: number): number =>
  Math.max(...[...looks, until].map((at, n) => at - (n === 0 ? from : looks[n - 1]!)));

it.each([20, 3_000, 12_000])(
  'each of %i posts is looked at within 14 hours of its last look, and no round asks for too many',
  async (count) => {
    const account = new Account(count);
    for (let n = 0; n < 100; n += 1) {
      const at = start + n * 30 * minuteMs;
      await account.roundAt(at, { isKilled: n % 17 === 0 });
      // Posts come and go meanwhile.
      if (n % 10 === 0) account.posts = [...account.posts.slice(1), `https://social.example/@eva/${n}`];
      expect(await account.late(at)).toBeUndefined();
    }
    expect(Math.max(...account.rounds)).toBeLessThan(800);
    const stayed = account.posts.filter((id) => id.includes('@ada'));
    const until = start + 100 * 30 * minuteMs;
    const gaps = stayed.map((id) => longestGap(account.looks.get(id) ?? [], start, until));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(14 * hourMs);
  },
);

it('few posts are looked at all together, so that a network that finds none of them can be told from authors', async () => {
  const account = new Account(80);
  for (let n = 0; n < 3; n += 1) await account.roundAt(start + n * 30 * minuteMs);
  expect(account.rounds).toEqual([80, 80, 80]);
});

it('with more posts than a day has room for, health says since when, and is quiet once there are fewer', async () => {
  const account = new Account(40_000);
  for (let n = 0; n <= 49; n += 1) await account.roundAt(start + n * 30 * minuteMs);
  expect(await account.late(start + 25 * hourMs)).toMatchObject({
    why: { code: 'deletions-late', with: { posts: '40000', at: new Date(start).toISOString() } },
  });
  account.posts = account.posts.slice(0, 50);
  await account.roundAt(start + 25 * hourMs);
  expect(await account.late(start + 25 * hourMs)).toBeUndefined();
});

it('a part says when each of its posts was looked at before, so that what is missing is told within a day of that', async () => {
  const account = new Account(3_000);
  const gaps: number[] = [];
  const wrong: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const at = start + n * 30 * minuteMs;
    for (const [id, before] of await account.beforeAt(at)) {
      if (before !== account.looks.get(id)?.at(-1)) wrong.push(id);
      if (before !== undefined) gaps.push(at - before);
    }
    await account.roundAt(at);
  }
  expect(wrong).toEqual([]);
  expect(gaps.length).toBeGreaterThan(1_000);
  // With the 9 hours for which the network must say the same, and the round that finds it so.
  expect(Math.max(...gaps)).toBeLessThan(14 * hourMs);
});
