import { eventually } from '@filo/testing';
import { XDesk } from './x-desk.js';

let desk: XDesk;
beforeEach(async () => {
  desk = await XDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const dayMs = 86_400_000;

it('a mention is a public word of whoever posted it, with its links, pictures, language and reach', async () => {
  const { server, ada } = desk;
  const bob = server.world.join('bob');
  const text = '@shop and @bob: Tom & Jerry <3 https://shop.example/orders/4711 is broken 🐟';
  const picture = { bytes: png, mediaType: 'image/png', alt: 'A broken lamp' };
  const post = server.world.post(ada, text, { pictures: [picture] });
  await desk.put(desk.account());
  await desk.work();
  const heard = await desk.hearing(post.id);
  expect(heard).toMatchObject({
    direction: 'inbound',
    audience: 'public',
    author: { kind: 'x', key: ada.id, handle: 'ada', name: 'ada' },
    authorProof: { verdict: 'proven' },
    replyTo: { key: ada.id },
    participants: [{ identity: { kind: 'x', key: bob.id, handle: 'bob' }, role: 'mentioned' }],
    text: `${text}\n\n[Picture: A broken lamp]`,
    language: 'en',
    sortAt: post.createdAt,
    threadingId: `x:${post.id}`,
    permalink: `https://x.com/i/status/${post.id}`,
    inReplyTo: [],
    marks: [],
    reach: { followers: 7, reposts: 2, replies: 1, likes: 3 },
  });
  const [attachment] = heard.attachments;
  expect(attachment).toMatchObject({ name: 'picture-1.png', mediaType: 'image/png' });
  expect(await desk.core.bus.blobs.get(attachment!.blob)).toEqual(new Uint8Array(png));
}, 60_000);

it('what X calls possibly sensitive is marked where it shows something', async () => {
  const { server, ada } = desk;
  const pictures = [{ bytes: png, mediaType: 'image/png', alt: 'A burn' }];
  const raw = { possibly_sensitive: true };
  const shows = server.world.post(ada, '@shop look', { pictures, raw });
  const says = server.world.post(ada, '@shop hear', { raw });
  await desk.put(desk.account());
  await desk.work();
  expect((await desk.hearing(shows.id)).marks).toMatchObject([{ code: 'possibly-sensitive' }]);
  expect((await desk.hearing(says.id)).marks).toEqual([]);
}, 60_000);

it('what only followers can read says so, and that an answer is read by everybody', async () => {
  desk.ada.protected = true;
  const post = desk.mention('only for friends');
  await desk.put(desk.account());
  await desk.work();
  const { marks } = await desk.hearing(post.id);
  expect(marks.map(({ code }) => code)).toEqual(['followers-only', 'answered-in-public']);
}, 60_000);

it('a long post comes whole, and an edit is the same message', async () => {
  const { server } = desk;
  const lamp = (n: number) => ({
    bytes: Buffer.concat([png, Buffer.from([n])]),
    mediaType: 'image/png',
    alt: '',
  });
  const long = server.world.post(desk.ada, `@shop ${'so long '.repeat(60)}`, {
    pictures: [lamp(1), lamp(2)],
  });
  await desk.put(desk.account());
  await desk.work();
  const heard = await desk.hearing(long.id);
  expect(heard.text).toBe(long.said.trim());
  const edited = server.world.edit(long, '@shop shorter', [long.pictures[1]!]);
  const after = desk.mention('and another');
  await desk.hearing(after.id);
  expect(edited.id).not.toBe(long.id);
  expect(await eventually(() => desk.core.edited[0])).toMatchObject({
    ...{ externalId: long.id, text: '@shop shorter', newText: '@shop shorter' },
    at: new Date(Number(BigInt(edited.id) >> 22n) + 1_288_834_974_657).toISOString(),
    shows: { attachments: [{ source: heard.attachments[1]!.source }], unfetched: [] },
  });
  expect(desk.heard().map(({ externalId }) => externalId)).toEqual([long.id, after.id]);
  const answer = server.world.post(desk.ada, '@shop and this', { replyTo: edited });
  expect((await desk.hearing(answer.id)).inReplyTo).toEqual([`x:${long.id}`, `x:${edited.id}`]);
}, 60_000);

it('an answer to us and a quote of us name what they answer; our own words by another program are ours', async () => {
  const { server, us, ada } = desk;
  const complaint = desk.mention('my order is late');
  const ours = server.world.post(us, 'We look into it.', { replyTo: complaint });
  const answer = server.world.post(ada, 'Thank you.', { replyTo: ours });
  const quote = server.world.post(ada, '@shop See how they answer!', { quotes: ours });
  const alone = server.world.post(us, 'Open from nine to five.');
  // Handed on it is no word of whoever does: neither a complaint of theirs, nor the line of an invitation.
  const bo = server.world.join('bo');
  const passedOn = server.world.post(bo, 'RT @ada: @shop my order is late', { passesOn: complaint });
  await desk.put(desk.account());
  await desk.work();
  expect(await desk.hearing(answer.id)).toMatchObject({
    text: 'Thank you.',
    inReplyTo: [`x:${ours.id}`],
    references: [`x:${complaint.id}`],
  });
  expect(await desk.hearing(quote.id)).toMatchObject({
    references: [`x:${ours.id}`],
    quotedText: 'We look into it.',
    newText: '@shop See how they answer!',
  });
  expect(await desk.hearing(ours.id)).toMatchObject({
    direction: 'outbound',
    author: { key: us.id },
    participants: [{ identity: { kind: 'x', key: ada.id, handle: 'ada' }, role: 'to' }],
    inReplyTo: [`x:${complaint.id}`],
  });
  const heard = desk.heard().map(({ externalId }) => externalId);
  expect(heard).not.toContain(alone.id);
  expect(heard).not.toContain(passedOn.id);
}, 60_000);

it('a direct message is a private word, each once, and ours by another program is ours', async () => {
  const { server, us, ada } = desk;
  const theirs = server.world.write(ada, us, 'My address is 1 Main Street');
  const ours = server.world.write(us, ada, 'Thank you');
  await desk.put(desk.account());
  await desk.work();
  expect(await desk.hearing(`dm:${theirs.id}`)).toMatchObject({
    direction: 'inbound',
    audience: 'private',
    author: { kind: 'x', key: ada.id, handle: 'ada' },
    text: 'My address is 1 Main Street',
    sortAt: theirs.createdAt,
  });
  expect(await desk.hearing(`dm:${ours.id}`)).toMatchObject({
    direction: 'outbound',
    participants: [{ identity: { key: ada.id }, role: 'to' }],
  });
  const more = server.world.write(ada, us, 'Are you there?');
  await desk.hearing(`dm:${more.id}`);
  expect(desk.core.told()).toHaveLength(3);
}, 60_000);

it('a photo of a direct message is fetched in the name of the account; only what cannot be had is marked', async () => {
  const { server, us, ada } = desk;
  const lamp = { bytes: png, mediaType: 'image/png', alt: '' };
  const shows = server.world.write(ada, us, 'Look: it burns', { pictures: [lamp] });
  const alone = server.world.write(ada, us, '', { pictures: [lamp] });
  const gone = server.world.write(ada, us, 'And this', { pictures: [lamp] });
  server.world.pictures.set(gone.pictures[0]!, { ...lamp, bytes: Buffer.from('no picture') });
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  const heard = await desk.hearing(`dm:${shows.id}`);
  expect(heard).toMatchObject({ text: 'Look: it burns', marks: [] });
  expect(heard.attachments).toMatchObject([{ name: 'picture-1.png', mediaType: 'image/png' }]);
  const { blob } = heard.attachments[0]!;
  expect(await desk.core.bus.blobs.get(blob)).toEqual(png);
  expect((await desk.hearing(`dm:${alone.id}`)).attachments).toHaveLength(1);
  expect(await desk.hearing(`dm:${gone.id}`)).toMatchObject({
    ...{ text: 'And this', attachments: [], marks: [{ code: 'picture-not-fetched' }] },
  });
  // Nobody sees it unsigned.
  expect((await fetch(`${server.url}/ton/data/dm/${shows.pictures[0]!}`)).status).toBe(401);
  // Three messages, two people, and three pictures.
  expect(await desk.spent(account)).toBeGreaterThanOrEqual(3 * 0.01 + 3 * 0.005);
}, 60_000);

it('after fourteen days off every mention is there once, also when a read is cut on the way', async () => {
  const from = Date.now() - 14 * dayMs;
  const account = desk.account();
  const first = desk.mention('before the holidays', new Date(from));
  await desk.put(account);
  await desk.work();
  await desk.hearing(first.id);
  await desk.rest();
  const posts = Array.from({ length: 340 }, (_, n) =>
    desk.mention(`day ${n}`, new Date(from + (n + 1) * 60_000)),
  );
  const lists = 'GET users/:id/mentions';
  const before = desk.server.asked.get(lists)!;
  await desk.work();
  await eventually(() => desk.server.asked.get(lists)! > before + 1, { timeoutMs: 20_000, intervalMs: 1 });
  await desk.rest();
  desk.server.faults.plan(lists, 'cut');
  await desk.work();
  await eventually(() => desk.heard().length === 341, { timeoutMs: 30_000 });
  expect(new Set(desk.heard().map(({ externalId }) => externalId))).toEqual(
    new Set([first, ...posts].map(({ id }) => id)),
  );
  const account800 = await desk.core.healthOf('x', account.accountId);
  expect(account800?.reason).not.toContain('800');
}, 90_000);

it('what X does not hand back any more is told, with the time between which it lies', async () => {
  const from = Date.now() - 14 * dayMs;
  const account = desk.account();
  const first = desk.mention('before the holidays', new Date(from));
  await desk.put(account);
  await desk.work();
  await desk.hearing(first.id);
  await desk.rest();
  const { world } = desk.server;
  for (let n = 0; n < 820; n += 1) {
    const { id } = desk.mention(`day ${n}`, new Date(from + (n + 1) * 60_000));
    // Of the newest 800 X shows fewer, where some are of accounts that are suspended, or deleted.
    if (n % 160 === 100) world.hidden.add(id);
  }
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded', /newest 800 mentions/);
  const lost = new Date(from + 21 * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  expect(reason).toContain(`before ${lost} UTC`);
  expect(desk.heard()).toHaveLength(796);
}, 90_000);

it('a storm of 429 loses nothing, and is told as a pause', async () => {
  desk.server.limitedMs = 2_000;
  desk.server.faults.plan('GET users/:id/mentions', 'rate-limited', { times: 2 });
  const account = desk.account();
  const post = desk.mention('are you there?');
  await desk.put(account);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('no more requests for now');
  await desk.hearing(post.id);
  await desk.healthIs(account, 'ok');
}, 60_000);

it('a window that is nearly used up slows reading, answers still leave', async () => {
  desk.server.left.set('GET users/:id/mentions', 20);
  desk.server.limitedMs = 3_600_000;
  const account = desk.account();
  const complaint = desk.mention('are you there?');
  await desk.put(account);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('few more requests');
  const command = desk.answer(account, complaint, 'We are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
}, 60_000);

it.each<['refuses' | 'leaves little', string]>([
  ['refuses', 'no more requests for now'],
  ['leaves little', 'few more requests'],
])(
  'a list of which X %s more keeps no other waiting',
  async (how, told) => {
    desk.server.limitedMs = 3_600_000;
    if (how === 'refuses') desk.server.faults.plan('GET dm_events', 'rate-limited', { times: 1 });
    else desk.server.left.set('GET dm_events', 20);
    const account = desk.account();
    const first = desk.mention('are you there?');
    await desk.put(account);
    await desk.work();
    await desk.hearing(first.id);
    const { reason } = await desk.healthIs(account, 'degraded');
    expect(reason).toContain(told);
    const second = desk.mention('are you still there?');
    await desk.hearing(second.id);
    expect(desk.server.asked.get('GET dm_events')).toBe(1);
  },
  60_000,
);

it('a broken server is told and gone on with', async () => {
  desk.server.faults.plan('GET users/:id/mentions', 'broken', { times: 3 });
  const account = desk.account();
  const post = desk.mention('are you there?');
  await desk.put(account);
  await desk.work();
  await desk.hearing(post.id);
  await desk.healthIs(account, 'ok');
}, 60_000);

it('what the bus lost is delivered again by a comparison with core', async () => {
  const account = desk.account();
  const post = desk.mention('do not lose me');
  const message = desk.server.world.write(desk.ada, desk.us, 'nor me');
  await desk.put(account);
  await desk.work({}, 500);
  await desk.hearing(post.id);
  await desk.hearing(`dm:${message.id}`);
  await desk.rest();
  desk.core.ledger.clear();
  await desk.work({}, 500);
  await desk.hearing(post.id);
  await desk.hearing(`dm:${message.id}`);
}, 60_000);

it('a post that its author deleted is told to core; one that is only hidden from us is not', async () => {
  const account = desk.account();
  await desk.put(account);
  const [gone, hidden, stays] = ['forget it', 'hide it', 'keep it'].map((text) => desk.mention(text));
  await desk.work({}, 500);
  for (const post of [gone!, hidden!, stays!]) await desk.hearing(post.id);
  desk.server.world.delete(gone!);
  desk.server.world.hidden.add(hidden!.id);
  await desk.rest();
  await desk.work({}, 500);
  await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 20_000 });
  await desk.rest();
  expect([...desk.core.deleted]).toEqual([gone!.id]);
}, 60_000);

it('reads X by whichever name it calls a post', async () => {
  desk.server.spelling = 'post';
  const complaint = desk.mention('so long '.repeat(60));
  const ours = desk.server.world.post(desk.us, 'We look into it.', { replyTo: complaint });
  const answer = desk.server.world.post(desk.ada, 'Thank you.', { replyTo: ours });
  await desk.put(desk.account());
  await desk.work();
  expect(await desk.hearing(complaint.id)).toMatchObject({
    text: complaint.text.trim(),
    reach: { reposts: 2, followers: 7 },
  });
  expect((await desk.hearing(answer.id)).inReplyTo).toEqual([`x:${ours.id}`]);
}, 60_000);

/** What a broken or hostile X may tell of a post, and whether it is read all the same. */
const poison: Record<string, { raw: Record<string, unknown>; reads: boolean }> = {
  'no author': { raw: { author_id: null }, reads: false },
  'an author that is no number': { raw: { author_id: 'ada' }, reads: false },
  'no text': { raw: { text: null }, reads: true },
  'the year 1': { raw: { created_at: '0001-01-01T00:00:00.000Z' }, reads: true },
  'the year 9999': { raw: { created_at: '9999-12-31T00:00:00.000Z' }, reads: true },
  'no date': { raw: { created_at: undefined }, reads: true },
  'a day that is not': { raw: { created_at: '2026-02-30T00:00:00Z' }, reads: true },
  'half a letter': { raw: { text: '@shop hello \ud83d' }, reads: true },
  'marks outside the text': {
    raw: {
      entities: { urls: [{ start: 900, end: -4, url: '', expanded_url: 'https://a.example' }, null, 5] },
    },
    reads: true,
  },
  'ten thousand mentions': {
    raw: {
      entities: {
        mentions: Array.from({ length: 10_000 }, (_, n) => ({ username: `u${n}`, id: String(n + 1) })),
      },
    },
    reads: true,
  },
  'a mention of a name without end': {
    raw: { entities: { mentions: [{ username: 'u'.repeat(5_000), id: '77' }] } },
    reads: true,
  },
  'media without an address': { raw: { attachments: { media_keys: ['3_none', 5] } }, reads: true },
  'media that are no list': { raw: { attachments: 'all' }, reads: true },
  'words for what it answers': { raw: { referenced_tweets: 'x', conversation_id: 'y' }, reads: true },
  'versions of another kind': { raw: { edit_history_tweet_ids: ['one', 2] }, reads: true },
  'a language without end': { raw: { lang: 'l'.repeat(500) }, reads: true },
  'figures below nothing': { raw: { public_metrics: { like_count: -1, reply_count: 'many' } }, reads: true },
  'words without end': { raw: { note_tweet: { text: 'x'.repeat(900_000) } }, reads: true },
};

it('no post of a stranger stops the reading: each is a message or lies in quarantine with a reason, and what comes after is read', async () => {
  const { world } = desk.server;
  const posted = Object.entries(poison).map(([name, { raw, reads }]) => {
    const { id } = world.post(desk.ada, '@shop hello', { raw });
    return { name, reads, id };
  });
  const nobody = world.post(world.join('nobody'), '@shop who am I?');
  world.untold.add(nobody.authorId);
  const odd = Object.assign(world.join('odd'), { name: 'n'.repeat(5_000) });
  const oddly = world.post(odd, '@shop hello');
  // Known again by nothing, it is left out.
  world.post(desk.ada, '@shop hello', { raw: { id: 'none' } });
  const lamp = world.post(desk.ada, '@shop look', {
    pictures: [{ bytes: png, mediaType: 'image/png', alt: '' }],
  });
  world.oddAddresses.set(lamp.pictures[0]!, 'no address at all');
  const after = desk.mention('and is my order late?');
  await desk.put(desk.account());
  await desk.work();
  await desk.hearing(after.id);
  const all = () => [...desk.core.ledger.values()];
  await eventually(() => desk.core.ledger.size === posted.length + 4, { timeoutMs: 20_000 });
  const heard = new Map(desk.heard().map((one) => [one.externalId, one]));
  expect(posted.filter(({ id }) => heard.has(id)).map(({ name }) => name)).toEqual(
    posted.filter(({ reads }) => reads).map(({ name }) => name),
  );
  for (const one of all())
    if (one.type === 'quarantined') expect(one.why).toMatchObject([{ code: 'strange-shape' }]);
  // Core can hold each of these times.
  const now = Date.now();
  for (const { sortAt } of all()) expect(Math.abs(now - Date.parse(sortAt))).toBeLessThan(3_600_000);
  expect([heard.get(nobody.id)?.author, heard.get(oddly.id)?.author.key]).toEqual([
    expect.objectContaining({ kind: 'x', key: nobody.authorId }),
    odd.id,
  ]);
  expect(heard.get(lamp.id)!.attachments).toEqual([]);
}, 60_000);

const poisonedMessages: Record<string, { raw: Record<string, unknown>; reads: boolean }> = {
  'no sender': { raw: { sender_id: null }, reads: false },
  'a sender that is no number': { raw: { sender_id: 'ada' }, reads: false },
  'no text': { raw: { text: null }, reads: true },
  'the year 9999': { raw: { created_at: '9999-12-31T00:00:00.000Z' }, reads: true },
  'no date': { raw: { created_at: undefined }, reads: true },
  'half a letter': { raw: { text: 'hello \ud83d' }, reads: true },
  'marks outside the text': {
    raw: {
      entities: { urls: [{ start: 900, end: -4, url: '', expanded_url: 'https://a.example' }, null, 5] },
    },
    reads: true,
  },
  'a conversation of no shape': { raw: { dm_conversation_id: '--' }, reads: true },
  'pictures that are none': { raw: { attachments: { media_keys: ['3_1', 'none'] } }, reads: true },
};

it('direct messages of no shape are read or kept, and hold up none', async () => {
  const { world } = desk.server;
  const written = Object.entries(poisonedMessages).map(([name, { raw, reads }]) => {
    const { id } = world.write(desk.ada, desk.us, `hello ${name}`, { raw });
    return { name, reads, id: `dm:${id}` };
  });
  const after = world.write(desk.ada, desk.us, 'and is my order late?');
  await desk.put(desk.account());
  await desk.work();
  await desk.hearing(`dm:${after.id}`);
  await eventually(() => desk.core.ledger.size === written.length + 1, { timeoutMs: 20_000 });
  const heard = new Set(desk.heard().map((one) => one.externalId));
  expect(written.filter(({ id }) => heard.has(id)).map(({ name }) => name)).toEqual(
    written.filter(({ reads }) => reads).map(({ name }) => name),
  );
  const now = Date.now();
  for (const { sortAt } of desk.core.ledger.values())
    expect(Math.abs(now - Date.parse(sortAt))).toBeLessThan(3_600_000);
}, 60_000);
