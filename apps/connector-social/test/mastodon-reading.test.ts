import { eventually } from '@filo/testing';
import { MastodonServer } from '@filo/testing/mastodon';
import { RateBudget } from '../src/limits/rate-budget.js';
import { MastodonClient } from '../src/platforms/mastodon/mastodon-client.js';
import { MastodonDesk, neverMs } from './mastodon-desk.js';

let desk: MastodonDesk;
beforeEach(async () => {
  desk = await MastodonDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const dayMs = 86_400_000;
const notifications = 'GET /api/v1/notifications';

it('a mention is a public word of whoever posted it, with its links, pictures, warning and language', async () => {
  const url = 'https://shop.example/orders/4711?from=mail&more=much-more-than-is-shown';
  const post = desk.mention(`it is broken 🐟\n\nSee ${url} #lamps`, {
    pictures: [{ bytes: png, mediaType: 'image/png', alt: 'A broken lamp' }],
    spoilerText: 'broken glass',
    language: 'en',
  });
  await desk.put(desk.account());
  await desk.work();
  const heard = await desk.hearing(post);
  expect(heard).toMatchObject({
    direction: 'inbound',
    audience: 'public',
    author: {
      ...{
        kind: 'mastodon',
        key: 'https://other.example/users/ada',
        handle: 'ada@other.example',
        name: 'ada',
        formerKey: 'https://other.example/@ada',
      },
      avatarUrl: 'https://files.other.example/avatars/ada.png',
    },
    authorProof: { verdict: 'proven' },
    replyTo: { key: desk.ada.uri },
    text: `CW: broken glass\n\n@shop it is broken 🐟\n\nSee ${url} #lamps\n\n[Picture: A broken lamp]`,
    language: 'en',
    sortAt: post.createdAt,
    threadingId: desk.threadingIdOf(post),
    permalink: `https://other.example/@ada/${post.id}`,
    inReplyTo: [],
    marks: [{ code: 'content-warning' }],
    reach: { followers: 12, reposts: 2, likes: 3, replies: 1, quotes: 0 },
  });
  const [attachment] = heard.attachments;
  expect(attachment).toMatchObject({ name: 'picture-1.png', mediaType: 'image/png' });
  expect(await desk.core.bus.blobs.get(attachment!.blob)).toEqual(new Uint8Array(png));
}, 60_000);

it('a film is told of, with its words and the picture that stands for it, where its instance made one', async () => {
  const still = { bytes: png, mediaType: 'image/png' };
  const post = desk.mention('look', {
    pictures: [
      { ...still, alt: 'A burning lamp', of: 'video' },
      { ...still, alt: '', of: 'gifv' },
      { ...still, alt: '', of: 'video', hasNoStill: true },
      { ...still, alt: 'It hums', of: 'audio' },
    ],
  });
  await desk.put(desk.account());
  await desk.work();
  const heard = await desk.hearing(post);
  expect(heard.newText).toBe(
    '@shop look\n\n[Video: A burning lamp]\n\n[Picture]\n\n[Video]\n\n[Sound: It hums]',
  );
  expect(heard.attachments.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png']);
  expect(heard.marks).toEqual([]);
}, 60_000);

it('somebody of our own instance is known by the name of the instance', async () => {
  const bob = desk.server.world.join('bob');
  const post = desk.server.world.post(bob, '@shop hello');
  await desk.put(desk.account());
  await desk.work();
  expect((await desk.hearing(post)).author).toMatchObject({
    key: `${desk.server.url}/users/bob`,
    handle: `bob@${new URL(desk.server.url).host}`,
  });
}, 60_000);

it('the same person is the same at each of our instances', async () => {
  const other = new MastodonServer();
  await other.start();
  try {
    const [us, ada] = [other.world.join('shop'), other.world.join('ada@other.example')];
    const here = desk.mention('hello');
    other.world.post(ada, '@shop hello');
    await desk.put(desk.account());
    await desk.put(desk.account({}, { server: other, us }));
    await desk.work();
    await desk.hearing(here);
    await eventually(() => desk.heard().length === 2);
    expect(new Set(desk.heard().map(({ author }) => author.key))).toEqual(new Set([desk.ada.uri]));
    expect(new Set(desk.heard().map(({ externalId }) => externalId)).size).toBe(2);
  } finally {
    await desk.rest();
    await other.stop();
  }
}, 60_000);

it.each([
  ['public', 'public', []],
  ['unlisted', 'public', ['unlisted']],
  ['private', 'public', ['followers-only']],
  ['direct', 'private', []],
] as const)(
  'a post that is %s is read as %s',
  async (visibility, audience, marks) => {
    const post = desk.mention('hello', { visibility });
    await desk.put(desk.account());
    await desk.work();
    const heard = await desk.hearing(post);
    expect(heard).toMatchObject({ audience });
    expect(heard.marks.map(({ code }) => code)).toEqual(marks);
  },
  60_000,
);

it('a direct post that names others beside us says who reads it too, by their permanent address', async () => {
  const bob = desk.server.world.join('bob@third.example');
  const post = desk.mention('and @bob@third.example, look', { visibility: 'direct' });
  await desk.put(desk.account());
  await desk.work();
  expect(await desk.hearing(post)).toMatchObject({
    audience: 'private',
    participants: [
      {
        identity: { kind: 'mastodon', key: bob.uri, handle: 'bob@third.example', name: 'bob' },
        role: 'mentioned',
      },
    ],
    marks: [{ code: 'group-message', text: expect.stringContaining('its author alone') }],
  });
}, 60_000);

it.each(['not-found', 'broken'] as const)(
  'whom a direct post names and the instance does not tell of (%s) is told by their page',
  async (fault) => {
    const bob = desk.server.world.join('bob@third.example');
    desk.server.faults.plan('GET /api/v1/accounts/$id', fault, 1_000);
    const post = desk.mention('and @bob@third.example, look', { visibility: 'direct' });
    await desk.put(desk.account());
    await desk.work();
    const heard = await desk.hearing(post);
    expect(heard.participants).toMatchObject([{ identity: { key: bob.url, handle: 'bob@third.example' } }]);
    expect(heard.marks.map(({ code }) => code)).toEqual(['group-message']);
  },
  60_000,
);

it('a mention arrives by the stream, although nobody polls', async () => {
  await desk.put(desk.account());
  await desk.work({ pollMs: neverMs });
  await eventually(() => desk.server.streams.listening === 1, { timeoutMs: 20_000 });
  await desk.hearing(desk.mention('hello'));
  expect(desk.core.arrived).toHaveLength(1);
}, 60_000);

it('a mention arrives by polling, although the stream is cut and refused', async () => {
  await desk.put(desk.account());
  await desk.work();
  await eventually(() => desk.server.streams.listening === 1, { timeoutMs: 20_000 });
  desk.server.streams.closed = true;
  desk.server.streams.cut();
  await desk.hearing(desk.mention('hello'));
}, 60_000);

it('after fourteen days off every mention is there once, the oldest first, also when a read goes wrong on the way', async () => {
  const from = Date.now() - 14 * dayMs;
  const account = desk.account();
  await desk.put(account);
  const first = desk.mention('before the holidays', { at: new Date(from) });
  await desk.work();
  await desk.hearing(first);
  await desk.rest();
  const posts = Array.from({ length: 240 }, (_, n) =>
    desk.mention(`day ${n}`, { at: new Date(from + (n + 1) * 60_000) }),
  );
  desk.server.faults.plan(notifications, 'cut');
  await desk.work();
  await eventually(() => desk.heard().length === 241, { timeoutMs: 30_000 });
  const expected = [first, ...posts].map((post) => desk.externalIdOf(post));
  expect(desk.heard().map(({ externalId }) => externalId)).toEqual(expected);
  // On a slow machine the look at how far posts reach comes before the end; it places nothing anew.
  expect(desk.core.told()).toHaveLength(241);
}, 90_000);

it('a storm of 429 loses nothing, and is told as a pause', async () => {
  desk.server.limitedMs = 2_000;
  desk.server.faults.plan(notifications, 'rate-limited', 2);
  const account = desk.account();
  const post = desk.mention('are you there?');
  await desk.put(account);
  await desk.work();
  expect((await desk.healthIs(account, 'degraded')).reason).toContain('no more requests for now');
  await desk.hearing(post);
  await desk.healthIs(account, 'ok');
}, 60_000);

it('reading leaves the last requests to answers, and says until when', async () => {
  const account = desk.account();
  const complaint = desk.mention('are you there?');
  Object.assign(desk.server, { requestsLeft: 29, limitedMs: 3_600_000 });
  await desk.put(account);
  await desk.work();
  expect((await desk.healthIs(account, 'degraded')).reason).toContain('the rest is kept for answers');
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command)).toMatchObject({ state: 'accepted' });
}, 60_000);

it('what the bus lost is delivered again by a comparison with core', async () => {
  const post = desk.mention('do not lose me');
  await desk.put(desk.account());
  await desk.work({ firstReconcileMs: 500 });
  await desk.hearing(post);
  await desk.rest();
  desk.core.ledger.clear();
  await desk.work({ firstReconcileMs: 500 });
  await desk.hearing(post);
}, 60_000);

it.each(['public', 'direct'] as const)(
  'a %s post that its author deleted is told to core at once by the stream',
  async (visibility) => {
    await desk.put(desk.account());
    await desk.work({ pollMs: neverMs });
    const post = desk.mention('forget it', { visibility });
    await desk.hearing(post);
    await eventually(() => desk.server.streams.listening === 1);
    desk.server.world.delete(post);
    await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 20_000 });
    expect([...desk.core.deleted]).toEqual([desk.externalIdOf(post)]);
  },
  60_000,
);

