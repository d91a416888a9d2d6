import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const dayMs = 86_400_000;

it('a mention is a public word of whoever posted it, with its links, pictures and language', async () => {
  const { server, us, ada } = desk;
  const bob = server.world.join('bob.example');
  const text = '@shop.example and @bob.example: look at shop.example/or… it is broken 🐟';
  const post = server.world.post(ada, text, {
    pictures: [{ bytes: png, mediaType: 'image/png', alt: 'A broken lamp' }],
    links: { 'shop.example/or…': 'https://shop.example/orders/4711' },
    langs: ['en'],
  });
  await desk.put(desk.account());
  await desk.work();
  const heard = await desk.hearing(post.uri);
  expect(heard).toMatchObject({
    direction: 'inbound',
    audience: 'public',
    author: { kind: 'bluesky', key: ada.did, handle: 'ada.example', name: 'ada' },
    authorProof: { verdict: 'proven' },
    replyTo: { key: ada.did },
    participants: [{ identity: { kind: 'bluesky', key: bob.did }, role: 'mentioned' }],
    text: '@shop.example and @bob.example: look at https://shop.example/orders/4711 it is broken 🐟\n\n[Picture: A broken lamp]',
    language: 'en',
    sortAt: post.indexedAt,
    threadingId: post.uri,
    permalink: `https://bsky.app/profile/${ada.did}/post/${post.rkey}`,
    inReplyTo: [],
    marks: [],
  });
  const [attachment] = heard.attachments;
  expect(attachment).toMatchObject({ name: 'picture-1.png', mediaType: 'image/png' });
  expect(await desk.core.bus.blobs.get(attachment!.blob)).toEqual(new Uint8Array(png));
  expect(us.did).not.toBe(ada.did);
}, 60_000);

it('what its author or the network’s moderation labels is marked, as long as the label stands', async () => {
  const { server, ada } = desk;
  const moderation = 'did:plc:moderation';
  const pictures = [{ bytes: png, mediaType: 'image/png', alt: 'A burn' }];
  const post = (val?: string) => {
    const made = server.world.post(ada, '@shop.example look', { pictures });
    const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val }] };
    if (val !== undefined) Object.assign(made.record, { labels });
    return made;
  };
  const [burn, bare, moderated, taken, usual] = [
    ...[post('graphic-media'), post('!no-unauthenticated')],
    ...[post(), post(), post()],
  ] as const;
  server.world.labels.set(moderated!.uri, [{ src: moderation, val: 'porn' }]);
  server.world.labels.set(taken!.uri, [{ src: moderation, val: 'porn', neg: true }]);
  server.world.labels.set(usual!.uri, [{ src: ada.did, val: 'nudity' }]);
  await desk.put(desk.account());
  await desk.work();
  const marksOf = async ({ uri }: { uri: string }) => (await desk.hearing(uri)).marks.map(({ code }) => code);
  expect(await Promise.all([burn!, bare!, moderated!, taken!, usual!].map(marksOf))).toEqual([
    ...[['sensitive'], [], ['labelled'], [], ['sensitive']],
  ]);
}, 60_000);

it('a post tells how many it reached, and is read all the same when nobody says how many follow its author', async () => {
  const { server, ada } = desk;
  ada.followers = 1900;
  const post = server.world.post(ada, '@shop.example it broke', {
    reach: { reposts: 31, likes: 4, replies: 14 },
  });
  await desk.put(desk.account());
  await desk.work();
  const counts = { reposts: 31, likes: 4, replies: 14, quotes: 0 };
  expect((await desk.hearing(post.uri)).reach).toMatchObject({ followers: 1900, ...counts });
  server.faults.plan('app.bsky.actor.getProfiles', 'cut');
  const another = desk.mention('and again');
  expect((await desk.hearing(another.uri)).reach).not.toHaveProperty('followers');
}, 60_000);

