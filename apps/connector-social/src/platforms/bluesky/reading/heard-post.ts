import type { Heard } from '@filo/connector';
import {
  instant,
  messageReceived,
  messageTextMax,
  type MessageReceivedInput,
  type PublicReach,
} from '@filo/contracts';
import { isCredible } from '../../../credible-time.js';
import { typedOf } from '../../../typed-text.js';
import type { PostRecord } from '../bluesky-client.js';
import { isPostAddress } from './post-address.js';
import { textOfPost, typedInPost } from './post-text.js';

export interface Author {
  did: string;
  name?: string | undefined;
  /** Only one that was seen to belong to them; null: the one that they claim was seen not to. */
  handle?: string | null | undefined;
  avatarUrl?: string | undefined;
}

/** A post, with all that had to be asked for. */
export interface ReadPost {
  uri: string;
  record: PostRecord;
  sortAt: string;
  history: boolean;
  author: Author;
  direction: 'inbound' | 'outbound';
  /** Whom a post of ours answers; of others, whom it mentions beside us. */
  participants: MessageReceivedInput['participants'];
  quoted?: { uri: string; text: string } | undefined;
  attachments: MessageReceivedInput['attachments'];
  marks: MessageReceivedInput['marks'];
  reach?: PublicReach | undefined;
  /** Our own message ids, by the address of the post that carries them. */
  ourMessages: ReadonlyMap<string, string>;
}

/** Where our posts carry the id of the message that they are. */
export const messageIdField = 'filoMessage';

export const messageIdOf = (record: Readonly<Record<string, unknown>>): string | undefined => {
  const id = record[messageIdField];
  return typeof id === 'string' && id.length <= 998 ? id : undefined;
};

/** What the contract takes as the key of an identity. */
export const identityKeyMax = 998;

export const identityOf = ({ did, name, handle, avatarUrl }: Author) => ({
  kind: 'bluesky',
  key: did,
  ...(name && { name }),
  ...(handle && { handle }),
  ...(avatarUrl && { avatarUrl }),
});

const held = messageReceived.omit({ v: true, type: true, eventId: true, channel: true, accountId: true });

/** Undefined when it cannot be told as a message: a stranger must not be able to write what stops the reading. */
export const heardPost = (post: ReadPost): Heard | undefined => {
  const message = messageOf(post);
  return held.safeParse(message).success ? { type: 'message', ...message } : undefined;
};

const messageOf = (post: ReadPost): Omit<Extract<Heard, { type: 'message' }>, 'type'> => {
  const author = identityOf(post.author);
  const { quoted, record } = post;
  const parent = record.reply?.parent.uri;
  const ids = (uri: string | undefined) =>
    !isPostAddress(uri) ? [] : [...(post.ourMessages.has(uri) ? [post.ourMessages.get(uri)!] : []), uri];
  return {
    externalId: post.uri,
    direction: post.direction,
    history: post.history,
    class: 'human',
    author: { ...author, ...(post.author.handle === null && { handleLapsed: true }) },
    // The network takes a post only from whoever holds the keys of the repository that it stands in.
    authorProof: { verdict: 'proven', reason: 'bluesky-repository' },
    audience: 'public',
    participants: post.participants,
    replyTo: author,
    ...textsOf(record, quoted),
    attachments: post.attachments,
    sortAt: post.sortAt,
    ...(instant.safeParse(record.createdAt).success &&
      isCredible(record.createdAt) && { claimedAt: record.createdAt }),
    threadingId: (post.direction === 'outbound' && messageIdOf(record)) || post.uri,
    inReplyTo: ids(parent),
    references: [
      ...ids(record.reply?.root.uri === parent ? undefined : record.reply?.root.uri),
      ...ids(quoted?.uri),
    ],
    permalink: permalinkOf(post.uri),
    marks: post.marks,
    ...(post.reach && { reach: post.reach }),
    ...(record.langs?.[0] && record.langs[0].length <= 35 && { language: record.langs[0] }),
    arrival: { via: 'api' },
  };
};

export const textsOf = (record: PostRecord, quoted: ReadPost['quoted']) => {
  const newText = cut(textOfPost(record));
  const own = { newText, ...typedOf(newText, typedInPost(record)) };
  if (quoted === undefined) return { text: newText, ...own };
  return {
    text: cut(`${newText}\n\n${quotedLines(quoted.text)}`),
    ...{ ...own, quotedText: cut(quoted.text) },
  };
};

/** By DID, so that it holds whatever the handle becomes. */
export const permalinkOf = (uri: string): string => {
  const [did, , key] = uri.replace('at://', '').split('/');
  return `https://bsky.app/profile/${did}/post/${key}`;
};

const quotedLines = (text: string): string => text.replace(/^/gm, '> ');

const cut = (text: string): string => text.slice(0, messageTextMax);
