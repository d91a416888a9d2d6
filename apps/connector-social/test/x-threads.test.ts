import type { ConnectedAccount, SendInput } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { limitsFor, measureText, splitText } from '@filo/text-limits';
import descriptor from '../src/platforms/x/descriptor.json' with { type: 'json' };
import { XDesk } from './x-desk.js';

const create = 'POST tweets';
const parts = ['We are sorry. 1/3', 'It leaves today. 2/3', 'Tell us when it comes. 3/3'];

let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
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
    .map(({ text }) => text.replace(/^@ada /, ''));

it('an answer in parts stands as posts each below the one before, and the receipt names all', async () => {
  const command = longAnswer();
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command.deliveryId);
  const [first, second, third] = desk.answers().toReversed();
  expect(texts()).toEqual(parts);
  expect(receipt).toMatchObject({ state: 'accepted', externalId: first!.id });
  expect(receipt.externalIds).toEqual([first!.id, second!.id, third!.id]);
  expect(receipt.permalinks).toEqual(
    [first!, second!, third!].map(({ id }) => `https://x.com/i/status/${id}`),
  );
  expect([first, second, third].map((post) => post!.replyTo)).toEqual([
    command.inReplyTo!.slice(2),
    first!.id,
    second!.id,
  ]);
}, 60_000);

it('addresses without a scheme count as X counts them, in parts as in one post', async () => {
  const limits = limitsFor(descriptor.text, { audience: 'public' });
  const text = Array.from({ length: 30 }, (_, n) => `See filo.it or lamp${n}.eu/x.`).join(' ');
  const split = splitText(limits, text)!;
  const command = { ...desk.answer(account, desk.mention('where?'), text), parts: split };
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
  const long = `${'a'.repeat(262)} filo.it`;
  expect(measureText(limits, long)).toMatchObject({ used: 286 });
  const refused = desk.answer(account, desk.mention('and?'), long);
  await desk.core.publishSend(refused);
  expect(await desk.receiptOf(refused.deliveryId)).toMatchObject({ state: 'failed' });
}, 60_000);

it('an attempt that ended between two parts is gone on with, and no part is posted twice', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'cut', { after: 1 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'unknown' });
  expect(texts()).toEqual(parts.slice(0, 1));
  const next = again(command);
  await desk.core.publishSend(next);
  expect(await desk.receiptOf(next.deliveryId, 2)).toMatchObject({ state: 'accepted', attempt: 2 });
  expect(texts()).toEqual(parts);
  // One and a half before, two after.
  expect(desk.server.asked.get(create)).toBe(4);
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
  expect([standing.length, receipt.externalIds]).toEqual([2, standing.map(({ id }) => id)]);
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

it('what nobody named and nobody finds is not said to be deleted', async () => {
  const command = longAnswer();
  desk.server.faults.plan(create, 'refused');
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  expect(await takeBackOf(command)).toMatchObject({ ok: false, code: 'not-known' });
  // Nor what a bus that lost its memory cannot tell.
  const posted = longAnswer();
  await desk.core.publishSend(posted);
  const { externalIds } = await desk.receiptOf(posted.deliveryId);
  const state = await desk.state();
  await state.delete(`x-said.${account.accountId}.parts.${posted.messageId}`);
  expect(await takeBackOf(posted)).toMatchObject({ ok: false, code: 'not-known' });
  expect(desk.answers()).toHaveLength(3);
  expect(await takeBackOf(posted, externalIds)).toEqual({ ok: true });
  expect(desk.answers()).toHaveLength(0);
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

it('a long message in private goes out in parts too, each once', async () => {
  const command = { ...desk.write(account, desk.ada, parts.join(' ')), parts };
  desk.server.faults.plan('POST dm_conversations/with/:id/messages', 'cut', { after: 1 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'unknown' });
  const next = { ...command, attempt: 2, eventId: desk.write(account, desk.ada, '').eventId };
  await desk.core.publishSend(next);
  expect(await desk.receiptOf(next.deliveryId, 2)).toMatchObject({ state: 'accepted' });
  expect(desk.server.world.messages.map(({ text }) => text)).toEqual(parts);
}, 60_000);
