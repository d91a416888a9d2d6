import type { PublicReach } from '@filo/contracts';
import type { PostView } from '../bluesky-client.js';

type Counts = Pick<PostView, 'repostCount' | 'likeCount' | 'replyCount' | 'quoteCount'>;

/** How many a post reached, as far as the network tells; a figure that is none is left out. */
export const reachOf = (
  view: Counts | undefined,
  followers: number | undefined,
  at = new Date(),
): PublicReach => ({
  ...counted('followers', followers),
  ...counted('reposts', view?.repostCount),
  ...counted('likes', view?.likeCount),
  ...counted('replies', view?.replyCount),
  ...counted('quotes', view?.quoteCount),
  at: at.toISOString(),
});

const counted = (name: Exclude<keyof PublicReach, 'at'>, count: unknown): Partial<PublicReach> =>
  Number.isSafeInteger(count) && Number(count) >= 0 ? { [name]: count } : {};
