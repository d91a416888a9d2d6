import type { ConnectedAccount } from '@filo/contracts';
import type { Status } from '@filo/testing/mastodon';
import { MastodonDesk } from './mastodon-desk.js';

const create = 'POST /api/v1/statuses';

let desk: MastodonDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

it.each([
  ['public', 'public'],
  ['unlisted', 'unlisted'],
  ['private', 'direct'],
  ['direct', 'direct'],
] as const)(
  'an answer to a %s post is %s, names its author, and carries the content warning',
  async (asked, visibility) => {
    const complaint = desk.mention('it broke', { visibility: asked, spoilerText: 'broken glass' });
    const command = desk.answer(account, complaint);
    await desk.core.publishSend(command);
    const receipt = await desk.receiptOf(command);
    const [answer] = desk.answers();
    expect(receipt).toMatchObject({ state: 'accepted', externalId: desk.externalIdOf(answer!) });
    expect(answer).toMatchObject({
      ...{ visibility, text: '@ada@other.example Sorry!', spoilerText: 'broken glass' },
      ...{ inReplyTo: complaint, mentioned: [desk.ada] },
    });
  },
  60_000,
);

it.each([
  ['public', 'unlisted'],
  ['unlisted', 'unlisted'],
  ['private', 'direct'],
  ['direct', 'direct'],
] as const)(
  'an answer to a %s post that is to be read by fewer is %s, and never wider',
  async (asked, visibility) => {
    const command = desk.answer(account, desk.mention('it broke', { visibility: asked }), {
      ...{ audience: 'private', readers: 'unlisted' },
    });
    await desk.core.publishSend(command);
    await desk.receiptOf(command);
    expect(desk.answers()[0]).toMatchObject({ visibility });
  },
  60_000,
);

it('what the agent puts above the words stands there instead of what would, and the language with them', async () => {
  const complaint = desk.mention('it broke', { spoilerText: 'broken glass' });
  for (const contentWarning of ['glass', '']) {
    const command = desk.answer(account, complaint, { contentWarning, language: 'it' });
    await desk.core.publishSend(command);
    await desk.receiptOf(command);
  }
  expect(desk.answers()).toMatchObject([
    { spoilerText: 'glass', sensitive: true, language: 'it' },
    { spoilerText: '', sensitive: false, language: 'it' },
  ]);
}, 60_000);

it('what is private is posted to one person, also below a public post', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint, { audience: 'private' });
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  expect(desk.answers()[0]).toMatchObject({ visibility: 'direct', mentioned: [desk.ada] });
}, 60_000);

it('an answer to a direct post that names others goes to its author alone', async () => {
  desk.server.world.join('bob@else.example');
  const complaint = desk.mention('and @bob@else.example: it broke', { visibility: 'direct' });
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted' });
  expect(desk.answers()).toMatchObject([{ visibility: 'direct', mentioned: [desk.ada] }]);
}, 60_000);

it('nobody else is let into what one person reads', async () => {
  desk.server.world.join('bob@else.example');
  const complaint = desk.mention('it broke', { visibility: 'direct' });
  const command = desk.answer(account, complaint, { text: 'Ask @bob@else.example' });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command);
  expect(receipt).toMatchObject({ state: 'failed', code: 'would-reach-others' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('what was posted although the line was cut before the answer is found, and is not posted again', async () => {
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'cut-after');
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted', attempt: 1 });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('an answer of which the first part stands goes on below it, also when the instance has forgotten its key', async () => {
  const complaint = desk.mention('it broke');
  desk.server.world.post(desk.us, '@ada@other.example One.', { replyTo: complaint });
  const parts = { text: 'One. Two.', parts: ['One.', 'Two.'] };
  const again = { ...desk.answer(account, complaint, parts), attempt: 2 };
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again)).toMatchObject({ state: 'accepted' });
  const [first, second] = desk.answers();
  expect(desk.answers()).toHaveLength(2);
  expect([second!.text, second!.inReplyTo]).toEqual(['@ada@other.example Two.', first]);
}, 60_000);

