import type { MastodonClient } from '../mastodon-client.js';
import { findPosted } from './find-posted.js';

const since = '2026-11-01T12:00:00.000Z';
const wanted = { text: 'Sorry!', above: 'asked', since };
const account = { id: '1', username: 'shop', acct: 'shop' };
/** A minute apart, the newest first. */
const at = (minutes: number) => new Date(Date.parse(since) + minutes * 60_000).toISOString();
const status = (id: string, over: object = {}) => ({
  ...{ id, account, content: '<p>Sorry!</p>', visibility: 'public', createdAt: at(1), inReplyToId: 'asked' },
  ...over,
});

/** An instance with pages of our own posts; the source of each says the same. */
const instance = (...pages: unknown[][]) => {
  const asked: unknown[] = [];
  const client = {
    ownPosts: ({ maxId }: { maxId?: string }) => {
      asked.push(maxId);
      return Promise.resolve(pages[asked.length - 1] ?? []);
    },
    sourceOf: () => Promise.resolve('@ada Sorry!'),
  } as unknown as MastodonClient;
  const find = (others: string[] = []) =>
    findPosted(client, { ...wanted, isOther: (id) => Promise.resolve(others.includes(id)) });
  return { find, asked };
};

it('an answer is found although what it answers was deleted since', async () => {
  const { find } = instance([status('1', { inReplyToId: null })]);
  expect(await find()).toMatchObject({ id: '1' });
});

it('the same words below another post are another answer', async () => {
  const { find } = instance([status('1', { inReplyToId: 'other' })]);
  expect(await find()).toBeUndefined();
});

it('a post that cannot be read hides none behind it', async () => {
  const { find, asked } = instance([status('9', { content: 7 })], [status('8')]);
  expect(await find()).toMatchObject({ id: '8' });
  expect(asked).toEqual([undefined, '9']);
});

it('nothing older than the answer is looked at, and none of it is found', async () => {
  const { find, asked } = instance([status('3', { createdAt: at(-6) })], [status('2')]);
  expect(await find()).toBeUndefined();
  expect(asked).toHaveLength(1);
});

it('a look that fails is no "not there"', async () => {
  const client = { ownPosts: () => Promise.reject(new Error('away')) } as unknown as MastodonClient;
  await expect(findPosted(client, { ...wanted, isOther: () => Promise.resolve(false) })).rejects.toThrow(
    'away',
  );
});

it('a post that is another message is not this one, though it says the same below the same post', async () => {
  const { find } = instance([status('2'), status('1')]);
  expect(await find(['2'])).toMatchObject({ id: '1' });
  const again = instance([status('1')]);
  expect(await again.find(['1'])).toBeUndefined();
});
