import { HookBook } from '../src/platforms/x/webhooks/hook-book.js';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { XDesk, xOptions } from './x-desk.js';

let desk: XDesk;
beforeEach(async () => {
  desk = await XDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const verify = (secrets: Record<string, string>, handle = 'shop') =>
  new XChannel(xOptions(desk.server.url)).verify({ ...desk.account(), address: handle }, secrets);

it('revoked keys make one account red with what to do; another goes on; new keys mend it', async () => {
  const { server, us } = desk;
  const cafe = server.world.join('cafe');
  const [shop, other] = [desk.account(), desk.account(cafe)];
  await desk.put(shop);
  await desk.put(other);
  await desk.work();
  await desk.healthIs(shop, 'ok');
  server.world.revoke(us);
  const { reason } = await desk.healthIs(shop, 'failed');
  expect(reason).toContain('make new ones on the page of your app at X');
  const toCafe = server.world.post(desk.ada, '@cafe hello');
  await desk.hearing(toCafe.id);
  const missed = desk.mention('is anybody here?');
  const command = desk.answer(shop, missed, 'Here we are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({
    state: 'deferred',
    why: [{ code: 'keys-refused' }],
  });
  await desk.put(desk.account(us, { accountId: shop.accountId, version: 2 }));
  await desk.hearing(missed.id);
  await desk.healthIs(shop, 'ok');
}, 90_000);

it('a suspended account says so, and so does one without a line to X', async () => {
  desk.us.suspended = true;
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  expect((await desk.healthIs(account, 'failed')).reason).toContain('has suspended this account');
  desk.us.suspended = false;
  desk.server.goDown();
  await desk.put(desk.account(desk.us, { accountId: account.accountId, version: 2 }));
  expect((await desk.healthIs(account, 'failed', /line/)).reason).toContain('it is tried again');
}, 60_000);

it('a protected account works, and is told who sees its answers', async () => {
  desk.us.protected = true;
  const account = desk.account();
  const post = desk.mention('hello');
  await desk.put(account);
  await desk.work();
  await desk.hearing(post.id);
  const { reason, limits } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('only its followers see');
  expect(limits?.allowed).toEqual({ followersOnly: true });
}, 60_000);

it('an app that may not read messages reads mentions, and says what it may not', async () => {
  desk.server.mayReadMessages = false;
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  const post = desk.mention('hello');
  await desk.hearing(post.id);
  const { reason } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('Direct messages are not read, mentions are');
}, 60_000);

it('a test says when X is to tell what happens and no port is open for it', async () => {
  const keys = desk.server.world.grant(desk.us);
  const account = { ...desk.account(), settings: { webhookUrl: 'https://hooks.shop.example' } };
  const verify = (hooks?: HookBook) => new XChannel(xOptions(desk.server.url), hooks).verify(account, keys);
  expect((await verify()).at(-1)).toMatchObject({ name: 'webhook', ok: false, code: 'no-webhook-port' });
  expect((await verify(new HookBook())).at(-1)).toMatchObject({ name: 'webhook', ok: true });
  expect(desk.server.hooks.all).toEqual([]);
  const unsafe = { ...account, settings: { webhookUrl: 'http://hooks.shop.example' } };
  expect(() => new XChannel(xOptions(desk.server.url)).verify(unsafe, keys)).toThrow(
    'must begin with https://',
  );
}, 60_000);

it('a test of the keys says whose they are, and refuses those of another account or none', async () => {
  const keys = desk.server.world.grant(desk.us);
  const good = await verify(keys);
  expect(good.map(({ name, ok }) => [name, ok])).toEqual([
    ['sign-in', true],
    ['reading', true],
    ['messages', true],
  ]);
  expect(good[0]!.message).toContain(`@shop (${desk.us.id})`);
  expect((await verify(keys, 'cafe'))[0]).toMatchObject({ ok: false, code: 'other-account' });
  expect((await verify({ ...keys, appSecret: 'wrong' }))[0]).toMatchObject({
    ok: false,
    code: 'keys-refused',
  });
  expect((await verify({ ...keys, accessSecret: 'wrong' }))[0]).toMatchObject({
    ok: false,
    code: 'keys-refused',
  });
  expect(() => verify({ appKey: 'alone' })).toThrow('X needs four keys');
  desk.server.goDown();
  expect((await verify(keys))[0]).toMatchObject({ ok: false, code: 'unreachable' });
}, 60_000);
