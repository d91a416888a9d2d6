import { XRPCError } from '@atproto/api';
import { readInPart } from './read-in-part.js';

const uri = 'at://did:plc:ada/app.bsky.feed.post/1';
const odd = { did: 'did:plc:ada', handle: 'ada.example', displayName: 'n'.repeat(700) };
const post = { uri, cid: 'bafy', indexedAt: '2026-11-28T09:00:00Z', author: odd, record: { text: 'hello' } };

/** What the library makes of an answer that is not as the lexicons have it. */
const refused = (body: object): Promise<{ data: Record<string, unknown[]> }> =>
  Promise.reject(Object.assign(new XRPCError(2, 'odd'), { responseBody: body }));

it('keeps of an odd post what decides whether it is answered, and how far it reaches', async () => {
  const told = { ...post, viewer: { replyDisabled: true }, repostCount: 31, likeCount: 4, replyCount: -2 };
  const list = { name: 'posts', shape: 'app.bsky.feed.defs#postView' };
  const { data } = await readInPart(refused({ posts: [told] }), list);
  expect(data['posts']).toMatchObject([
    { uri, viewer: { replyDisabled: true }, repostCount: 31, likeCount: 4, author: { did: 'did:plc:ada' } },
  ]);
  expect(data['posts']![0]).not.toMatchObject({ replyCount: -2 });
});

it('tells what was only passed on from what was said', async () => {
  const reason = { $type: 'app.bsky.feed.defs#reasonRepost', by: odd };
  const list = { name: 'feed', shape: 'app.bsky.feed.defs#feedViewPost' };
  const { data } = await readInPart(refused({ feed: [{ post, reason }, { post }] }), list);
  expect(data['feed']).toMatchObject([{ reason: { by: { did: 'did:plc:ada' } } }, { post: { uri } }]);
  expect(data['feed']![1]).not.toHaveProperty('reason');
});

it('one odd profile takes nothing from its neighbours', async () => {
  const famous = { did: 'did:plc:bob', handle: 'bob.example', followersCount: 300_000 };
  const list = { name: 'profiles', shape: 'app.bsky.actor.defs#profileViewDetailed' };
  const { data } = await readInPart(refused({ profiles: [odd, famous] }), list);
  expect(data['profiles']).toEqual([famous]);
});

it('what the network dates not, or by a year that nobody believes, is read with the time of its author, or of now', async () => {
  const record = { text: 'hello', createdAt: '2026-11-01T09:00:00Z' };
  const told = [undefined, '0001-01-01T00:00:00Z', 'yesterday'].map((indexedAt) => ({
    ...post,
    indexedAt,
    record,
  }));
  const undated = {
    ...post,
    indexedAt: undefined,
    record: { text: 'hello', createdAt: '9999-12-31T00:00:00Z' },
  };
  const list = { name: 'posts', shape: 'app.bsky.feed.defs#postView' };
  const { data } = await readInPart(refused({ posts: [...told, undated] }), list);
  const times = (data['posts'] as { indexedAt: string }[]).map(({ indexedAt }) => indexedAt);
  expect(times.slice(0, 3)).toEqual(told.map(() => '2026-11-01T09:00:00.000Z'));
  expect(Math.abs(Date.parse(times[3]!) - Date.now())).toBeLessThan(60_000);
});
