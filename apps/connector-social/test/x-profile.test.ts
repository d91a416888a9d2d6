import type { ConnectedAccount } from '@filo/contracts';
import { askProfile } from './ask-profile.js';
import { XDesk } from './x-desk.js';

let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
}, 60_000);
afterEach(() => desk.close(), 60_000);

const ask = (key = desk.ada.id) => askProfile(desk.started, account, { key });
const spent = async () => {
  const bucket = await desk.state();
  return (await bucket.get<{ micros: number }>(`x-costs.${account.accountId}`))?.value.micros;
};
const asked = (name: string) => desk.server.asked.get(name) ?? 0;
/** Nothing is listened to meanwhile. */
const seldom = { pollMs: 600_000 };

it('shows who somebody is and their newest own posts, and counts what that costs', async () => {
  const { world } = desk.server;
  const bea = Object.assign(world.join('bea'), { bio: 'Lamps &amp; light', name: 'Bea' });
  for (let n = 0; n < 7; n += 1) world.post(bea, `Post ${n}`);
  world.post(bea, 'Only an answer', { replyTo: world.post(desk.ada, 'Hello') });
  await desk.work(seldom);
  await desk.healthIs(account, 'ok');
  const before = (await spent()) ?? 0;
  const told = await ask(bea.id);
  expect(told).toMatchObject({
    ok: true,
    profile: { name: 'Bea', handle: 'bea', bio: 'Lamps & light', followers: 7, following: 1, posts: 1 },
  });
  expect(told.ok && told.profile.recentPosts.map(({ text }) => text)).toEqual(
    [6, 5, 4, 3, 2].map((n) => `Post ${n}`),
  );
  // A user and five posts.
  expect((await spent())! - before).toBe(10_000 + 5 * 5_000);
}, 60_000);

it('both names that X has for a post are read', async () => {
  desk.server.spelling = 'post';
  desk.server.world.post(desk.ada, 'Hello');
  await desk.work(seldom);
  await desk.healthIs(account, 'ok');
  expect(await ask()).toMatchObject({ ok: true, profile: { posts: 1, recentPosts: [{ text: 'Hello' }] } });
}, 60_000);

it('is refused, and asks X nothing, once half of the day is spent: the rest is for what customers say', async () => {
  desk.mention('it broke');
  // 0.025 are read.
  await desk.work({ dailyCeiling: 0.05 });
  await desk.healthIs(account, 'degraded', /read less often/);
  const told = await ask();
  expect(told).toMatchObject({ ok: false, code: 'costs-reached' });
  expect(asked('GET users/:id')).toBe(0);
}, 60_000);

it('profiles that are opened at the same moment do not spend the same money', async () => {
  const many = Array.from({ length: 8 }, (_, n) => desk.server.world.join(`many${n}`));
  for (const one of many) for (let n = 0; n < 5; n += 1) desk.server.world.post(one, `Post ${n}`);
  // Ourself, and half of the ceiling for two profiles and a little more.
  await desk.work({ ...seldom, dailyCeiling: 0.17 });
  await desk.healthIs(account, 'ok');
  const told = await Promise.all(many.map(({ id }) => ask(id)));
  expect(told.filter(({ ok }) => ok)).toHaveLength(3);
  expect(await spent()).toBe(10_000 + 3 * 35_000);
}, 60_000);

it('posts of somebody who shows them to nobody else stay unseen and cost nothing; who is suspended is told of', async () => {
  desk.ada.protected = true;
  desk.server.world.post(desk.ada, 'In confidence');
  await desk.work(seldom);
  await desk.healthIs(account, 'ok');
  expect(await ask()).toMatchObject({ ok: true, profile: { isProtected: true, recentPosts: [] } });
  desk.ada.suspended = true;
  expect(await ask()).toMatchObject({ ok: false, code: 'no-such-profile' });
  desk.server.goDown();
  expect(await ask()).toMatchObject({ ok: false, code: 'unavailable' });
}, 60_000);