it.each(['by the stream', 'by a comparison'])(
  'an edit is told with the words as they are now, %s',
  async (how) => {
    const byStream = how === 'by the stream';
    const work = () => desk.work(byStream ? { pollMs: neverMs } : { firstReconcileMs: 500 });
    await desk.put(desk.account());
    const picture = (n: number) => ({
      bytes: Buffer.concat([png, Buffer.from([n])]),
      mediaType: 'image/png',
      alt: '',
    });
    const post = desk.mention('my order is 4711', { pictures: [picture(1), picture(2)] });
    const other = desk.mention('mine too');
    await work();
    const [stays, goes] = (await desk.hearing(post)).attachments;
    await desk.hearing(other);
    if (byStream) await eventually(() => desk.server.streams.listening === 1);
    else await desk.rest();
    desk.server.world.edit(post, {
      ...{ text: '@shop my order is 4712', spoilerText: 'numbers' },
      pictures: [{ ...picture(3), alt: 'New' }, post.pictures[0]!],
    });
    if (!byStream) await work();
    await eventually(() => desk.core.edited.length > 0, { timeoutMs: 20_000 });
    expect(desk.core.edited).toMatchObject([
      {
        ...{ externalId: desk.externalIdOf(post), at: post.editedAt },
        ...{
          text: 'CW: numbers\n\n@shop my order is 4712\n\n[Picture: New]',
          newText: 'CW: numbers\n\n@shop my order is 4712\n\n[Picture: New]',
          contentWarning: true,
        },
        shows: { unfetched: [], sensitive: false },
      },
    ]);
    const shown = desk.core.edited[0]!.shows!.attachments.map(({ source }) => source);
    expect([shown.length, shown.includes(stays!.source), shown.includes(goes!.source)]).toEqual([
      2,
      true,
      false,
    ]);
    expect([...desk.core.deleted]).toEqual([]);
  },
  60_000,
);

