import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

it('one sign-in serves reading and answering, a token that is over, and a restart', async () => {
  const account = desk.account();
  const { server } = desk;
  await desk.put(account);
  await desk.work();
  const first = desk.mention('one');
  await desk.hearing(first.uri);
  server.sessions.expireAccess();
  const second = desk.mention('two');
  await desk.hearing(second.uri);
  await desk.rest();
  await desk.work();
  const third = desk.mention('three');
  await desk.hearing(third.uri);
  const command = desk.answer(account, third, 'Here we are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
  expect(server.sessions.signIns).toBe(1);
}, 60_000);

it('a revoked app password makes one account red with what to do; another goes on; a new password mends it', async () => {
  const { server, us } = desk;
  const cafe = server.world.join('cafe.example');
  const [shop, other] = [desk.account(), desk.account(cafe)];
  await desk.put(shop);
  await desk.put(other);
  await desk.work();
  for (const account of [shop, other]) await desk.healthIs(account, 'ok');
  server.sessions.revoke(us);
  const { reason } = await desk.healthIs(shop, 'failed');
  expect(reason).toContain('make a new app password at Bluesky');
  const toCafe = server.world.post(desk.ada, '@cafe.example hello');
  await desk.hearing(toCafe.uri);
  // The server closed the sessions of both: each tried its password once more, and the other one works.
  expect(server.sessions.signIns).toBe(4);
  const missed = desk.mention('is anybody here?');
  const command = desk.answer(shop, missed, 'Here we are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({
    state: 'deferred',
    why: [{ code: 'wrong-password' }],
  });
  // Many rounds of the other account later nobody has tried the wrong password again.
  const asked = () => server.asked.get('app.bsky.notification.listNotifications')!;
  const before = asked();
  await eventually(() => asked() > before + 20, { timeoutMs: 20_000 });
  expect(server.sessions.signIns).toBe(4);
  await desk.put({ ...desk.account(us), accountId: shop.accountId, version: 1 });
  await desk.healthIs(shop, 'failed');
  await desk.put(desk.account(us, { accountId: shop.accountId, version: 2 }));
  await desk.hearing(missed.uri);
  await desk.healthIs(shop, 'ok');
}, 90_000);

it('a suspended account says so', async () => {
  desk.us.suspended = true;
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'failed');
  expect(reason).toContain('has suspended this account');
}, 60_000);
