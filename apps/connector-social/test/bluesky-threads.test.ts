import type { ConnectedAccount, SendInput } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';

const create = 'com.atproto.repo.createRecord';
const parts = ['We are sorry. 1/3', 'It leaves today. 2/3', 'Tell us when it comes. 3/3'];

let desk: BlueskyDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const longAnswer = () => ({ ...desk.answer(account, desk.mention('it broke'), parts.join(' ')), parts });
/** Another delivery of the same message, as core makes when it has not heard of the first. */
const again = (command: SendInput) => {
  const { eventId, deliveryId } = desk.answer(account, desk.mention('again'), '');
  return { ...command, attempt: 2, eventId, deliveryId };
};
const takeBackOf = ({ messageId, channel }: SendInput, externalIds: string[] = []) =>
  desk.takeBack({ channel, messageId, accountId: account.accountId, externalIds });
/** Oldest first. */
const texts = () =>
  desk
    .answers()
    .toReversed()
    .map(({ record }) => record.text);

it('an answer in parts stands as posts each below the one before, and the receipt names all', async () => {
  const command = longAnswer();
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command.deliveryId);
  const [first, second, third] = desk.answers().toReversed();
  expect(texts()).toEqual(parts);
  expect(receipt).toMatchObject({ state: 'accepted', externalId: first!.uri });
  expect(receipt.externalIds).toEqual([first!.uri, second!.uri, third!.uri]);
  expect(receipt.permalinks!.every((link) => link!.startsWith('https://bsky.app/profile/did:'))).toBe(true);
  const root = { uri: command.inReplyTo, cid: desk.server.world.posts.get(command.inReplyTo!)!.cid };
  expect([second, third].map((post) => post!.record.reply)).toEqual([
    { root, parent: { uri: first!.uri, cid: first!.cid } },
    { root, parent: { uri: second!.uri, cid: second!.cid } },
  ]);
}, 60_000);

it('an attempt that ended between two parts is gone on with, and no part is posted twice', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'cut', { after: 1 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'unknown' });
  expect(texts()).toEqual(parts.slice(0, 1));
  const next = again(command);
  await desk.core.publishSend(next);
  expect(await desk.receiptOf(next.deliveryId)).toMatchObject({ state: 'accepted', attempt: 2 });
  expect(texts()).toEqual(parts);
}, 60_000);

it.each(['gone', 'closed'])(
  'part 1 of an answer whose post is %s meanwhile is not said to be nothing',
  async (how) => {
    const command = longAnswer();
    desk.server.faults.plan(create, 'cut', { after: 1 });
    await desk.core.publishSend(command);
    await desk.receiptOf(command.deliveryId);
    if (how === 'gone') desk.server.world.posts.delete(command.inReplyTo!);
    else desk.server.world.closed.add(command.inReplyTo!);
    const next = again(command);
    await desk.core.publishSend(next);
    const receipt = await desk.receiptOf(next.deliveryId);
    if (how === 'gone') {
      expect(receipt).toMatchObject({ state: 'accepted' });
      expect(texts()).toEqual(parts);
      return;
    }
    expect(receipt).toMatchObject({
      ...{ state: 'failed', code: 'replies-closed' },
      why: [{ code: 'parts-stand', with: { part: 1, of: 3 } }, { code: 'replies-closed' }],
      detail: expect.stringContaining('1 of 3 parts were posted'),
      externalIds: desk.answers().map(({ uri }) => uri),
    });
    expect(texts()).toEqual(parts.slice(0, 1));
  },
  60_000,
);

it('a limit between two parts is said with the parts that stand', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'rate-limited', { after: 1 });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command.deliveryId);
  expect(receipt).toMatchObject({
    ...{ state: 'deferred', detail: expect.stringContaining('1 of 3 parts') },
    why: [{ code: 'parts-stand' }, { code: 'rate-limited' }],
  });
  expect(receipt.externalIds).toEqual(desk.answers().map(({ uri }) => uri));
}, 60_000);

it('a line that is cut after a part was taken posts it once', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'cut-after', { after: 1 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted', attempt: 1 });
  expect(texts()).toEqual(parts);
}, 60_000);

it('a part that is refused says how many stand there', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'refused', { after: 2 });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command.deliveryId);
  expect(receipt).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining('2 of 3 parts were posted'),
  });
  const standing = desk.answers().toReversed();
  expect([standing.length, receipt.externalIds]).toEqual([2, standing.map(({ uri }) => uri)]);
}, 60_000);

it('taking back deletes all parts, also those that no receipt named, and nothing of another message', async () => {
  const [kept, gone, half] = [longAnswer(), longAnswer(), longAnswer()];
  for (const command of [kept, gone]) {
    await desk.core.publishSend(command);
    await desk.receiptOf(command.deliveryId);
  }
  desk.server.faults.plan(create, 'refused', { after: 1 });
  await desk.core.publishSend(half);
  await desk.receiptOf(half.deliveryId);
  expect(texts()).toHaveLength(7);
  const { externalIds } = await desk.receiptOf(gone.deliveryId);
  expect(await takeBackOf(gone, externalIds)).toEqual({ ok: true });
  expect(await takeBackOf(half)).toEqual({ ok: true });
  expect(texts()).toEqual(parts);
  expect(await takeBackOf(half)).toEqual({ ok: true });
}, 60_000);

it('taking back says why it could not, and can be asked again', async () => {
  const command = longAnswer();
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  desk.server.goDown();
  expect(await takeBackOf(command)).toMatchObject({ ok: false, code: 'unavailable' });
  expect(desk.answers()).toHaveLength(3);
  desk.server.outage = undefined;
  await eventually(async () => (await takeBackOf(command)).ok, { timeoutMs: 20_000 });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);
