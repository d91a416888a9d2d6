import { eventually } from '@filo/testing';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { MastodonDesk } from './mastodon-desk.js';

let desk: MastodonDesk;
beforeEach(async () => {
  desk = await MastodonDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const verify = (accessToken: string, over: Parameters<MastodonDesk['account']>[0] = {}) =>
  new MastodonChannel({ pollMs: 50, goneAfterMs: 0 }).verify(desk.account(over), { accessToken });

it('a test of an account says who it is, and posts nothing', async () => {
  const results = await verify(desk.server.tokens.give(desk.us));
  expect(results.map(({ name, ok }) => [name, ok])).toEqual([
    ...[['sign-in', true], ['reading', true], ['looking', true], ['posting', true]], // prettier-ignore
  ]);
  const { host } = new URL(desk.server.url);
  expect(results[0]!.message).toContain(`@shop@${host}`);
  expect(desk.server.world.statuses.size).toBe(0);
}, 60_000);

it('a test of an account at an old instance works, and says what is missing there', async () => {
  desk.server.world.version = '4.1.22';
  const results = await verify(desk.server.tokens.give(desk.us));
  desk.server.world.version = '4.5.0';
  expect(results.at(-1)).toMatchObject({
    ...{ name: 'version', ok: true, message: expect.stringContaining('runs Mastodon 4.1.22') as string },
    why: [{ code: 'instance-before-4-2', with: { version: 'Mastodon 4.1.22' } }],
  });
  expect(results.every(({ ok }) => ok)).toBe(true);
}, 60_000);

it('a test of an account names the scope that is missing', async () => {
  const results = await verify(desk.server.tokens.give(desk.us, ['read']));
  expect(results.at(-1)).toMatchObject({ name: 'posting', ok: false, code: 'scope-missing' });
  expect(results.at(-1)!.message).toContain('write:statuses');
  expect(results.slice(0, -1).every(({ ok }) => ok)).toBe(true);
}, 60_000);

it('the token of another account is not taken for this one', async () => {
  const cafe = desk.server.tokens.give(desk.server.world.join('cafe'));
  expect(await verify(cafe)).toMatchObject([{ name: 'sign-in', ok: false, code: 'other-account' }]);
  const { host } = new URL(desk.server.url);
  const token = desk.server.tokens.give(desk.us);
  for (const address of ['@shop', `shop@${host}`, `@Shop@${host}`])
    expect((await verify(token, { address }))[0]).toMatchObject({ ok: true });
  expect((await verify(token, { address: 'shop@else.example' }))[0]).toMatchObject({ ok: false });
}, 60_000);

it('a token goes to no address without encryption', async () => {
  const settings = { instance: 'http://social.example' };
  await expect(async () => verify('x', { settings })).rejects.toThrow('must be reached by https');
}, 60_000);

it('a revoked token makes one account red with what to do; another goes on; a new token mends it', async () => {
  const { server } = desk;
  const cafe = server.world.join('cafe');
  const [shop, other] = [desk.account(), desk.account({}, { server, us: cafe })];
  await desk.put(shop);
  await desk.put(other);
  await desk.work();
  await desk.healthIs(shop, 'ok');
  server.tokens.revoke(desk.us);
  const { reason } = await desk.healthIs(shop, 'failed');
  expect(reason).toContain('make a new one at the instance');
  await desk.hearing(server.world.post(desk.ada, '@cafe hello'));
  const missed = desk.mention('is anybody here?');
  const command = desk.answer(shop, missed);
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({
    state: 'deferred',
    why: [{ code: 'token-revoked' }],
  });
  await desk.put(desk.account({ accountId: shop.accountId, version: 2 }));
  await desk.hearing(missed);
  await desk.healthIs(shop, 'ok');
}, 90_000);

it('a suspended account says so', async () => {
  desk.us.suspended = true;
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  expect((await desk.healthIs(account, 'failed')).reason).toContain('has closed this account to us');
}, 60_000);

it('an instance that is down, or answers as something else, says what is safe and what to do', async () => {
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  await desk.healthIs(account, 'ok');
  desk.server.faults.plan('GET /api/v1/notifications', 'gateway', 3);
  expect((await desk.healthIs(account, 'failed')).reason).toContain('does not answer as it should');
  await desk.healthIs(account, 'ok');
  desk.server.goDown();
  const { reason } = await desk.healthIs(account, 'failed');
  expect(reason).toContain('Nothing is lost');
  desk.server.outage = undefined;
  await desk.hearing(desk.mention('are you back?'));
  await desk.healthIs(account, 'ok');
}, 60_000);

it('what the instance allows is told with the account, also when it takes less from now on', async () => {
  const { server } = desk;
  server.limits.maxCharacters = 1_000;
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  const allowed = async () => (await desk.core.healthOf('mastodon', account.accountId))?.limits?.allowed;
  await eventually(async () => (await allowed()) !== undefined, { timeoutMs: 20_000 });
  expect(await allowed()).toEqual({
    ...{ charactersMax: 1_000, perAddress: 23, picturesMax: 4 },
    ...{ pictureBytesMax: server.media.imageSizeLimit, altMax: server.media.descriptionLimit },
    pictureTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  });
  server.limits.maxCharacters = 300;
  await eventually(async () => (await allowed())?.charactersMax === 300, { timeoutMs: 20_000 });
}, 60_000);

it('an instance that does not say what it allows is read all the same', async () => {
  desk.server.faults.plan('GET /api/v2/instance', 'gateway', 1_000);
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  await desk.hearing(desk.mention('hello'));
  const health = await desk.healthIs(account, 'ok');
  expect(health.limits).toBeUndefined();
  // Core asks of an answer what its connector says that it obeys, whatever the instance tells.
  expect(health.besideWords).toEqual(['readers', 'contentWarning', 'language']);
}, 60_000);
