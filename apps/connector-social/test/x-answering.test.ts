import type { ConnectedAccount } from '@filo/contracts';
import { randomUUID } from 'node:crypto';
import { XDesk } from './x-desk.js';

const create = 'POST tweets';

let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

it('an answer stands below the post that it answers, and a message goes to whom it is for alone', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint, 'Sorry! See https://shop.example/help');
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command.deliveryId);
  const [ours] = desk.answers();
  expect(receipt).toMatchObject({ state: 'accepted', externalId: ours!.id });
  expect(ours!.replyTo).toBe(complaint.id);
  const message = desk.write(account, desk.ada, 'Your order number?');
  await desk.core.publishSend(message);
  expect(await desk.receiptOf(message.deliveryId)).toMatchObject({ state: 'accepted' });
  const [sent] = desk.server.world.messagesOf(desk.us.id);
  expect(sent).toMatchObject({ to: desk.ada.id, text: 'Your order number?' });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('while X takes no more posts of ours, who comes next waits without asking, and messages leave', async () => {
  desk.server.faults.plan(create, 'rate-limited');
  const complaint = desk.mention('it broke');
  const [first, second] = [
    desk.answer(account, complaint, 'Sorry!'),
    desk.answer(account, complaint, 'Sent.'),
  ];
  await desk.core.publishSend(first);
  expect(await desk.receiptOf(first.deliveryId)).toMatchObject({ state: 'deferred' });
  await desk.core.publishSend(second);
  const { state, why } = await desk.receiptOf(second.deliveryId);
  expect([state, why?.[0]?.code]).toEqual(['deferred', 'rate-limited']);
  const blob = await desk.core.bus.blobs.put(Buffer.from('89504e470d0a1a0a', 'hex'));
  const attachments = [{ blob, name: 'lamp.png', mediaType: 'image/png' }];
  const third = { ...desk.answer(account, complaint, 'Look.'), attachments };
  await desk.core.publishSend(third);
  expect(await desk.receiptOf(third.deliveryId)).toMatchObject({ state: 'deferred' });
  expect(desk.server.world.uploads.size).toBe(0);
  expect(desk.server.asked.get(create)).toBe(1);
  const message = desk.write(account, desk.ada, 'Your order number?');
  await desk.core.publishSend(message);
  expect(await desk.receiptOf(message.deliveryId)).toMatchObject({ state: 'accepted' });
}, 60_000);

it('what was posted although the line was cut before the answer is found, and is not posted again', async () => {
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'cut-after');
  const command = desk.answer(account, complaint, 'Sorry & see https://shop.example/help');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted', attempt: 1 });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('a second attempt finds the post of the first, and the message too', async () => {
  const complaint = desk.mention('it broke');
  for (const command of [
    desk.answer(account, complaint, 'Sorry!'),
    desk.write(account, desk.ada, 'Your order number?'),
  ]) {
    await desk.core.publishSend(command);
    const first = await desk.receiptOf(command.deliveryId);
    await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
    expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({
      state: 'accepted',
      externalId: first.externalId,
      // A message can be seen by its two people alone.
      permalinks: [command.audience === 'public' ? expect.stringMatching(/^https:\/\/x\.com\//) : null],
    });
    expect(first.permalinks).toHaveLength(1);
  }
  expect(desk.answers()).toHaveLength(1);
  expect(desk.server.asked.get(create)).toBe(1);
  expect(desk.server.world.messages).toHaveLength(1);
}, 60_000);

it('a message that X shows a moment late is looked for again before it is said a second time', async () => {
  const command = desk.write(account, desk.ada, 'Your order number?');
  desk.server.faults.plan('POST dm_conversations/with/:id/messages', 'cut-after');
  // The attempt that was cut looks once, the next before it starts and four times more.
  desk.server.world.looksUntilShown = 5;
  await desk.rest();
  await desk.work({ pollMs: 3_600_000 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'unknown' });
  await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  const { state, externalId } = await desk.receiptOf(command.deliveryId, 2);
  const { messages } = desk.server.world;
  expect([state, externalId]).toEqual(['accepted', `dm:${messages[0]!.id}`]);
  expect(messages).toHaveLength(1);
}, 60_000);

it('an attempt whose look X refuses says nothing, and nobody is told that it failed', async () => {
  const command = desk.write(account, desk.ada, 'Your order number?');
  desk.server.faults.plan('POST dm_conversations/with/:id/messages', 'cut-after');
  desk.server.faults.plan('GET dm_events', 'refused', { times: 1_000 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'unknown' });
  await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'unknown' });
  expect(desk.server.world.messages).toHaveLength(1);
}, 60_000);

