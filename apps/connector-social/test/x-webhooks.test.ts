import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { XDesk } from './x-desk.js';

/** X is asked once at the start, and then not for an hour. */
const seldom = { pollMs: 3_600_000 };
let desk: XDesk;
let account: ConnectedAccount;
let webhookUrl: string;
beforeEach(async () => {
  desk = await XDesk.open();
  webhookUrl = await desk.openDoor();
  account = desk.account(desk.us, { settings: { webhookUrl } });
  await desk.put(account);
}, 60_000);
afterEach(() => desk.close(), 60_000);

const told = () => desk.server.hooks;
const arrived = (externalId: string) =>
  desk.core.arrived.filter((event) => event.type === 'message' && event.externalId === externalId);
/** Registered, subscribed, and read once. */
const listening = async () => {
  await eventually(() => told().activity.tells(desk.us), { timeoutMs: 20_000 });
  await desk.healthIs(account, 'ok');
};
const keptOpen = async () => (await desk.state()).keys(`x-told-open.${account.accountId}.>`);

it('what X tells is heard at once and as when it is asked: a post with its author and reach, a private message, an answer of ours', async () => {
  await desk.work(seldom);
  await listening();
  const { us, ada, server } = desk;
  const post = desk.mention('it <broke>');
  const lamp = { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), mediaType: 'image/png', alt: '' };
  const message = server.world.write(ada, us, 'Tom & Jerry', { pictures: [lamp] });
  const ours = server.world.post(us, 'Sorry!', { replyTo: post });
  // A quote is reach: X is not asked to tell, and takes money for each that it tells.
  const quote = server.world.post(ada, 'See how they are', { quotes: ours });
  expect(await told().tellPost(us, quote)).toEqual([]);
  expect(await told().tellPost(us, post)).toEqual([200]);
  expect(await told().tellMessage(us, message)).toEqual([200]);
  expect(await told().tellPost(us, ours)).toEqual([200]);
  const heard = [
    await desk.hearing(post.id),
    await desk.hearing(`dm:${message.id}`),
    await desk.hearing(ours.id),
  ];
  expect(heard[0]).toMatchObject({
    text: '@shop it <broke>',
    author: { key: ada.id },
    reach: { followers: 7 },
  });
  expect(heard[1]).toMatchObject({
    ...{ audience: 'private', direction: 'inbound', text: 'Tom & Jerry', sortAt: message.createdAt },
    author: { kind: 'x', key: ada.id, handle: 'ada', name: 'ada' },
    ...{ attachments: [{ name: 'picture-1.png' }], marks: [] },
  });
  expect(heard[2]).toMatchObject({ direction: 'outbound', inReplyTo: [`x:${post.id}`] });
  await eventually(async () => (await keptOpen()).length === 0, { timeoutMs: 10_000 });
  expect(desk.heard()).toHaveLength(3);
  // Each look costs, and anybody may quote.
  const looks = server.answered.filter(({ request }) => request === 'GET tweets');
  const asked = looks.flatMap(({ query }) => new Map(query).get('ids')?.split(',') ?? []);
  expect(new Set(asked)).toEqual(new Set([post.id, ours.id]));
  // As X says it when it is asked.
  const asTold = heard[1];
  await desk.rest();
  desk.core.ledger.clear();
  await desk.put(
    desk.account(us, { accountId: account.accountId, version: 2, importSince: new Date(0).toISOString() }),
  );
  const bucket = await desk.state();
  for (const key of await bucket.keys('cursor.>')) await bucket.delete(key);
  await desk.work();
  const asAsked = await desk.hearing(`dm:${message.id}`);
  expect({ ...asTold, eventId: '' }).toEqual({ ...asAsked, eventId: '' });
}, 60_000);

it('webhooks and asking beside each other give every word once', async () => {
  await desk.work({ pollMs: 20 });
  await listening();
  const { us, ada, server } = desk;
  const posts = Array.from({ length: 30 }, (_, n) => desk.mention(`${n}`));
  const messages = Array.from({ length: 30 }, (_, n) => server.world.write(ada, us, `word ${n}`));
  const statuses = await Promise.all([
    ...posts.map((post) => told().tellPost(us, post)),
    ...posts.map((post) => told().tellPost(us, post)),
    ...messages.map((message) => told().tellMessage(us, message)),
  ]);
  expect(new Set(statuses.flat())).toEqual(new Set([200]));
  await eventually(() => desk.heard().length === 60, { timeoutMs: 20_000 });
  await eventually(async () => (await keptOpen()).length === 0, { timeoutMs: 20_000 });
  expect(desk.heard()).toHaveLength(60);
}, 60_000);