it.each(['public', 'direct'] as const)(
  'a %s post that was deleted while nobody listened is found missing; one whose author blocks us is not',
  async (visibility) => {
    await desk.put(desk.account());
    const [gone, hidden, stays] = ['forget it', 'hide it', 'keep it'].map((text) =>
      desk.mention(text, { visibility }),
    );
    const bob = desk.server.world.join('bob@else.example');
    const blocked = desk.server.world.post(bob, '@shop I block you', { visibility });
    await desk.work({ firstReconcileMs: 500 });
    for (const post of [gone!, hidden!, stays!]) await desk.hearing(post);
    await desk.hearing(blocked);
    await desk.rest();
    desk.server.world.delete(gone!, { quietly: true });
    bob.blocks.add(desk.us.id);
    await desk.work({ firstReconcileMs: 500 });
    await eventually(() => desk.core.deleted.size > 0, { timeoutMs: 20_000 });
    await desk.rest();
    expect([...desk.core.deleted]).toEqual([desk.externalIdOf(gone!)]);
    expect(blocked.author).toBe(bob);
  },
  60_000,
);

it('at an instance from before 4.3, which tells of one post at a time, what authors delete and change is followed as well', async () => {
  desk.server.world.version = '4.2.9';
  const account = desk.account();
  await desk.put(account);
  const [gone, hidden, changed] = ['forget it', 'hide it', 'my order is 4711'].map((text) =>
    desk.mention(text),
  );
  await desk.work({ firstReconcileMs: 500 });
  for (const post of [gone!, hidden!, changed!]) await desk.hearing(post);
  await desk.rest();
  desk.server.world.delete(gone!, { quietly: true });
  desk.server.world.edit(changed!, { text: '@shop my order is 4712' });
  await desk.work({ firstReconcileMs: 500 });
  await eventually(() => desk.core.deleted.size > 0 && desk.core.edited.length > 0, { timeoutMs: 20_000 });
  expect([...desk.core.deleted]).toEqual([desk.externalIdOf(gone!)]);
  expect(desk.core.edited).toMatchObject([{ externalId: desk.externalIdOf(changed!) }]);
  // Also by the stream, at once; and the account goes on being well.
  await eventually(() => desk.server.streams.listening === 1);
  desk.server.world.delete(hidden!);
  await eventually(() => desk.core.deleted.has(desk.externalIdOf(hidden!)), { timeoutMs: 20_000 });
  expect(await desk.healthIs(account, 'ok')).toMatchObject({ reason: '' });
}, 60_000);

