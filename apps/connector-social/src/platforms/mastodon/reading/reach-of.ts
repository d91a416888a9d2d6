import type { PublicReach } from '@filo/contracts';
import type { Post } from './post.js';

/** How many a post reached, as far as the instance knows; a figure that is none is left out. */
export const reachOf = (
  { account, reblogsCount, favouritesCount, repliesCount, quotesCount }: Post,
  at = new Date(),
): PublicReach => ({
  ...(account.followersCount !== undefined && { followers: account.followersCount }),
  ...(reblogsCount !== undefined && { reposts: reblogsCount }),
  ...(favouritesCount !== undefined && { likes: favouritesCount }),
  ...(repliesCount !== undefined && { replies: repliesCount }),
  ...(quotesCount !== undefined && { quotes: quotesCount }),
  at: at.toISOString(),
});
