import type { ConnectedAccount } from '@filo/contracts';
import { eventually, inTime } from '@filo/testing';
import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { MastodonDesk } from './mastodon-desk.js';

let desk: MastodonDesk;
let blue: MastodonServer;
let there: { us: Actor; ada: Actor; account: ConnectedAccount };
let here: ConnectedAccount;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  blue = new MastodonServer();
  await blue.start();
  const [us, ada] = [blue.world.join('cafe'), blue.world.join('ada@other.example')];
  here = desk.account();
  there = { us, ada, account: desk.account({}, { server: blue, us }) };
  await desk.put(here);
  await desk.put(there.account);
  await desk.work();
}, 60_000);
afterEach(async () => {
  await desk.close();
  await blue.stop();
}, 60_000);

const at = (account: ConnectedAccount, text: string) =>
  eventually(
    () => desk.heard().find((one) => one.accountId === account.accountId && one.text.includes(text)),
    { timeoutMs: 20_000 },
  );

it('a post that two instances tell of has two ids and one name, and what it answers is named the same at both', async () => {
  const first = desk.mention('it broke');
  // Their instances number posts each by itself.
  const same = blue.world.post(there.ada, '@cafe it broke', { sameAs: first });
  const [one, two] = [await at(here, 'it broke'), await at(there.account, 'it broke')];
  expect(one.externalId).not.toBe(two.externalId);
  expect([one.sameAs, two.sameAs]).toEqual([first.uri, first.uri]);
  blue.world.post(there.ada, '@cafe and it smells', { replyTo: same });
  const answer = await at(there.account, 'it smells');
  expect(answer).toMatchObject({
    inReplyTo: [`${blue.url}/statuses/${same.id}`],
    references: [first.uri],
  });
}, 60_000);

it('who answers our answer and names another account of ours answers our message there, too', async () => {
  const complaint = desk.mention('it broke');
  await at(here, 'it broke');
  const command = desk.answer(here, complaint);
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  const [ours] = desk.answers();
  const shop = blue.world.join(`shop@${new URL(desk.server.url).host}`);
  const known = blue.world.post(shop, 'Sorry!', { sameAs: ours! });
  blue.world.post(there.ada, '@cafe they say sorry', { replyTo: known });
  expect((await at(there.account, 'they say sorry')).inReplyTo).toEqual([
    command.threadingId,
    `${blue.url}/statuses/${known.id}`,
  ]);
}, 60_000);

it('a name that is not of its author’s server is none', async () => {
  const foreign = { uri: 'https://bank.example/users/boss/statuses/1' };
  blue.world.post(there.ada, '@cafe I am the bank', { sameAs: foreign });
  expect(await at(there.account, 'I am the bank')).not.toHaveProperty('sameAs');
}, 60_000);

it('an instance that cannot be asked for several posts tells of a mention that answers somebody else all the same', async () => {
  const above = blue.world.post(there.ada, 'nothing to you');
  blue.faults.plan('GET /api/v1/statuses', 'route-404', 1_000);
  blue.world.post(there.ada, '@cafe look at this', { replyTo: above });
  expect(await at(there.account, 'look at this')).toMatchObject({
    inReplyTo: [`${blue.url}/statuses/${above.id}`],
    references: [],
  });
}, 60_000);

it('an instance whose store of pictures hangs holds up no other account, and its own words only for a while', async () => {
  const lamp = { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), mediaType: 'image/png', alt: 'A lamp' };
  desk.server.media.hangs = true;
  const asked = desk.server.requests;
  const pictures = [lamp, lamp, lamp, lamp];
  const many = Array.from({ length: 12 }, (_, n) => desk.mention(`slow ${n}.`, { pictures }));
  await eventually(() => desk.server.requests > asked + 4);
  blue.world.post(there.ada, '@cafe it broke', { pictures: [lamp] });
  const others = await inTime(5_000, () =>
    eventually(() => desk.heard().find(({ accountId }) => accountId === there.account.accountId)),
  );
  expect([others.attachments.length, others.marks]).toEqual([1, []]);
  for (const status of many)
    expect((await desk.hearing(status)).marks).toContainEqual(
      expect.objectContaining({ code: 'picture-not-fetched' }),
    );
}, 60_000);