it('an old instance that finds nothing and knows us no more is ill: nothing counts as deleted', async () => {
  desk.server.world.version = '4.2.9';
  const account = desk.account();
  await desk.put(account);
  const post = desk.mention('still here');
  await desk.work();
  await desk.hearing(post);
  await desk.rest();
  // Nothing but what happened to it is asked for then.
  await desk.put({ ...account, state: 'paused', version: 2 });
  const { faults } = desk.server;
  faults.plan('GET /api/v1/statuses/$id', 'not-found', 1_000);
  faults.plan('GET /api/v1/accounts/verify_credentials', 'route-404', 1_000);
  const asked = () => desk.server.asked.get('GET /api/v1/statuses/$id') ?? 0;
  const before = asked();
  await desk.work({ firstReconcileMs: 100 });
  // Looked at again and again.
  await eventually(() => asked() > before + 3 || desk.core.deleted.size > 0, { timeoutMs: 20_000 });
  expect([...desk.core.deleted]).toEqual([]);
}, 60_000);

it('an instance that was updated in the middle of a walk from post to post is late with nothing', async () => {
  const account = desk.account();
  await desk.put(account);
  const walk = { began: Date.now() - 2 * dayMs, step: 3, posts: 7 };
  const key = Buffer.from('deletions-walk', 'utf8').toString('base64url');
  await (await desk.state()).put(`cursor.${account.accountId}.${key}`, walk);
  await desk.work({ firstReconcileMs: 500 });
  await desk.healthIs(account, 'ok');
}, 60_000);

