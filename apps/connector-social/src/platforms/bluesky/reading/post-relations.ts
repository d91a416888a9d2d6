import type { FeedItem, PostRecord, PostView } from '../bluesky-client.js';
import type { Author } from './heard-post.js';
import { isPostAddress } from './post-address.js';

interface Quoting {
  record?: { uri?: unknown; record?: { uri?: unknown } };
}

/** Addresses of posts of ours that a post answers or quotes. */
export const ourParentsOf = ({ reply, embed }: PostRecord, ourDid: string): string[] => {
  const { record } = (embed ?? {}) as Quoting;
  return [reply?.parent.uri, reply?.root.uri, record?.uri, record?.record?.uri]
    .filter((uri) => isPostAddress(uri))
    .filter((uri) => uri.startsWith(`at://${ourDid}/`));
};

interface QuotedView {
  uri?: unknown;
  value?: { text?: unknown };
  record?: QuotedView;
}

/** The post that a post quotes, as far as the network shows it. */
export const quotedIn = (view: PostView | undefined): { uri: string; text: string } | undefined => {
  const outer = (view?.embed as { record?: QuotedView } | undefined)?.record;
  const quoted = outer?.uri === undefined ? outer?.record : outer;
  const text = quoted?.value?.text;
  return isPostAddress(quoted?.uri) && typeof text === 'string' ? { uri: quoted.uri, text } : undefined;
};

/** Whom a post of ours answers: whoever wrote the post above it, or, above our own, whoever began. */
export const recipientOf = ({ reply }: FeedItem, ourDid: string): (Author & { handle: string }) | undefined =>
  [reply?.parent, reply?.root]
    .flatMap((above) => (above && 'author' in above ? [(above as PostView).author] : []))
    .find(({ did }) => did !== ourDid);