it('a video is told of, with its words and the picture that stands for it, also below a quote', async () => {
  const { world } = desk.server;
  const film = Buffer.from('a film');
  const thumbnail = { bytes: png, mediaType: 'image/png', alt: '' };
  const ours = world.post(desk.us, 'New lamps');
  const posts = [
    world.post(desk.ada, '@shop.example look', { video: { bytes: film, thumbnail } }),
    world.post(desk.ada, '@shop.example it burns', {
      ...{ quotes: ours, video: { bytes: film, alt: 'A burning lamp', thumbnail } },
    }),
    world.post(desk.ada, '@shop.example no picture', { video: { bytes: Buffer.from('another') } }),
  ];
  await desk.put(desk.account());
  await desk.work();
  const heard = await Promise.all(posts.map(({ uri }) => desk.hearing(uri)));
  expect(heard.map(({ newText, attachments }) => [newText, attachments.length])).toEqual([
    ['@shop.example look\n\n[Video]', 1],
    ['@shop.example it burns\n\n[Video: A burning lamp]', 1],
    ['@shop.example no picture\n\n[Video]', 0],
  ]);
  expect(heard[1]).toMatchObject({ quotedText: 'New lamps', marks: [] });
  expect(heard[0]!.attachments[0]).toMatchObject({ name: 'picture-1.png', mediaType: 'image/png' });
}, 60_000);

it('a handle that does not lead back to its account is not shown, and the account is known all the same', async () => {
  desk.ada.handleResolves = false;
  const post = desk.mention('who am I?');
  await desk.put(desk.account());
  await desk.work();
  const { author } = await desk.hearing(post.uri);
  expect(author).toEqual({ kind: 'bluesky', key: desk.ada.did, name: 'ada', handleLapsed: true });
}, 60_000);

it('an answer to us and a quote of us name what they answer; our own words by another program are ours', async () => {
  const { server, us, ada } = desk;
  const complaint = desk.mention('my order is late');
  const ours = server.world.post(us, 'We look into it.', { replyTo: complaint });
  const answer = server.world.post(ada, 'Thank you.', { replyTo: ours });
  const quote = server.world.post(ada, 'See how they answer!', { quotes: ours });
  const alone = server.world.post(us, 'Open from nine to five.');
  await desk.put(desk.account());
  await desk.work();
  expect(await desk.hearing(answer.uri)).toMatchObject({
    inReplyTo: [ours.uri],
    references: [complaint.uri],
  });
  expect(await desk.hearing(quote.uri)).toMatchObject({
    references: [ours.uri],
    quotedText: 'We look into it.',
    newText: 'See how they answer!',
  });
  expect(await desk.hearing(ours.uri)).toMatchObject({
    direction: 'outbound',
    author: { key: us.did },
    participants: [{ identity: { key: ada.did, handle: 'ada.example' }, role: 'to' }],
    inReplyTo: [complaint.uri],
  });
  expect(desk.heard().map(({ externalId }) => externalId)).not.toContain(alone.uri);
}, 60_000);

it('after fourteen days off every mention is there once, the oldest first, also when a read goes wrong on the way', async () => {
  const from = Date.now() - 14 * dayMs;
  const account = desk.account();
  await desk.put(account);
  const first = desk.mention('before the holidays', new Date(from));
  await desk.work();
  await desk.hearing(first.uri);
  await desk.rest();
  const posts = Array.from({ length: 240 }, (_, n) =>
    desk.mention(`day ${n}`, new Date(from + (n + 1) * 60_000)),
  );
  desk.server.faults.plan('app.bsky.feed.getPosts', 'cut');
  await desk.work();
  await eventually(() => desk.heard().length === 241, { timeoutMs: 30_000 });
  expect(desk.heard().map(({ externalId }) => externalId)).toEqual([first, ...posts].map(({ uri }) => uri));
  // The read that was cut began again where nothing had been delivered yet.
  // On a slow machine the look at how far posts reach comes before the end; it places nothing anew.
  expect(desk.core.told()).toHaveLength(241);
}, 90_000);

it.each(['broken', 'cut'] as const)(
  'a long list arrives, each mention once and the oldest first, at a network of which every third page is %s',
  async (fault) => {
    const posts = Array.from({ length: 600 }, (_, n) =>
      desk.mention(`${n}`, new Date(Date.now() - dayMs + n * 60_000)),
    );
    const often = { times: 1_000, after: 2, between: 2 };
    desk.server.faults.plan('app.bsky.notification.listNotifications', fault, often);
    await desk.put(desk.account());
    await desk.work();
    await eventually(() => desk.heard().length === posts.length, { timeoutMs: 30_000 });
    expect(desk.heard().map(({ externalId }) => externalId)).toEqual(posts.map(({ uri }) => uri));
  },
  90_000,
);

