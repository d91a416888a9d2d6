import { eventually } from '@filo/testing';
import type { ConnectedAccount } from '@filo/contracts';
import { itIsDaysLater } from './another-day.js';
import { CostMeter } from '../src/platforms/x/costs/cost-meter.js';
import { XDesk, xOptions } from './x-desk.js';

let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
}, 60_000);
afterEach(async () => {
  itIsDaysLater(0);
  await desk.close();
}, 60_000);

const spent = async () => {
  const bucket = await desk.state();
  const held = await bucket.get<{ reads: number; writes: number; micros: number; deletionMicros: number }>(
    `x-costs.${account.accountId}`,
  );
  return held?.value;
};
/** So many looks at mentions, among which is one at what came late. */
const lateLooks = 21;
const asked = () => desk.server.asked.get('GET users/:id/mentions') ?? 0;

it('what was read and written is counted by price and day, once for each thing, and outlives a restart', async () => {
  const complaint = desk.mention('it broke');
  const message = desk.server.world.write(desk.ada, desk.us, 'Are you there?');
  await desk.work();
  await desk.hearing(complaint.id);
  await desk.hearing(`dm:${message.id}`);
  const before = asked();
  await eventually(() => asked() > before + 3, { timeoutMs: 10_000 });
  // Ourself, the author, the post, and the message, which every look hands over again.
  expect(await spent()).toMatchObject({ reads: 4, writes: 0, micros: 35_000 });
  const command = desk.answer(account, complaint, 'See https://shop.example/help');
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  expect(await spent()).toMatchObject({ writes: 1 });
  const { micros } = (await spent())!;
  expect(micros).toBeGreaterThanOrEqual(235_000);
  await desk.rest();
  await desk.work();
  await eventually(async () => (await spent())!.micros > micros, { timeoutMs: 10_000 });
  expect(await spent()).toMatchObject({ writes: 1 });
}, 60_000);

it.each([
  ['See shop.example/help', 0.2],
  ['See HTTPS://SHOP.EXAMPLE', 0.2],
  ['Sorry... Write to help@shop.example, @ada. We open at 9.30', 0.015],
])('%s costs what X takes for it', async (text, price) => {
  const meter = new CostMeter(undefined, 'shop', { ...xOptions(''), dailyCeiling: 0 });
  await meter.wrote(text);
  expect((await meter.today()).micros / 1e6).toBe(price);
});

it('what was spent before midnight and is counted after it takes nothing from the new day', async () => {
  const held = new Map<string, { value: unknown; revision: number }>();
  let meanwhile: (() => Promise<void>) | undefined;
  const put = (key: string, value: unknown) =>
    held.set(key, { value, revision: (held.get(key)?.revision ?? 0) + 1 });
  const state = {
    get: async (key: string) => {
      const first = meanwhile;
      meanwhile = undefined;
      await first?.();
      return held.get(key);
    },
    create: async (key: string, value: unknown) => void put(key, value),
    update: async (key: string, value: unknown) => void put(key, value),
  };
  const memory = { state } as unknown as ConstructorParameters<typeof CostMeter>[0];
  const [one, other] = [1, 2].map(() => new CostMeter(memory, 'shop', xOptions(''))) as [
    CostMeter,
    CostMeter,
  ];
  await one.read({ post: ['1'] });
  meanwhile = async () => {
    itIsDaysLater(1);
    await other.read({ post: ['2', '3'] });
  };
  await one.read({ post: ['4'] });
  expect(await other.today()).toMatchObject({ reads: 2, micros: 10_000 });
  expect(await one.today()).toMatchObject({ reads: 2 });
  await one.read({ post: ['5'] });
  expect(await other.today()).toMatchObject({ reads: 3 });
});

it('near the ceiling it slows down before it stops, and says so with the amount', async () => {
  for (let n = 0; n < 4; n += 1) desk.mention(`${n}`);
  // Two users and four posts: 0.04.
  await desk.work({ dailyCeiling: 0.06, pollMs: 20 });
  const { reason, costs } = await desk.healthIs(account, 'degraded', /less often/);
  expect(costs).toMatchObject({ amount: 0.04, ceiling: 0.06, currency: 'USD', reads: 6, pace: 'slow' });
  expect(reason).toContain('0.04 of 0.06 USD are spent at X today');
  const post = desk.mention('still heard');
  await desk.hearing(post.id);
}, 60_000);

