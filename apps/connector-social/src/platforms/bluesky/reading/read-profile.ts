import { PermanentError, type ProfileAsked } from '@filo/connector';
import type { PublicProfileInput } from '@filo/contracts';
import { unlessScarce } from '../../../limits/unless-scarce.js';
import { noSuchProfile } from '../../../profiles/no-such-profile.js';
import type { BlueskyClient, FeedItem } from '../bluesky-client.js';
import type { CheckedHandles } from './checked-handles.js';
import { permalinkOf } from './heard-post.js';
import { picturesOf } from './pictures-of.js';
import { textOfPost } from './post-text.js';
import { readableRecord } from './readable-record.js';

/** What somebody passed on stands between their own posts. */
const asked = 20;

/** How an account shows itself at Bluesky now, by its DID. */
export const readProfile = async (
  { key: did }: ProfileAsked,
  client: BlueskyClient,
  handles: CheckedHandles,
): Promise<PublicProfileInput> => {
  unlessScarce('Bluesky', client.session.budget);
  const told = await client.profile(did).catch(inOurWords);
  const feed = await client.feedOf(did, asked).catch(inOurWords);
  const handle = await handles.handleOf(client, { did, handle: told.handle });
  return {
    ...(told.displayName && { name: told.displayName }),
    ...(typeof handle === 'string' && { handle }),
    ...(handle === null && { handleLapsed: true }),
    bio: told.description ?? '',
    avatarUrl: told.avatar,
    ...counted({ followers: told.followersCount, following: told.followsCount, posts: told.postsCount }),
    recentPosts: feed.filter(isOwn(did)).flatMap(shown),
  };
};

const isOwn =
  (did: string) =>
  ({ post, reason }: FeedItem): boolean =>
    reason === undefined && post.author.did === did;

const shown = ({ post }: FeedItem): NonNullable<PublicProfileInput['recentPosts']> => {
  const record = readableRecord(post.record);
  if (record === undefined) return [];
  const [at, permalink] = [new Date(post.indexedAt).toISOString(), permalinkOf(post.uri)];
  return [{ text: textOfPost(record), at, permalink, pictures: picturesOf(post.embed).length }];
};

/** What is no figure is left out. */
const counted = (counts: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => {
      return Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0;
    }),
  );

const missing = /not found|deactivated|suspended|taken down|takedown|blocked/i;

const inOurWords = (error: unknown): never => {
  if (error instanceof PermanentError && missing.test(`${error.code} ${error.message}`))
    throw noSuchProfile('Bluesky', error);
  throw error;
};
