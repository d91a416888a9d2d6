import type { Published } from '@filo/connector';
import type { XPost } from '../client/x-answers.js';
import { CostMeter } from '../costs/cost-meter.js';
import { idAt } from '../reading/post-ids.js';
import { FiguresAgain } from './figures-again.js';

const { jest } = import.meta;
const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 1, 12);
/** An hour apart, the newest first. */
const held: Published[] = Array.from({ length: 40 }, (_, n) => ({
  externalId: idAt(new Date(start - (n + 1) * hourMs).toISOString()),
  author: `${n}`,
}));
const ids = held.map(({ externalId }) => externalId);
const prices = { post: 0.005, user: 0.01, message: 0.01, media: 0.005, write: 0.015, writeWithLink: 0.2 };

const spreads = new Map<string, number>();
const lookingAt = (dailyCeiling: number) => {
  const meter = new CostMeter(undefined, 'account', { prices, dailyCeiling, currency: 'USD' });
  const client = {
    access: { meter, budgetOf: () => ({ waitMs: () => 0, restMs: () => 0 }) },
    figures: async (some: string[]) => {
      await meter.read({ post: some });
      return some.map((id) => ({
        ...{ id, text: 'Hm', edit_history_tweet_ids: [], referenced_tweets: [] },
        public_metrics: { retweet_count: spreads.get(id) ?? 0, quote_count: 1 },
      })) as unknown as XPost[];
    },
  };
  const again = new FiguresAgain(client as never, hourMs);
  const look = async () => {
    const chosen = await again.choose(held);
    await again.read(chosen);
    return chosen;
  };
  return { again, meter, look };
};

beforeEach(() => {
  spreads.clear();
  jest.useFakeTimers({ now: start });
});
afterEach(() => void jest.useRealTimers());

// A quarter of 0.40 pays for twenty posts.
it('of what was not read today a quarter of the day pays for, the newest first, and what is paid is looked at again', async () => {
  const { look, meter } = lookingAt(0.4);
  expect(await look()).toEqual(ids.slice(0, 20));
  expect(await look()).toHaveLength(20);
  expect((await meter.today()).micros).toBe(100_000);
});

it('what was chosen while there was money for it is not read once others have spent that', async () => {
  const { again, meter } = lookingAt(0.4);
  const chosen = await again.choose(held);
  await again.read(chosen.slice(0, 5));
  // Somebody says much to us before X lets the next request through.
  await meter.read({ post: Array.from({ length: 12 }, (_, n) => `said ${n}`) });
  const before = (await meter.today()).micros;
  expect(before).toBe(85_000);
  expect(await again.read(chosen)).toHaveLength(8);
  expect((await meter.today()).micros).toBe(100_000);
  await meter.read({ post: Array.from({ length: 30 }, (_, n) => `more ${n}`) });
  expect(await again.read(chosen.slice(10))).toEqual([]);
});

it('what spreads fastest comes first on the next day', async () => {
  const { look } = lookingAt(0.4);
  await look();
  spreads.set(ids[15]!, 40).set(ids[19]!, 90);
  jest.setSystemTime(start + hourMs);
  await look();
  jest.setSystemTime(start + 13 * hourMs);
  const chosen = await look();
  expect(chosen.slice(0, 2)).toEqual([ids[19], ids[15]]);
  expect(chosen).toHaveLength(20);
});

it('money that goes for what customers say is left alone, and from half of the day on nothing is looked at', async () => {
  const { look, meter } = lookingAt(0.4);
  await meter.read({ post: [...Array.from({ length: 20 }, (_, n) => `said ${n}`)] });
  expect(await look()).toEqual([]);
  await meter.read({ post: [ids[0]!] });
  expect(await look()).toEqual([ids[0]]);
  await meter.read({ post: Array.from({ length: 20 }, (_, n) => `more ${n}`) });
  expect(await look()).toEqual([]);
});

it('without a ceiling all are looked at; what core names no author of, or is of another network, is not', async () => {
  const { again } = lookingAt(0);
  expect(await again.choose(held)).toHaveLength(40);
  expect(await again.choose([{ externalId: ids[0]! }, { externalId: 'at://x', author: '1' }])).toEqual([]);
});

it('figures come under the id by which core holds the post, as heard of its author', async () => {
  const { again } = lookingAt(0);
  await again.choose(held);
  spreads.set(ids[3]!, 7);
  expect(await again.read([ids[3]!])).toMatchObject([
    { externalId: ids[3], author: { key: '3' }, direction: 'inbound', reach: { reposts: 7, quotes: 1 } },
  ]);
});
