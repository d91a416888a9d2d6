import type { Heard } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import type { PostRecord } from '../bluesky-client.js';
import { textOfPost } from './post-text.js';

export interface Author {
  did: string;
  name?: string | undefined;
  /** Only one that was seen to belong to them. */
  handle?: string | undefined;
  avatarUrl?: string | undefined;
}

/** A post, with all that had to be asked for. */
export interface ReadPost {
  uri: string;
  record: PostRecord;
  indexedAt: string;
  author: Author;
  direction: 'inbound' | 'outbound';
  /** Whom a post of ours answers; of others, whom it mentions beside us. */
  participants: MessageReceivedInput['participants'];
  quoted?: { uri: string; text: string } | undefined;
  attachments: MessageReceivedInput['attachments'];
  marks: MessageReceivedInput['marks'];
  /** Our own message ids, by the address of the post that carries them. */
  ourMessages: ReadonlyMap<string, string>;
}

/** Where our posts carry the id of the message that they are. */
export const messageIdField = 'filoMessage';

export const messageIdOf = (record: Readonly<Record<string, unknown>>): string | undefined => {
  const id = record[messageIdField];
  return typeof id === 'string' && id.length <= 998 ? id : undefined;
};

export const identityOf = ({ did, name, handle, avatarUrl }: Author) => ({
  kind: 'bluesky',
  key: did,
  ...(name && { name }),
  ...(handle && { handle }),
  ...(avatarUrl && { avatarUrl }),
});

export const heardPost = (post: ReadPost): Heard => {
  const author = identityOf(post.author);
  const newText = textOfPost(post.record);
  const { quoted, record } = post;
  const parent = record.reply?.parent.uri;
  const ids = (uri: string | undefined) =>
    uri === undefined ? [] : [...(post.ourMessages.has(uri) ? [post.ourMessages.get(uri)!] : []), uri];
  return {
    type: 'message',
    externalId: post.uri,
    direction: post.direction,
    class: 'human',
    author,
    // The network takes a post only from whoever holds the keys of the repository that it stands in.
    authorProof: { verdict: 'proven', reason: 'bluesky-repository' },
    audience: 'public',
    participants: post.participants,
    replyTo: author,
    text: quoted ? `${newText}\n\n${quotedLines(quoted.text)}` : newText,
    newText,
    ...(quoted && { quotedText: quoted.text }),
    attachments: post.attachments,
    sortAt: earlier(post.indexedAt, new Date().toISOString()),
    ...(isInstant(record.createdAt) && { claimedAt: record.createdAt }),
    threadingId: messageIdOf(record) && post.direction === 'outbound' ? messageIdOf(record) : post.uri,
    inReplyTo: ids(parent),
    references: [
      ...ids(record.reply?.root.uri === parent ? undefined : record.reply?.root.uri),
      ...ids(quoted?.uri),
    ],
    permalink: permalinkOf(post.uri),
    marks: post.marks,
    ...(record.langs?.[0] && record.langs[0].length <= 35 && { language: record.langs[0] }),
    arrival: { via: 'api' },
  };
};

/** By DID, so that it holds whatever the handle becomes. */
const permalinkOf = (uri: string): string => {
  const [did, , key] = uri.replace('at://', '').split('/');
  return `https://bsky.app/profile/${did}/post/${key}`;
};

const quotedLines = (text: string): string => text.replace(/^/gm, '> ');

const earlier = (a: string, b: string): string => (Date.parse(a) < Date.parse(b) ? a : b);

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && Number.isFinite(Date.parse(text));
