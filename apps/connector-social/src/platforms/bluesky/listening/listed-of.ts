import type { FeedItem, Notice } from '../bluesky-client.js';
import type { Listed } from './standing.js';

export const noticeOf = ({ uri, indexedAt }: Notice): Listed => ({ uri, indexedAt });

/** What was passed on stands in the list at the time of the passing on, and is another thing than the post itself. */
export const itemOf = ({ post, reason }: FeedItem): Listed => {
  const passedOn = reason as { uri?: string; indexedAt?: string } | undefined;
  if (passedOn?.indexedAt === undefined) return { uri: post.uri, indexedAt: post.indexedAt };
  return { uri: passedOn.uri ?? `${post.uri}#passed-on`, indexedAt: passedOn.indexedAt };
};
