import type { ConnectedAccount } from '@filo/contracts';
import { recordKeyOf } from '../src/platforms/bluesky/sending/record-key.js';
import { BlueskyDesk } from './bluesky-desk.js';

const create = 'com.atproto.repo.createRecord';

let desk: BlueskyDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

it('an answer stands below the post that it answers, with links, mentions and its language marked', async () => {
  const { server, ada, us } = desk;
  // Only names of the public DNS, and `.test`, are taken for handles.
  server.world.join('bob.test');
  const thread = server.world.post(ada, 'A long story');
  const complaint = server.world.post(ada, '@shop.example it broke', { replyTo: thread });
  const text = 'Sorry! 🐟 @bob.test is on it. See https://shop.example/help #lamps';
  const command = { ...desk.answer(account, complaint, text), language: 'en' };
  await desk.core.publishSend(command);
  const uri = `at://${us.did}/app.bsky.feed.post/${recordKeyOf(command.messageId)}`;
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted', externalId: uri });
  const { record } = server.world.posts.get(uri)!;
  expect(record).toMatchObject({ langs: ['en'] });
  expect(record.reply).toEqual({
    root: { uri: thread.uri, cid: thread.cid },
    parent: { uri: complaint.uri, cid: complaint.cid },
  });
  const marked = (record.facets ?? []).map(({ index, features }) => [
    Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
    features[0]!.$type,
  ]);
  expect(marked).toEqual([
    ['@bob.test', 'app.bsky.richtext.facet#mention'],
    ['https://shop.example/help', 'app.bsky.richtext.facet#link'],
    ['#lamps', 'app.bsky.richtext.facet#tag'],
  ]);
}, 60_000);

it('what was posted although the line was cut before the answer is found, and is not posted again', async () => {
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'cut-after');
  const command = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted', attempt: 1 });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('a second attempt finds the post of the first, also when core never heard of it', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  const { eventId, deliveryId } = desk.answer(account, complaint, '');
  const again = { ...command, attempt: 2, eventId, deliveryId };
  await desk.core.publishSend(again);
  const found = await desk.receiptOf(again.deliveryId);
  expect(found).toMatchObject({ state: 'accepted', attempt: 2 });
  expect(found.permalinks).toEqual([expect.stringMatching(/^https:\/\/bsky\.app\/profile\/did:/)]);
  expect((await desk.receiptOf(command.deliveryId)).permalinks).toEqual(found.permalinks);
  expect(desk.answers()).toHaveLength(1);
  expect(desk.server.asked.get(create)).toBe(1);
}, 60_000);

it('our own answer is known as ours, and an answer to it names our message', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(command);
  await desk.receiptOf(command.deliveryId);
  const [ours] = desk.answers();
  const thanks = desk.server.world.post(desk.ada, 'Thank you', { replyTo: ours! });
  expect((await desk.hearing(thanks.uri)).inReplyTo).toEqual([command.threadingId, ours!.uri]);
  // Read from our own posts it bears the message's id, by which core knows it.
  expect((await desk.hearing(ours!.uri)).threadingId).toBe(command.threadingId);
}, 60_000);

it('a refusal fails with the words of the network, and an answer to a post that is gone says so', async () => {
  const complaint = desk.mention('it broke');
  const long = desk.answer(account, complaint, 'a'.repeat(301));
  await desk.core.publishSend(long);
  expect(await desk.receiptOf(long.deliveryId)).toMatchObject({
    state: 'failed',
    code: 'invalid-request',
    detail: expect.stringContaining('graphemes'),
  });
  desk.server.world.delete(complaint.uri);
  const late = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(late);
  expect(await desk.receiptOf(late.deliveryId)).toMatchObject({ state: 'failed', code: 'post-gone' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('an answer that nobody would be shown is refused before anything is posted', async () => {
  const complaint = desk.mention('it broke');
  desk.server.world.closed.add(complaint.uri);
  const command = desk.answer(account, complaint, 'Sorry!');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'failed', code: 'replies-closed' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('pictures stand in the first post with what they show, and without their names', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  const picture = {
    blob: await desk.core.bus.blobs.put(bytes),
    name: 'IMG_4711.png',
    mediaType: 'image/png',
    alt: 'The lamp with its foot',
  };
  const parts = ['The lamp: 1/2', 'as it should be. 2/2'];
  const command = desk.answer(account, desk.mention('it broke'), parts.join(' '));
  await desk.core.publishSend({ ...command, parts, attachments: [picture, { ...picture, alt: undefined }] });
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
  const [second, first] = desk.answers();
  expect(second!.record.embed).toBeUndefined();
  const { images } = first!.record.embed as { images: { alt: string; image: { size: number } }[] };
  expect(images.map(({ alt, image }) => [alt, image.size])).toEqual([
    ['The lamp with its foot', bytes.length],
    ['', bytes.length],
  ]);
  expect(JSON.stringify(first!.record)).not.toContain('IMG_4711');
  const [kept] = desk.server.world.pictures.values();
  expect(Buffer.from(kept!.bytes)).toEqual(bytes);
}, 60_000);