it('what the former API still tells is read where X has no other for this app, and nothing is subscribed there', async () => {
  told().activity.max = 0;
  told().former.add(desk.us.id);
  await desk.work(seldom);
  const { reason } = await desk.healthIs(account, 'degraded', /asked instead/);
  expect(reason).toContain('may lack the X Activity API');
  expect(reason).toContain('different access level');
  const post = desk.mention('told as before');
  expect(await told().tellPost(desk.us, post)).toEqual([200]);
  await desk.hearing(post.id);
  const asked = [...desk.server.asked.keys()].filter((request) => request.includes('account_activity'));
  expect(asked).toEqual([]);
  // Once it has, the former would tell the same twice.
  await desk.rest();
  told().activity.max = 1_500;
  await desk.work(seldom);
  await eventually(() => !told().former.has(desk.us.id), { timeoutMs: 20_000 });
  expect(told().activity.tells(desk.us)).toBe(true);
}, 60_000);

it('what X does not tell of is named, and asked for; what it does is told', async () => {
  told().activity.refused.add('dm.received');
  const message = desk.server.world.write(desk.ada, desk.us, 'Hello');
  await desk.work(seldom);
  const { reason, why } = await desk.healthIs(account, 'degraded', /asked for them instead/);
  const kind = { code: 'x-tells-not-of', with: { kind: 'received' } };
  expect(why?.slice(0, 2)).toEqual([{ code: 'x-tells-not-all' }, kind]);
  expect(reason).toContain('does not tell at once of direct messages to us:');
  await desk.hearing(`dm:${message.id}`);
  const post = desk.mention('it broke');
  expect(await told().tellPost(desk.us, post)).toEqual([200]);
  await desk.hearing(post.id);
}, 60_000);

it('each kind is subscribed once, whoever did it too, and no more is told once the money of the day is spent', async () => {
  const kinds = ['dm.received', 'dm.sent', 'post.create', 'post.mention.create', 'post.reply.create'];
  const subscribed = () => told().activity.all.map(({ event_type }) => event_type);
  await desk.work(seldom);
  await listening();
  expect(subscribed().toSorted()).toEqual(kinds);
  const [first, other] = [told().activity.all[0]!, desk.server.world.join('bob')];
  told().activity.subscribe(desk.us, { ...first });
  told().activity.subscribe(other, { ...first, filter: { user_id: other.id } });
  await desk.rest();
  await desk.work(seldom);
  const ofUs = () => told().activity.all.filter(({ filter }) => filter.user_id === desk.us.id);
  await eventually(() => ofUs().length === 5, { timeoutMs: 20_000 });
  await desk.healthIs(account, 'ok');
  const post = desk.mention('what is told costs');
  const before = await desk.spent(account);
  await told().tellPost(desk.us, post);
  await desk.hearing(post.id);
  // The event and the look at it, its author known.
  await eventually(async () => (await desk.spent(account)) - before >= 0.01, { timeoutMs: 10_000 });
  await desk.rest();
  // Whatever is remembered of it.
  const bucket = await desk.state();
  for (const key of [...(await bucket.keys('cursor.>')), ...(await bucket.keys('x-places.>'))])
    await bucket.delete(key);
  await desk.work({ ...seldom, dailyCeiling: 0.01 });
  await desk.healthIs(account, 'degraded', /takes money for what it tells/);
  expect(ofUs()).toEqual([]);
  expect(told().activity.tells(other)).toBe(true);
}, 60_000);

it('an answer of ours that is taken back stays in the thread although X tells; what X may tell of others is followed', async () => {
  await desk.work(seldom);
  await listening();
  const { us, server } = desk;
  // The former API may tell of what others delete.
  told().former.add(us.id);
  const asked = desk.mention('it broke');
  const ours = server.world.post(us, 'Sorry!', { replyTo: asked });
  for (const post of [asked, ours]) {
    expect(await told().tellPost(us, post)).toEqual([200, 200]);
    await desk.hearing(post.id);
  }
  for (const post of [ours, asked]) {
    server.world.delete(post);
    expect(await told().tellDeletion(us, post)).toEqual([200]);
  }
  await eventually(() => desk.core.deleted.has(asked.id), { timeoutMs: 10_000 });
  await eventually(async () => (await keptOpen()).length === 0, { timeoutMs: 10_000 });
  expect([...desk.core.deleted]).toEqual([asked.id]);
}, 60_000);