it('what is left when reading stops is kept for answers; then those wait until tomorrow, and nothing is lost', async () => {
  const complaint = desk.mention('it broke');
  // 0.025 are read, of which nine tenths are allowed.
  await desk.work({ dailyCeiling: 0.027, pollMs: 1 });
  await desk.hearing(complaint.id);
  const { reason } = await desk.healthIs(account, 'degraded', /reading stops until midnight UTC/);
  expect(reason).toContain('the rest is kept for answers');
  const before = asked();
  const first = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(first);
  expect(await desk.receiptOf(first.deliveryId)).toMatchObject({ state: 'accepted' });
  const second = desk.answer(account, complaint, 'Really sorry!');
  await desk.core.publishSend(second);
  const late = await desk.receiptOf(second.deliveryId);
  expect(late.state).toBe('deferred');
  // Many looks would have come meanwhile.
  expect(asked()).toBe(before);
  expect(late.retryAt?.slice(0, 10)).not.toBe(new Date().toISOString().slice(0, 10));
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('a reading that the ceiling stops goes on where it stood, and pays for nothing twice', async () => {
  for (let n = 0; n < 250; n += 1) desk.mention(`${n}`);
  // The first page costs 0.52, the second 0.5: half of the ceiling is for what lies back.
  await desk.work({ dailyCeiling: 2 });
  await eventually(() => desk.heard().length === 200, { timeoutMs: 20_000 });
  await desk.healthIs(account, 'degraded', /read on tomorrow/);
  expect(desk.heard()).toHaveLength(200);
  await desk.rest();
  const before = asked();
  await desk.work({ dailyCeiling: 100 });
  await eventually(() => desk.heard().length === 250, { timeoutMs: 20_000 });
  // Also when what came late was looked for, and figures were read anew.
  await eventually(() => asked() > before + lateLooks, { timeoutMs: 20_000 });
  expect(desk.core.told()).toHaveLength(250);
}, 60_000);

it('looking for deletions leaves the money to what customers say, and goes on tomorrow where it stood', async () => {
  // What is compared with core each day is of the last hour.
  const earlier = Date.now() - 3 * 3_600_000;
  desk.server.compliance.isAllowed = false;
  const posts = Array.from({ length: 60 }, (_, n) => desk.mention(`${n}`, new Date(earlier + n * 1_000)));
  await desk.work();
  await eventually(() => desk.heard().length === 60, { timeoutMs: 20_000 });
  await desk.rest();
  desk.server.world.delete(posts[0]!);
  const looks = () => desk.server.asked.get('GET tweets') ?? 0;
  // 0.32 are spent, and two fifths of a day are 0.40: not enough to look at all sixty.
  await desk.work({ dailyCeiling: 1 }, 100);
  await eventually(() => looks() > 0, { timeoutMs: 10_000 });
  const fresh = desk.mention('still heard');
  await desk.hearing(fresh.id);
  const before = asked();
  await eventually(() => asked() > before + lateLooks, { timeoutMs: 20_000 });
  // What a look at what came late counts once more after a restart is no money of this.
  expect((await spent())!.deletionMicros).toBeLessThanOrEqual(80_000);
  expect(desk.core.deleted.size).toBe(0);
  await desk.rest();
  itIsDaysLater(1);
  await desk.work({ dailyCeiling: 1 }, 100);
  await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 10_000 });
  expect([...desk.core.deleted]).toEqual([posts[0]!.id]);
}, 60_000);

it('answers that begin at the same moment do not spend the same money: each knows what the others will cost', async () => {
  const complaint = desk.mention('it broke');
  // 0.025 are read; one answer with a link comes to 0.225.
  await desk.work({ dailyCeiling: 0.2, pollMs: 1 });
  await desk.hearing(complaint.id);
  await eventually(async () => (await spent())?.micros === 25_000, { timeoutMs: 10_000 });
  const commands = [1, 2, 3, 4].map((n) => desk.answer(account, complaint, `See https://shop.example/${n}`));
  await Promise.all(commands.map((command) => desk.core.publishSend(command)));
  const states = await Promise.all(
    commands.map(async ({ deliveryId }) => (await desk.receiptOf(deliveryId)).state),
  );
  expect(states.toSorted()).toEqual(['accepted', 'deferred', 'deferred', 'deferred']);
  expect(desk.answers()).toHaveLength(1);
  expect((await spent())!.micros).toBeLessThanOrEqual(225_000);
}, 60_000);
