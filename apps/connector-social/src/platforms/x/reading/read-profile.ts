import { PermanentError, type ProfileAsked } from '@filo/connector';
import type { PublicProfileInput } from '@filo/contracts';
import { unlessScarce } from '../../../limits/unless-scarce.js';
import { noSuchProfile } from '../../../profiles/no-such-profile.js';
import type { XPost, XUser } from '../client/x-answers.js';
import { postsOfProfile, type XClient } from '../client/x-client.js';
import type { Pace } from '../costs/pace-of.js';
import { isId, keyOf, saidAt } from './post-ids.js';
import { readableText, textOfPost } from './post-text.js';

/** How a user shows themselves at X now. It costs a user and up to five posts, and is refused once half of the day's money is spent. */
export const readProfile = async (
  { key: id }: ProfileAsked,
  client: XClient,
): Promise<PublicProfileInput> => {
  if (!isId(id)) throw noSuchProfile('X');
  const { meter } = client.access;
  const { user, post } = meter.plan.prices;
  const micros = Math.round((user + postsOfProfile * post) * 1e6);
  return meter.spending(micros, unlessReached, () => look(id, client));
};

const look = async (id: string, client: XClient): Promise<PublicProfileInput> => {
  unlessScarce('X', client.access);
  const user = await client.user(id);
  if (user === undefined) throw noSuchProfile('X');
  const posts = user.protected === true ? [] : await client.newestOf(id);
  return { ...headOf(user), recentPosts: posts.filter(isOwn).map(shown) };
};

const headOf = ({
  name,
  username,
  description,
  entities,
  profile_image_url,
  public_metrics: told,
  ...user
}: XUser) => ({
  ...(name !== undefined && { name }),
  handle: username,
  bio: readableText({ text: description ?? '', entities: entities?.description }),
  avatarUrl: profile_image_url,
  ...(told?.followers_count !== undefined && { followers: told.followers_count }),
  ...(told?.following_count !== undefined && { following: told.following_count }),
  ...(told?.tweet_count !== undefined && { posts: told.tweet_count }),
  isProtected: user.protected === true,
});

const isOwn = ({ referenced_tweets }: XPost): boolean =>
  referenced_tweets.every(({ type }) => type !== 'retweeted' && type !== 'replied_to');

const shown = (post: XPost): NonNullable<PublicProfileInput['recentPosts']>[number] => ({
  text: textOfPost(post, []),
  at: saidAt(post),
  permalink: `https://x.com/i/status/${keyOf(post)}`,
  pictures: post.attachments?.media_keys.length ?? 0,
});

const unlessReached = ({ state }: Pace): void => {
  if (state === 'free') return;
  throw new PermanentError(
    'costs-reached',
    'Half of what this account may cost at X today is spent, and the rest is kept for what customers say and for answers. Nothing was asked; try again tomorrow (UTC), or with a higher daily ceiling.',
  );
};
