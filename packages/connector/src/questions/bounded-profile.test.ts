import { publicProfile } from '@filo/contracts';
import { boundedProfile } from './bounded-profile.js';

it('a profile of any length is told in as much of it as fits, and no letter is cut in two', () => {
  const at = new Date().toISOString();
  const told = boundedProfile({
    name: 'n'.repeat(600),
    bio: `${'b'.repeat(1_998)}😀${'b'.repeat(1_000_000)}`,
    recentPosts: Array.from({ length: 40 }, () => ({ text: 't'.repeat(9_000), at })),
  });
  const { bio, name, recentPosts } = publicProfile.parse(told);
  expect(bio).toBe(`${'b'.repeat(1_998)}…`);
  expect(name).toHaveLength(500);
  expect(recentPosts.map(({ text }) => text.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
});

it('what fits stays as it is', () => {
  expect(boundedProfile({ bio: 'Hello', followers: 3 })).toEqual({
    bio: 'Hello',
    followers: 3,
    recentPosts: [],
  });
});