it('at an instance that is asked one by one, what it still allows is noted with a post that is missing, and who we are is asked once for many', async () => {
  desk.server.world.version = '4.2.9';
  const { url } = desk.server;
  const login = { accountId: '1', instance: url, host: new URL(url).host };
  const accessToken = desk.server.tokens.give(desk.us);
  const budget = new RateBudget();
  const client = new MastodonClient(
    { ...login, accessToken },
    { signal: new AbortController().signal, budget },
  );
  for (let n = 0; n < 25; n += 1) expect(await client.posts([`${n + 1_000}`])).toEqual([]);
  expect(desk.server.asked.get('GET /api/v1/accounts/verify_credentials')).toBe(2);
  desk.server.requestsLeft = 100;
  await client.posts(['2000']);
  expect([budget.restMs() > 0, budget.waitMs()]).toEqual([true, 0]);
  desk.server.requestsLeft = 20;
  expect(await client.isGone('2000')).toBe(true);
  expect(budget.waitMs()).toBeGreaterThan(0);
}, 60_000);

it('while the account is paused, what authors delete and change is followed, and nothing new is told', async () => {
  const account = desk.account();
  await desk.put(account);
  const [gone, changed] = ['forget it', 'my order is 4711'].map((text) => desk.mention(text));
  await desk.work();
  for (const post of [gone!, changed!]) await desk.hearing(post);
  await desk.rest();
  await desk.put({ ...account, state: 'paused', version: 2 });
  desk.server.world.delete(gone!, { quietly: true });
  desk.server.world.edit(changed!, { text: '@shop my order is 4712' });
  const news = desk.mention('anybody here?');
  await desk.work({ firstReconcileMs: 100 });
  await eventually(() => desk.core.deleted.size > 0 && desk.core.edited.length > 0, { timeoutMs: 20_000 });
  await desk.rest();
  expect([...desk.core.deleted]).toEqual([desk.externalIdOf(gone!)]);
  expect(desk.core.edited).toMatchObject([{ externalId: desk.externalIdOf(changed!) }]);
  expect(desk.core.ledger.has(desk.externalIdOf(news))).toBe(false);
}, 60_000);

it('what we answered by another program is ours, in the thread of whom it answers; what Filo posted is not heard again', async () => {
  const account = desk.account();
  await desk.put(account);
  const complaint = desk.mention('it broke');
  await desk.work();
  await desk.hearing(complaint);
  const command = desk.answer(account, complaint);
  await desk.core.publishSend(command);
  await desk.receiptOf(command);
  const byHand = desk.server.world.post(desk.us, '@ada@other.example We look into it.', {
    replyTo: complaint,
    application: 'Tusky',
  });
  expect(await desk.hearing(byHand)).toMatchObject({
    direction: 'outbound',
    author: { key: desk.us.uri },
    participants: [{ identity: { key: desk.ada.uri, handle: 'ada@other.example' }, role: 'to' }],
    inReplyTo: [desk.threadingIdOf(complaint)],
  });
  expect(desk.heard()).toHaveLength(2);
}, 60_000);

it('what was answered by hand before the account was added is read back as far as mentions are work, and no further', async () => {
  const { server, us } = desk;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const old = desk.mention('it broke long ago', { at: daysAgo(40) });
  const words = { replyTo: old, application: 'Tusky', at: daysAgo(39) };
  const longAgo = server.world.post(us, '@ada@other.example We sent a new one.', words);
  const complaint = desk.mention('it broke', { at: daysAgo(5) });
  const byHand = { replyTo: complaint, application: 'Tusky', at: daysAgo(4) };
  const answered = server.world.post(us, '@ada@other.example We sent one more.', byHand);
  await desk.put(desk.account({ importSince: daysAgo(30).toISOString() }));
  await desk.work();
  expect(await desk.hearing(answered)).toMatchObject({ direction: 'outbound', history: false });
  expect(await desk.hearing(complaint)).toMatchObject({ direction: 'inbound', history: false });
  expect(await desk.hearing(old)).toMatchObject({ history: true });
  expect(desk.heard().map(({ externalId }) => externalId)).not.toContain(desk.externalIdOf(longAgo));
}, 60_000);