it('a later attempt at a message that never began is said although X refuses the look', async () => {
  const command = { ...desk.write(account, desk.ada, 'Your order number?'), attempt: 2 };
  desk.server.faults.plan('GET dm_events', 'refused', { times: 1_000 });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'accepted' });
  expect(desk.server.world.messages).toHaveLength(1);
}, 60_000);

it.each([
  ['public', (text: string) => desk.answer(account, desk.mention('it broke'), text)],
  ['private', (text: string) => desk.write(account, desk.ada, text)],
])(
  'a %s answer with an address that X writes in another way is known as ours, and is not said twice',
  async (_, commandOf) => {
    const command = commandOf('See shop.example/help/, or https://shop.example');
    await desk.core.publishSend(command);
    const { externalId } = await desk.receiptOf(command.deliveryId);
    await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
    expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'accepted', externalId });
    expect(desk.answers().length + desk.server.world.messages.length).toBe(1);
    const heard = await desk.hearing(externalId!);
    expect(heard.text).toContain('http://shop.example/help');
    expect(heard.threadingId).toBe(command.threadingId);
  },
  60_000,
);

it.each([
  ['GET users/:id/tweets', (asked: ReturnType<typeof desk.mention>) => desk.answer(account, asked, 'Sorry!')],
  ['GET dm_events', () => desk.write(account, desk.ada, 'Your order number?')],
])(
  'a second attempt that cannot look now (%s) says nothing and comes again',
  async (look, commandOf) => {
    const command = { ...commandOf(desk.mention('it broke')), attempt: 2 };
    desk.server.faults.plan(look, 'broken', { times: 1_000 });
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'deferred' });
    expect(desk.answers()).toHaveLength(0);
    expect(desk.server.world.messages).toHaveLength(0);
  },
  60_000,
);

it('when X says that the same was said already, it is found and counts as said', async () => {
  const complaint = desk.mention('it broke');
  const first = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(first);
  const { externalId } = await desk.receiptOf(first.deliveryId);
  const again = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again.deliveryId)).toMatchObject({ state: 'accepted', externalId });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('our own answer is known as ours, and an answer to it names our message', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint, '@ada Sorry!');
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  const [ours] = desk.answers();
  const thanks = desk.server.world.post(desk.ada, 'Thank you', { replyTo: ours! });
  expect((await desk.hearing(thanks.id)).inReplyTo).toEqual([command.threadingId, `x:${ours!.id}`]);
  // Read from our own posts it bears the message's id, by which core knows it.
  expect((await desk.hearing(ours!.id)).threadingId).toBe(command.threadingId);
  const message = desk.write(account, desk.ada, 'Your order number?');
  await desk.core.publishSend(message);
  const { externalId } = await desk.receiptOf(message.deliveryId);
  expect((await desk.hearing(externalId!)).threadingId).toBe(message.threadingId);
}, 60_000);

it('a refusal fails with the words of X, and an answer to a post that is gone says so', async () => {
  const complaint = desk.mention('it broke');
  const long = desk.answer(account, complaint, 'a'.repeat(281));
  await desk.core.publishSend(long);
  expect(await desk.receiptOf(long.deliveryId)).toMatchObject({
    state: 'failed',
    code: 'refused',
    detail: expect.stringContaining('too long'),
  });
  desk.server.world.delete(complaint);
  const late = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(late);
  expect(await desk.receiptOf(late.deliveryId)).toMatchObject({ state: 'failed', code: 'post-gone' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('without credits an answer waits, and is not lost', async () => {
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'no-credits');
  const command = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'deferred' });
}, 60_000);
