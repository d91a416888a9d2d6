import type { ConnectedAccount } from '@filo/contracts';
import { randomUUID } from 'node:crypto';
import { XDesk } from './x-desk.js';

const create = 'POST tweets';
const parts = ['The lamp: 1/2', 'as it should be. 2/2'];
const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const aPicture = async () => ({
  blob: await desk.core.bus.blobs.put(bytes),
  name: 'IMG_4711.png',
  mediaType: 'image/png',
  alt: 'The lamp with its foot',
});
const answerWithPictures = async () => {
  const picture = await aPicture();
  const command = desk.answer(account, desk.mention('it broke'), parts.join(' '));
  return { ...command, parts, attachments: [picture, { ...picture, alt: undefined }] };
};
const shown = (post: { pictures: string[] } | undefined) =>
  (post?.pictures ?? []).map((key) => desk.server.world.pictures.get(key)!);

it('pictures stand in the first post with what they show', async () => {
  const command = await answerWithPictures();
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
  const [second, first] = desk.answers();
  expect(second!.pictures).toEqual([]);
  expect(shown(first).map((picture) => [picture.alt, Buffer.from(picture.bytes)])).toEqual([
    ['The lamp with its foot', bytes],
    ['', bytes],
  ]);
}, 60_000);

it('an answer with pictures is posted once, whatever breaks: before, between and after', async () => {
  const command = await answerWithPictures();
  desk.server.faults.plan('POST media/metadata', 'rate-limited');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'deferred' });
  expect(desk.answers()).toHaveLength(0);
  // The first part is taken, and the second is not until X allows it, which is at once.
  desk.server.limitedMs = -1_000;
  desk.server.faults.plan(create, 'rate-limited', { after: 1 });
  await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'deferred' });
  const uploads = desk.server.world.uploads.size;
  desk.server.faults.plan(create, 'cut-after');
  await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 3 });
  expect(await desk.receiptOf(command.deliveryId, 3)).toMatchObject({ state: 'accepted' });
  expect(desk.answers()).toHaveLength(2);
  expect(shown(desk.answers().at(-1))).toHaveLength(2);
  expect(desk.server.world.uploads.size).toBe(uploads);
}, 60_000);

it('a picture that X does not take fails the answer with its reason, and nothing is posted', async () => {
  desk.server.faults.plan('POST media/upload', 'refused');
  const command = await answerWithPictures();
  await desk.core.publishSend(command);
  const { state, detail } = await desk.receiptOf(command.deliveryId);
  expect(state).toBe('failed');
  expect(detail).toContain('X says: You are not permitted');
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

describe('in private', () => {
  const written = () => desk.server.world.messagesOf(desk.ada.id).filter(({ from }) => from === desk.us.id);
  const messageWithPicture = async (many = 1) => {
    const command = { ...desk.write(account, desk.ada, parts.join(' ')), parts };
    return { ...command, attachments: await Promise.all(Array.from({ length: many }, aPicture)) };
  };

  it('a picture goes with the first message, for its two people alone', async () => {
    const command = await messageWithPicture();
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
    const [second, first] = written();
    expect([second!.pictures, shown(first).map(({ alt }) => alt)]).toEqual([[], ['The lamp with its foot']]);
    expect(desk.server.world.privatePictures.get(first!.pictures[0]!)).toEqual([desk.us.id, desk.ada.id]);
    expect([...desk.server.world.uploads.values()].map(({ category }) => category)).toEqual(['dm_image']);
  }, 60_000);

  it('it is said once, with its picture, whatever breaks', async () => {
    const command = await messageWithPicture();
    desk.server.faults.plan('POST media/metadata', 'rate-limited');
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'deferred' });
    expect(written()).toHaveLength(0);
    desk.server.limitedMs = -1_000;
    desk.server.faults.plan('POST dm_conversations/with/:id/messages', 'cut-after');
    await desk.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
    expect(await desk.receiptOf(command.deliveryId, 2)).toMatchObject({ state: 'accepted' });
    expect(written().map(({ pictures }) => pictures.length)).toEqual([0, 1]);
  }, 60_000);

  it('X takes one with a message: more are refused in words, and nothing is said', async () => {
    const command = await messageWithPicture(2);
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command.deliveryId)).toMatchObject({
      state: 'failed',
      code: 'picture-refused',
    });
    expect(written()).toEqual([]);
  }, 60_000);
});
