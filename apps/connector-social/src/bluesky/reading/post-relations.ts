import type { FeedItem, PostView } from '../bluesky-client.js';
import type { Author } from './heard-post.js';

interface Related {
  reply?: { parent?: { uri?: string }; root?: { uri?: string } };
  embed?: { record?: { uri?: string; record?: { uri?: string } } };
}

/** Addresses of posts of ours that a post answers or quotes. */
export const ourParentsOf = (record: Readonly<Record<string, unknown>>, ourDid: string): string[] => {
  const { reply, embed } = record as Related;
  return [reply?.parent?.uri, reply?.root?.uri, embed?.record?.uri, embed?.record?.record?.uri].filter(
    (uri) => uri?.startsWith(`at://${ourDid}/`) === true,
  ) as string[];
};

interface QuotedView {
  $type?: string;
  uri?: string;
  value?: { text?: unknown };
  record?: QuotedView;
}

/** The post that a post quotes, as far as the network shows it. */
export const quotedIn = (view: PostView | undefined): { uri: string; text: string } | undefined => {
  const outer = (view?.embed as { record?: QuotedView } | undefined)?.record;
  const quoted = outer?.uri === undefined ? outer?.record : outer;
  const text = quoted?.value?.text;
  return quoted?.uri !== undefined && typeof text === 'string' ? { uri: quoted.uri, text } : undefined;
};

/** Whom a post of ours answers: whoever wrote the post above it, or, above our own, whoever began. */
export const recipientOf = ({ reply }: FeedItem, ourDid: string): (Author & { handle: string }) | undefined =>
  [reply?.parent, reply?.root]
    .flatMap((above) => (above && 'author' in above ? [(above as PostView).author] : []))
    .find(({ did }) => did !== ourDid);