it('it goes on to the same readers when what it answers is gone by then', async () => {
  const complaint = desk.mention('it broke', { visibility: 'unlisted' });
  const part = { replyTo: complaint, visibility: 'unlisted' } as const;
  desk.server.world.post(desk.us, '@ada@other.example One.', part);
  const parts = { text: 'One. Two.', parts: ['One.', 'Two.'] };
  const recipient = { kind: 'mastodon', key: desk.ada.uri, handle: 'ada@other.example' };
  const again = { ...desk.answer(account, complaint, { ...parts, recipient }), attempt: 2 };
  desk.server.world.delete(complaint);
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again)).toMatchObject({ state: 'accepted' });
  const [first, second] = desk.answers();
  expect(second).toMatchObject({ inReplyTo: first, visibility: 'unlisted' });
  expect(second!.text).toBe('@ada@other.example Two.');
}, 60_000);

it('a second attempt that cannot look now sends nothing and comes again', async () => {
  const command = { ...desk.answer(account, desk.mention('it broke')), attempt: 2 };
  desk.server.faults.plan('GET /api/v1/accounts/$id/statuses', 'gateway', 1_000);
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({ state: 'deferred' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('a second attempt finds the post of the first when the instance has forgotten its key; the same words to somebody else are another', async () => {
  const [complaint, other] = [desk.mention('it broke'), desk.mention('it broke again')];
  const text = 'Sorry! See https://shop.example/help and #lamps\n\nYour shop';
  const first = desk.answer(account, complaint, { text });
  desk.us.url = 'https://social.example/@shop';
  await desk.core.publishSend(first);
  const { permalinks } = await desk.receiptOf(first);
  expect(permalinks).toEqual([expect.stringMatching(/^https:\/\/social\.example\/@shop\//)]);
  desk.server.posted.clear();
  const again = { ...first, attempt: 2, eventId: desk.answer(account, complaint).eventId };
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again)).toMatchObject({
    state: 'accepted',
    externalId: desk.externalIdOf(desk.answers()[0]!),
    permalinks,
  });
  expect(desk.answers()).toHaveLength(1);
  // Who is asked to look says the same, and posts nothing.
  expect(await desk.look(first)).toMatchObject({ ok: true, is: 'found', receipt: { permalinks } });
  const toOther = { ...desk.answer(account, other, { text }), attempt: 2 };
  expect(await desk.look(toOther)).toEqual({ ok: true, is: 'absent' });
  expect(desk.answers()).toHaveLength(1);
  await desk.core.publishSend(toOther);
  await desk.receiptOf(toOther);
  expect(desk.answers().map(({ inReplyTo }) => inReplyTo)).toEqual([complaint, other]);
  // Nor is what another message of ours said below the same post.
  const onceMore = { ...desk.answer(account, complaint, { text }), attempt: 2 };
  await desk.core.publishSend(onceMore);
  const { externalId } = await desk.receiptOf(onceMore);
  expect(desk.answers().map(({ inReplyTo }) => inReplyTo)).toEqual([complaint, other, complaint]);
  expect(externalId).toBe(desk.externalIdOf(desk.answers()[2]!));
}, 60_000);

it('somebody of our own instance is named once, as agents read their name, in private as in public', async () => {
  const bob = desk.server.world.join('bob');
  for (const visibility of ['direct', 'public'] as const) {
    const complaint = desk.server.world.post(bob, '@shop it broke', { visibility });
    const { author } = await desk.hearing(complaint);
    const command = desk.answer(account, complaint, { text: `@${author.handle} Sorry!` });
    await desk.core.publishSend(command);
    expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted' });
    expect(desk.answers().at(-1)).toMatchObject({
      visibility,
      text: `@${author.handle} Sorry!`,
      mentioned: [bob],
    });
  }
}, 60_000);

it('a second attempt within the hour makes no second post, also when the first cannot be found', async () => {
  const complaint = desk.mention('it broke');
  const first = desk.answer(account, complaint);
  await desk.core.publishSend(first);
  await desk.receiptOf(first);
  // Somebody edited it meanwhile: its words are others now.
  desk.server.world.edit(desk.answers()[0]!, { text: '@ada@other.example Very sorry!' });
  const again = { ...first, attempt: 2, eventId: desk.answer(account, complaint).eventId };
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again)).toMatchObject({ state: 'accepted' });
  expect(desk.server.asked.get(create)).toBe(2);
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('an answer over the limit of the instance is refused with the count, and posts nothing', async () => {
  desk.server.limits.maxCharacters = 40;
  const complaint = desk.mention('it broke', { spoilerText: 'glass' });
  const long = desk.answer(account, complaint, { text: 'a'.repeat(31) });
  await desk.core.publishSend(long);
  // The name counts without its server, and the warning counts, too.
  expect(await desk.receiptOf(long)).toMatchObject({
    state: 'failed',
    code: 'text-too-long',
    detail: expect.stringContaining('41 characters'),
  });
  const fits = desk.answer(account, complaint, { text: 'a'.repeat(30) });
  await desk.core.publishSend(fits);
  expect(await desk.receiptOf(fits)).toMatchObject({ state: 'accepted' });
  expect(desk.answers()).toHaveLength(1);
}, 60_000);

it('a refusal fails with the words of the instance, and an answer to a post that is gone says so', async () => {
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'refused');
  const refused = desk.answer(account, complaint);
  await desk.core.publishSend(refused);
  expect(await desk.receiptOf(refused)).toMatchObject({
    state: 'failed',
    code: 'invalid-request',
    detail: expect.stringContaining('This cannot be posted'),
  });
  desk.server.world.delete(complaint);
  const late = desk.answer(account, complaint);
  await desk.core.publishSend(late);
  expect(await desk.receiptOf(late)).toMatchObject({ state: 'failed', code: 'post-gone' });
  expect(desk.answers()).toHaveLength(0);
}, 60_000);

it('an answer in parts stands one below the other, to one person alone, and a second attempt finds all of it', async () => {
  const complaint = desk.mention('it broke', { visibility: 'direct' });
  const command = desk.answer(account, complaint, { parts: ['First 1/2', 'second 2/2'] });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command);
  const [first, second] = desk.answers();
  expect(receipt).toMatchObject({ state: 'accepted', externalId: desk.externalIdOf(first!) });
  expect(first).toMatchObject({
    inReplyTo: complaint,
    text: '@ada@other.example First 1/2',
    visibility: 'direct',
  });
  expect(second).toMatchObject({
    inReplyTo: first,
    text: '@ada@other.example second 2/2',
    visibility: 'direct',
  });
  desk.server.posted.clear();
  const again = { ...command, attempt: 2, eventId: desk.answer(account, complaint).eventId };
  await desk.core.publishSend(again);
  expect(await desk.receiptOf(again)).toMatchObject({
    state: 'accepted',
    externalId: desk.externalIdOf(first!),
  });
  expect(desk.answers()).toHaveLength(2);
}, 60_000);

it('of an answer that went no further the parts that stand are ours: who answers them answers it, and they are taken back', async () => {
  const complaint = desk.mention('it broke');
  const parts = ['First 1/3', 'second 2/3', 'third 3/3'];
  const command = desk.answer(account, complaint, { parts });
  desk.server.faults.plan(create, 'refused', { after: 2 });
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command);
  const [first, second] = desk.answers() as [Status, Status];
  const externalIds = [first, second].map((post) => desk.externalIdOf(post));
  expect(receipt).toMatchObject({ state: 'failed', externalIds });
  expect(second.inReplyTo).toBe(first);
  const question = desk.mention('What do you mean?', { replyTo: first });
  expect((await desk.hearing(question)).inReplyTo).toEqual([command.threadingId, desk.threadingIdOf(first)]);
  // One of which nobody could say whether it was posted, and words by another program.
  const { world } = desk.server;
  world.post(desk.us, '@ada@other.example third 3/3', { replyTo: second, application: second.application! });
  const byHand = world.post(desk.us, '@ada@other.example and this', {
    replyTo: second,
    application: 'Tusky',
  });
  const { accountId } = account;
  const sent = { channel: 'mastodon', accountId, messageId: command.messageId, externalIds, mayBeMore: true };
  expect(await desk.takeBack(sent)).toMatchObject({ ok: true });
  expect(desk.answers()).toEqual([byHand]);
}, 60_000);

it('an answer to our answer names our message', async () => {
  const complaint = desk.mention('it broke');
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  const [ours] = desk.answers();
  const thanks = desk.mention('Thank you', { replyTo: ours! });
  expect((await desk.hearing(thanks)).inReplyTo).toEqual([command.threadingId, desk.threadingIdOf(ours!)]);
}, 60_000);

it('an instance that asks to wait is asked again when it said', async () => {
  desk.server.limitedMs = 120_000;
  const complaint = desk.mention('it broke');
  desk.server.faults.plan(create, 'rate-limited');
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  const receipt = await desk.receiptOf(command);
  expect(receipt.state).toBe('deferred');
  expect(Date.parse(receipt.retryAt!) - Date.now()).toBeGreaterThan(100_000);
}, 60_000);
