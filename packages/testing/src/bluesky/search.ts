import type { BlueskyWorld, Post } from './bluesky-world.js';

/**
 * What the network finds, newest first: whole words and phrases in what authors wrote, `#tag`, `from:` and `mentions:` a handle. It knows no
 * exclusions, and finds our own posts too.
 */
export const searchPosts = (world: BlueskyWorld, { q, since }: Record<string, unknown>): Post[] => {
  const asked = String(q);
  const from = since === undefined ? 0 : Date.parse(String(since));
  return [...world.posts.values()]
    .filter(
      (post) =>
        Date.parse(post.indexedAt) >= from && !world.hidden.has(post.uri) && finds(world, asked, post),
    )
    .toSorted((a, b) => (a.indexedAt < b.indexedAt ? 1 : -1));
};

const finds = (world: BlueskyWorld, asked: string, { did, record }: Post): boolean => {
  const [, field, handle = ''] = /^(from|mentions):(.+)$/.exec(asked) ?? [];
  if (field === 'from') return world.byHandle(handle)?.did === did;
  if (field === 'mentions') return record.text.toLowerCase().includes(`@${handle}`);
  if (asked.startsWith('#')) return new RegExp(`${asked}(?![\\p{L}\\p{N}_])`, 'iu').test(record.text);
  const words = asked.replaceAll('"', '').toLowerCase();
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'u').test(record.text.toLowerCase());
};
