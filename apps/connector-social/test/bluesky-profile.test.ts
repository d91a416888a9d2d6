import type { ConnectedAccount } from '@filo/contracts';
import { askProfile } from './ask-profile.js';
import { BlueskyDesk } from './bluesky-desk.js';

let desk: BlueskyDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
  await desk.healthIs(account, 'ok');
}, 60_000);
afterEach(() => desk.close(), 60_000);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const ask = (key = desk.ada.did) => askProfile(desk.started, account, { key });

it('shows what somebody says of themselves and their newest own posts, without answers to others', async () => {
  const { world } = desk.server;
  Object.assign(desk.ada, {
    bio: 'Lamps & <b>light</b>',
    followers: 12,
    avatar: 'https://cdn.bsky.app/ada.png',
  });
  for (let n = 0; n < 7; n += 1) world.post(desk.ada, `Post ${n}`);
  world.post(desk.ada, 'Look', { pictures: [{ bytes: png, mediaType: 'image/png', alt: 'A lamp' }] });
  world.post(desk.ada, 'Only an answer', { replyTo: world.post(desk.us, 'Hello') });
  const told = await ask();
  expect(told).toMatchObject({
    ok: true,
    profile: {
      ...{ name: 'ada', handle: 'ada.example', bio: 'Lamps & <b>light</b>', isProtected: false },
      ...{ followers: 12, following: 2, posts: 9, avatarUrl: 'https://cdn.bsky.app/ada.png' },
    },
  });
  const posts = told.ok ? told.profile.recentPosts : [];
  expect(posts.map(({ text, pictures }) => [text, pictures])).toEqual([
    ['Look\n\n[Picture: A lamp]', 1],
    ...[6, 5, 4, 3].map((n) => [`Post ${n}`, 0]),
  ]);
  expect(posts[0]!.permalink).toMatch(/^https:\/\/bsky\.app\/profile\/did:plc:/);
}, 60_000);

it('a handle that leads elsewhere is not shown', async () => {
  desk.ada.handleResolves = false;
  const told = await ask();
  expect(told).toMatchObject({ ok: true });
  expect(told.ok && told.profile).not.toHaveProperty('handle');
  expect(told).toMatchObject({ profile: { handleLapsed: true } });
}, 60_000);

it('who is not there, and a network that is away, are told of in words', async () => {
  expect(await ask('did:plc:nobody')).toMatchObject({ ok: false, code: 'no-such-profile' });
  desk.ada.bio = 'longer than the lexicon allows '.repeat(1_000);
  expect(await ask()).toMatchObject({ ok: false, code: 'unavailable' });
  desk.ada.bio = '';
  desk.server.goDown();
  const told = await ask();
  expect(told).toMatchObject({ ok: false, code: 'unavailable' });
}, 60_000);