it('yes means that it lies on the bus: what could not be delivered yet is delivered by whoever comes next', async () => {
  await desk.work(seldom);
  await listening();
  const post = desk.mention('do not lose me');
  desk.server.faults.plan('GET tweets', 'cut', { times: 1_000 });
  expect(await told().tellPost(desk.us, post)).toEqual([200]);
  expect(await keptOpen()).toHaveLength(1);
  await desk.rest();
  expect(desk.heard()).toEqual([]);
  desk.server.faults.plan('GET tweets', 'cut', { times: 0 });
  desk.server.faults.plan('GET users/:id/mentions', 'broken', { times: 1_000 });
  await desk.work(seldom);
  await desk.hearing(post.id);
  await eventually(async () => (await keptOpen()).length === 0, { timeoutMs: 10_000 });
}, 60_000);

it('a forged word is refused, an old one too, and one that comes again is known', async () => {
  await desk.work(seldom);
  await listening();
  const [post, late] = [desk.mention('hello'), desk.mention('late')];
  expect(await told().tellPost(desk.us, post, { forged: 'another secret' })).toEqual([403]);
  expect(await told().tellPost(desk.us, post, { forged: 'challenge' })).toEqual([403]);
  expect(await told().tellPost(desk.us, late, { at: new Date(Date.now() - 25 * 3_600_000) })).toEqual([403]);
  expect(await told().tellPost(desk.us, post)).toEqual([200]);
  await desk.hearing(post.id);
  await eventually(async () => (await keptOpen()).length === 0, { timeoutMs: 10_000 });
  expect(await told().tellPost(desk.us, post)).toEqual([200]);
  expect(await keptOpen()).toEqual([]);
  expect(arrived(post.id)).toHaveLength(1);
  expect(desk.heard()).toHaveLength(1);
}, 60_000);

it('a webhook that X holds for broken is shown to it anew, and one that is switched off is left', async () => {
  await desk.work(seldom);
  await listening();
  const [hook] = told().all;
  hook!.valid = false;
  await desk.rest();
  await desk.work(seldom);
  await eventually(() => hook!.valid, { timeoutMs: 20_000 });
  expect(told().all).toHaveLength(1);
  await desk.put(desk.account(desk.us, { accountId: account.accountId, version: 2 }));
  await eventually(() => !told().activity.tells(desk.us), { timeoutMs: 20_000 });
}, 60_000);

it('where X does not reach us the account says so with what X says, and is read by asking', async () => {
  const elsewhere = {
    settings: { webhookUrl: 'http://127.0.0.1:9' },
    accountId: account.accountId,
    version: 2,
  };
  await desk.put(desk.account(desk.us, elsewhere));
  const post = desk.mention('hello');
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded', /asked instead/);
  expect(reason).toContain('X says: CRC validation failed');
  await desk.hearing(post.id);
}, 60_000);

it('X tells nothing more of an account that is paused, or gone', async () => {
  await desk.work(seldom);
  await listening();
  const { accountId } = account;
  const isTold = (wanted: boolean) =>
    eventually(() => told().activity.tells(desk.us) === wanted, { timeoutMs: 20_000 });
  const settings = { webhookUrl };
  await desk.put(desk.account(desk.us, { accountId, settings, state: 'paused', version: 2 }));
  await isTold(false);
  await desk.put(desk.account(desk.us, { accountId, settings, version: 3 }));
  await isTold(true);
  await desk.core.removeAccount('x', accountId);
  await isTold(false);
}, 60_000);

it('another address takes the place of the former one, where X allows an app one', async () => {
  await desk.work(seldom);
  await listening();
  const [former] = told().all;
  const settings = { webhookUrl: webhookUrl.replace('127.0.0.1', 'localhost') };
  await desk.put(desk.account(desk.us, { accountId: account.accountId, settings, version: 2 }));
  await eventually(() => told().all.some(({ url }) => url.startsWith(settings.webhookUrl)), {
    timeoutMs: 20_000,
  });
  expect(told().all).not.toContain(former);
  await eventually(
    () => told().activity.all.every(({ webhook_id: hookId }) => hookId === told().all[0]!.id),
    { timeoutMs: 20_000 },
  );
  expect(told().activity.all).toHaveLength(5);
  await desk.healthIs(account, 'ok');
}, 60_000);
