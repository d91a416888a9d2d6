import type { ConnectedAccount, SendInput } from '@filo/contracts';
import { MastodonDesk } from './mastodon-desk.js';

let desk: MastodonDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const uploading = 'POST /api/v2/media';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const asked = (request: string) => desk.server.asked.get(request) ?? 0;
const pictures = async (...alts: string[]): Promise<SendInput['attachments']> =>
  Promise.all(
    alts.map(async (alt, n) => {
      const blob = await desk.core.bus.blobs.put(Buffer.concat([png, Buffer.from([n])]));
      return { blob, name: `private-name-${n}.png`, mediaType: 'image/png', ...(alt !== '' && { alt }) };
    }),
  );

const first =
  'pictures go with the first %s post, in their order, with what they show and without their names';
it.each(['public', 'direct'] as const)(
  first,
  async (visibility) => {
    // The instance works at each for a while.
    desk.server.media.looks = 2;
    const complaint = desk.mention('Which lamp?', { visibility });
    const attachments = await pictures('The blue lamp', '');
    const parts = ['This one,', 'or this.'];
    const command = desk.answer(account, complaint, { attachments, parts, text: parts.join('\n') });
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted' });
    const [first, second] = desk.answers();
    expect(first!.pictures.map(({ alt, bytes }) => [alt, bytes.at(-1)])).toEqual([
      ['The blue lamp', 0],
      ['', 1],
    ]);
    expect([first!.sensitive, second!.pictures]).toEqual([false, []]);
    expect([first!.visibility, second!.visibility].includes('public')).toBe(visibility === 'public');
    expect(JSON.stringify(desk.server.answered)).not.toContain('private-name');
  },
  60_000,
);

it('below a content warning they are hidden until somebody looks', async () => {
  const complaint = desk.mention('Which lamp?', { spoilerText: 'broken glass' });
  const command = desk.answer(account, complaint, { attachments: await pictures('Glass') });
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  expect(desk.answers()[0]).toMatchObject({ sensitive: true, spoilerText: 'broken glass' });
}, 60_000);

it('an attempt that finds the first post of an earlier one hands over nothing again and posts nothing twice', async () => {
  const complaint = desk.mention('Which lamp?');
  const parts = ['This one,', 'or this.'];
  desk.server.world.post(desk.us, '@ada@other.example This one,', { replyTo: complaint });
  const command = desk.answer(account, complaint, {
    ...{ attachments: await pictures('The blue lamp'), parts, text: parts.join(' ') },
  });
  await desk.core.publishSend({ ...command, attempt: 2 });
  expect(await desk.receiptOf({ ...command, attempt: 2 })).toMatchObject({ state: 'accepted' });
  expect([desk.answers().length, asked(uploading)]).toEqual([2, 0]);
}, 60_000);

it('what was posted with its pictures although the line was cut is found, and is not posted again', async () => {
  const complaint = desk.mention('Which lamp?');
  desk.server.faults.plan('POST /api/v1/statuses', 'cut-after');
  const command = desk.answer(account, complaint, { attachments: await pictures('The blue lamp') });
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted' });
  expect(desk.answers().map((one) => one.pictures.length)).toEqual([1]);
}, 60_000);

it.each([
  ['a picture that is larger than the instance takes', { imageSizeLimit: 10 }],
  ['more words about it than the instance takes', { descriptionLimit: 3 }],
])(
  '%s is refused in words, and nothing is handed over or posted',
  async (_, limit) => {
    Object.assign(desk.server.media, limit);
    const complaint = desk.mention('Which lamp?');
    const command = desk.answer(account, complaint, { attachments: await pictures('The blue lamp') });
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command)).toMatchObject({ state: 'failed', code: 'picture-refused' });
    expect([desk.answers(), asked(uploading)]).toEqual([[], 0]);
  },
  60_000,
);

it('a token that may not hand over pictures is told of with what to do; words alone still go', async () => {
  desk.server.tokens.narrow(desk.us, ['read', 'write:statuses']);
  const complaint = desk.mention('Which lamp?');
  const command = desk.answer(account, complaint, { attachments: await pictures('The blue lamp') });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command);
  expect(receipt).toMatchObject({ state: 'deferred', why: [{ code: 'scope-missing' }] });
  expect(receipt.detail).toContain('write:media');
  const words = desk.answer(account, complaint);
  await desk.core.publishSend(words);
  expect(await desk.receiptOf(words)).toMatchObject({ state: 'accepted' });
}, 60_000);
