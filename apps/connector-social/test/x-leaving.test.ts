import type { AccountHealth, ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { XDesk } from './x-desk.js';

/** X is asked once at the start, and then not for an hour. */
const seldom = { pollMs: 3_600_000 };
const removal = 'DELETE activity/subscriptions/:id';
let desk: XDesk;
let account: ConnectedAccount;
let settings: { webhookUrl: string };
beforeEach(async () => {
  desk = await XDesk.open();
  desk.server.limitedMs = 100;
  settings = { webhookUrl: await desk.openDoor() };
  account = desk.account(desk.us, { settings });
  await desk.put(account);
}, 60_000);
afterEach(() => desk.close(), 60_000);

const subscribed = () => desk.server.hooks.activity.all;
const listening = async () => {
  await eventually(() => subscribed().length === 5, { timeoutMs: 20_000 });
  await desk.healthIs(account, 'ok', /tells at once/);
};
/** By the word of any replica; listening has words of its own. */
const doorIs = (state: string, words: RegExp) =>
  eventually(
    async () => {
      const bucket = await desk.state();
      const said = (await bucket.keys(`health.${account.accountId}.*`)).map((key) =>
        bucket.get<AccountHealth>(key),
      );
      const doors = (await Promise.all(said)).map((entry) => entry?.value.duties?.['door']);
      return doors.find((door) => door?.state === state && words.test(door.reason));
    },
    { timeoutMs: 20_000 },
  );
const nothingIsTold = () => eventually(() => subscribed().length === 0, { timeoutMs: 20_000 });
const changed = (version: number, over: Partial<ConnectedAccount> = {}) =>
  desk.put(desk.account(desk.us, { accountId: account.accountId, version, ...over }));
const remembered = async () => (await desk.state()).keys('x-places.>');

it('X that does not let itself be told to stop is told again, and a paused account says so meanwhile', async () => {
  await desk.work(seldom);
  await listening();
  desk.server.faults.plan(removal, 'rate-limited', { times: 2, after: 1 });
  await changed(2, { settings, state: 'paused' });
  await doorIs('degraded', /could not be told to stop: .*takes money/);
  await nothingIsTold();
  await doorIs('ok', /^paused$/);
  await eventually(async () => (await remembered()).length === 0, { timeoutMs: 10_000 });
}, 60_000);

it('a refusal is not taken for gone: once the keys are good again, X is told to stop', async () => {
  await desk.work(seldom);
  await listening();
  const { app } = desk.server.world;
  const { secret } = app;
  const { accountId } = account;
  const paused = desk.account(desk.us, { accountId, settings, version: 2, state: 'paused' });
  Object.assign(app, { secret: 'made anew at X' });
  await desk.put(paused);
  await doorIs('degraded', /could not be told to stop: .*does not take these keys/);
  expect(subscribed()).toHaveLength(5);
  Object.assign(app, { secret });
  desk.server.faults.plan(removal, 'refused', { times: 1 });
  await nothingIsTold();
}, 60_000);

it('paused and at work again at once, everything is told: what was under way to leave stops', async () => {
  await desk.work(seldom);
  await listening();
  desk.server.slowMs = 700;
  desk.server.faults.plan(removal, 'slow-after');
  await changed(2, { settings, state: 'paused' });
  await eventually(() => desk.server.asked.get(removal) === 1, { timeoutMs: 10_000 });
  await changed(3, { settings });
  await listening();
  expect(desk.server.asked.get(removal)).toBe(1);
  // Slower than what was under way.
  desk.server.faults.plan('GET tweets', 'slow-after');
  const post = desk.mention('are you there?');
  expect(await desk.server.hooks.tellPost(desk.us, post)).toEqual([200]);
  await desk.hearing(post.id);
  await desk.rest();
  expect(subscribed()).toHaveLength(5);
}, 60_000);

it('X that goes on telling although the money of the day is spent is named', async () => {
  await desk.work(seldom);
  await listening();
  desk.server.faults.plan(removal, 'refused', { times: 1_000 });
  const post = desk.mention('what is told costs');
  await desk.server.hooks.tellPost(desk.us, post);
  await desk.hearing(post.id);
  await eventually(async () => (await desk.spent(account)) >= 0.01, { timeoutMs: 10_000 });
  await desk.rest();
  await desk.work({ ...seldom, dailyCeiling: 0.01 });
  const { reason } = await doorIs('degraded', /goes on telling, and takes money/);
  expect(reason).not.toContain('asked instead');
  await desk.rest();
  // What the former API tells is not unsubscribed, since nobody could subscribe to it again.
  desk.server.faults.plan(removal, 'refused', { times: 0 });
  const bucket = await desk.state();
  for (const key of await bucket.keys('cursor.>')) await bucket.delete(key);
  await desk.work({ ...seldom, dailyCeiling: 0.01 });
  await doorIs('degraded', /former API may still tell/);
  expect(subscribed()).toEqual([]);
}, 60_000);

it('an account that is removed while X is away is left once X is there, and nothing is kept of it', async () => {
  await desk.work(seldom);
  await listening();
  desk.server.faults.plan(removal, 'rate-limited', { times: 2 });
  await desk.core.removeAccount('x', account.accountId);
  await eventually(() => /removed here, and takes money/.test(desk.ofGone ?? ''), { timeoutMs: 10_000 });
  await nothingIsTold();
  await eventually(() => desk.ofGone === undefined, { timeoutMs: 10_000 });
  expect(await remembered()).toEqual([]);
}, 60_000);

it('an account that is removed while nobody serves it is left by whoever comes next; others stay', async () => {
  const bob = desk.account(desk.server.world.join('bob'), { settings });
  await desk.work(seldom);
  await listening();
  await desk.put(bob);
  await eventually(() => subscribed().length === 10, { timeoutMs: 20_000 });
  await desk.healthIs(bob, 'ok', /tells at once/);
  await desk.rest();
  await desk.core.removeAccount('x', account.accountId);
  await desk.work(seldom);
  await eventually(() => !desk.server.hooks.activity.tells(desk.us), { timeoutMs: 20_000 });
  await eventually(async () => (await remembered()).length === 1, { timeoutMs: 10_000 });
  expect(subscribed()).toHaveLength(5);
  await desk.healthIs(bob, 'ok', /tells at once/);
}, 60_000);