it('a storm of 429 loses nothing, and is told as a pause', async () => {
  desk.server.limitedMs = 2_000;
  desk.server.faults.plan('app.bsky.notification.listNotifications', 'rate-limited', { times: 2 });
  const account = desk.account();
  const post = desk.mention('are you there?');
  await desk.put(account);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('no more requests for now');
  await desk.hearing(post.uri);
  await desk.healthIs(account, 'ok');
}, 60_000);

it('reading leaves the last requests to answers, and says until when', async () => {
  desk.server.requestsLeft = 290;
  const account = desk.account();
  desk.server.limitedMs = 3_600_000;
  await desk.put(account);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded');
  expect(reason).toContain('the rest is kept for answers');
  const complaint = desk.mention('are you there?');
  const command = desk.answer(account, complaint, 'We are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
}, 60_000);

it('what the bus lost is delivered again by a comparison with core', async () => {
  const account = desk.account();
  const post = desk.mention('do not lose me');
  await desk.put(account);
  await desk.work(500);
  await desk.hearing(post.uri);
  await desk.rest();
  desk.core.ledger.clear();
  await desk.work(500);
  await desk.hearing(post.uri);
}, 60_000);

it('a post that its author deleted is told to core; one that is only hidden from us is not', async () => {
  const account = desk.account();
  await desk.put(account);
  const [gone, hidden, stays] = ['forget it', 'hide it', 'keep it'].map((text) => desk.mention(text));
  await desk.work(500);
  for (const post of [gone!, hidden!, stays!]) await desk.hearing(post.uri);
  desk.server.world.delete(gone!.uri);
  desk.server.world.hidden.add(hidden!.uri);
  await desk.rest();
  await desk.work(500);
  await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 20_000 });
  // The round is over once it is looked for everything again only in a day.
  await desk.rest();
  expect([...desk.core.deleted]).toEqual([gone!.uri]);
}, 60_000);

it('while the account is paused, what authors delete is followed, and nothing new is told', async () => {
  const account = desk.account();
  await desk.put(account);
  const gone = desk.mention('forget it');
  await desk.work(3_600_000);
  await desk.hearing(gone.uri);
  await desk.rest();
  await desk.put({ ...account, state: 'paused', version: 2 });
  desk.server.world.delete(gone.uri);
  const news = desk.mention('anybody here?');
  await desk.work(100);
  await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 20_000 });
  await desk.rest();
  expect([...desk.core.deleted]).toEqual([gone.uri]);
  expect(desk.core.ledger.has(news.uri)).toBe(false);
}, 60_000);

it('a post of theirs and an answer of ours that stand there with other words are told', async () => {
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  const lamp = { bytes: png, mediaType: 'image/png', alt: '' };
  const theirs = desk.server.world.post(desk.ada, '@shop.example is it blue?', { pictures: [lamp] });
  expect((await desk.hearing(theirs.uri)).attachments).toHaveLength(1);
  const command = desk.answer(account, theirs, 'it is blue');
  await desk.core.publishSend(command);
  const { externalId } = await desk.receiptOf(command.deliveryId);
  await desk.rest();
  const versions = `cursor.${account.accountId}.${Buffer.from('post-versions').toString('base64url')}`;
  await desk.work(100);
  await eventually(async () => (await desk.state()).get(versions), { timeoutMs: 20_000 });
  await desk.rest();
  const { world } = desk.server;
  world.edit(theirs, '@shop.example is it red?', { withoutPictures: true });
  world.edit(world.posts.get(externalId!)!, 'it is red');
  await desk.work(100);
  await eventually(() => desk.core.edited.length === 2, { timeoutMs: 20_000 });
  expect(desk.core.edited).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{ externalId: theirs.uri, newText: '@shop.example is it red?' },
        shows: { attachments: [], unfetched: [] },
      }),
      expect.objectContaining({ externalId, newText: 'it is red' }),
    ]),
  );
  expect([...desk.core.deleted]).toEqual([]);
}, 60_000);

it('what is dated back was said when the network took it in, which the list it stands in does not tell', async () => {
  await desk.put(desk.account());
  await desk.work();
  const dated = new Date(Date.now() - 5 * 60_000);
  const post = desk.server.world.post(desk.ada, '@shop.example it burned my son', { dated });
  expect(await desk.hearing(post.uri)).toMatchObject({
    sortAt: post.indexedAt,
    claimedAt: dated.toISOString(),
  });
}, 60_000);
