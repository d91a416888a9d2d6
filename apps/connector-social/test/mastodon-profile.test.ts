import type { ConnectedAccount } from '@filo/contracts';
import { askProfile } from './ask-profile.js';
import { MastodonDesk } from './mastodon-desk.js';

let desk: MastodonDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
  await desk.healthIs(account, 'ok');
}, 60_000);
afterEach(() => desk.close(), 60_000);

const ask = (handle?: string, key = desk.ada.uri) =>
  askProfile(desk.started, account, { key, ...(handle !== undefined && { handle }) });

it('shows as text what somebody says of themselves, and the posts that everybody may read', async () => {
  const { world } = desk.server;
  desk.ada.note = '<p>Lamps &amp; light</p><script>alert(1)</script><img src=x onerror=alert(1)>';
  world.post(desk.ada, 'For everybody');
  world.post(desk.ada, 'For followers', { visibility: 'private', names: [desk.us] });
  world.post(desk.ada, '@shop in private', { visibility: 'direct' });
  world.post(desk.ada, 'Only an answer', { replyTo: world.post(desk.us, 'Hello') });
  world.post(desk.ada, 'Softly', { visibility: 'unlisted', spoilerText: 'glass' });
  const told = await ask('ada@other.example');
  expect(told).toMatchObject({
    ok: true,
    profile: { name: 'ada', handle: 'ada@other.example', bio: 'Lamps & light', followers: 12, following: 3 },
  });
  const posts = told.ok ? told.profile.recentPosts : [];
  expect(posts.map(({ text }) => text)).toEqual(['CW: glass\n\nSoftly', 'For everybody']);
  expect(posts.every(({ permalink }) => permalink?.startsWith('https://other.example/'))).toBe(true);
}, 60_000);

it('whoever took over a handle is not taken for the one who had it, and one that changed is found', async () => {
  const other = desk.server.world.join('bea@other.example');
  other.note = '<p>Somebody else</p>';
  desk.ada.note = '<p>Ada</p>';
  expect(await ask('bea@other.example')).toMatchObject({ ok: true, profile: { bio: 'Ada' } });
  expect(await ask('gone@other.example')).toMatchObject({
    ok: true,
    profile: { handle: 'ada@other.example' },
  });
  expect(await ask()).toMatchObject({ ok: true, profile: { bio: 'Ada' } });
}, 60_000);

it('of what a server wrote at any length as much is told as a profile holds', async () => {
  desk.ada.note = '<p>long</p>'.repeat(200_000);
  const told = await ask('ada@other.example');
  expect(told.ok && told.profile.bio).toHaveLength(2_000);
}, 60_000);

it('who is not there, and an instance that is away, are told of in words', async () => {
  expect(await ask('ada@other.example', 'https://other.example/users/nobody')).toMatchObject({
    ok: false,
    code: 'no-such-profile',
  });
  desk.server.goDown();
  expect(await ask('ada@other.example')).toMatchObject({ ok: false, code: 'unavailable' });
}, 60_000);
