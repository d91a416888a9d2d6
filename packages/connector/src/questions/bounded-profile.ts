import { bioMax, profilePostMax, profilePostsMax, type PublicProfileInput } from '@filo/contracts';

/** What an author of any length wrote, as much of it as a profile holds; a letter is never cut in two. */
export const boundedProfile = ({
  bio = '',
  recentPosts = [],
  name,
  ...rest
}: PublicProfileInput): PublicProfileInput => ({
  ...rest,
  ...(name !== undefined && { name: cut(name, nameMax) }),
  bio: cut(bio, bioMax),
  recentPosts: recentPosts
    .slice(0, profilePostsMax)
    .map((post) => ({ ...post, text: cut(post.text, profilePostMax) })),
});

const nameMax = 500;

const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const whole = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${whole}…`;
};