it('no post of a stranger stops the reading: each is a message or lies in quarantine, and what comes after is read', async () => {
  const { world } = desk.server;
  const poison = [
    world.post(desk.ada, '@shop', { html: '<a href="'.repeat(20_000) }),
    world.post(desk.ada, '@shop', { html: '<p>'.repeat(50_000) }),
    world.post(desk.ada, '@shop', { html: 'x'.repeat(900_000) }),
    world.post(world.join(`${'a'.repeat(1_500)}@other.example`), '@shop hello'),
    world.post(
      Object.assign(world.join('c@other.example'), { displayName: 'n'.repeat(5_000) }),
      '@shop hello',
    ),
    world.post(desk.ada, '@shop', { language: 'l'.repeat(100) }),
    world.post(desk.ada, '@shop', { raw: { account: null } }),
    world.post(desk.ada, '@shop', { raw: { createdAt: 'yesterday' } }),
    world.post(desk.ada, '@shop', { raw: { createdAt: '0001-01-01T00:00:00.000Z' } }),
    world.post(desk.ada, '@shop', { raw: { createdAt: '9999-12-31T00:00:00.000Z' } }),
  ];
  const after = desk.mention('and is my order late?');
  const account = desk.account();
  await desk.put(account);
  await desk.work();
  await desk.hearing(after);
  await desk.healthIs(account, 'ok');
  const allThere = () => desk.core.ledger.size === poison.length + 1;
  await eventually(allThere, { timeoutMs: 20_000 });
  // Core can hold each of these times.
  const years = poison
    .slice(-2)
    .map((post) => desk.heard().find(({ externalId }) => externalId === desk.externalIdOf(post)));
  expect(years.map((one) => [one!.claimedAt, one!.sortAt.slice(0, 3)])).toEqual([
    [undefined, '202'],
    [undefined, '202'],
  ]);
  // Nor does it stop the comparison with core.
  await desk.rest();
  desk.core.ledger.clear();
  await desk.work({ firstReconcileMs: 500 });
  await eventually(allThere, { timeoutMs: 20_000 });
  await desk.healthIs(account, 'ok');
}, 60_000);

it('what was there before the account was asked to import it is history', async () => {
  const before = desk.mention('long ago', { at: new Date(Date.now() - dayMs) });
  await desk.put(desk.account({ importSince: new Date().toISOString() }));
  await desk.work();
  expect(await desk.hearing(before)).toMatchObject({ history: true });
  expect(await desk.hearing(desk.mention('just now'))).toMatchObject({ history: false });
  const backdated = desk.mention('dated back', { at: new Date(Date.now() - dayMs), toldAt: new Date() });
  expect(await desk.hearing(backdated)).toMatchObject({ history: false });
}, 60_000);

it('when something was said is the word of our instance, within a few minutes of which its author’s counts', async () => {
  await desk.put(desk.account());
  await desk.work();
  const toldAt = new Date(Date.now() - 60_000);
  const at = (minutes: number) => ({ at: new Date(toldAt.getTime() + minutes * 60_000), toldAt });
  const said = {
    long: desk.mention('dated back by decades', { at: new Date('1971-01-01T00:00:00Z'), toldAt }),
    hours: desk.mention('dated back by hours', at(-180)),
    future: desk.mention('dated ahead', at(12 * 60)),
    slow: desk.mention('a while on its way', at(-4)),
  };
  const sortedAt = async (post: (typeof said)['long']) => (await desk.hearing(post)).sortAt;
  for (const post of [said.long, said.hours, said.future])
    expect(await sortedAt(post)).toBe(toldAt.toISOString());
  expect(await sortedAt(said.slow)).toBe(said.slow.createdAt);
  // What its author says is told as that.
  expect((await desk.hearing(said.long)).claimedAt).toBe(said.long.createdAt);
}, 60_000);
