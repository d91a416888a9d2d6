import type { Heard } from '@filo/connector';
import { messageReceived, messageTextMax, type MessageReceivedInput } from '@filo/contracts';
import { typedOf } from '../../../typed-text.js';
import type { XMedia, XPost, XUser } from '../client/x-answers.js';
import { keyOf, permalinkAt, saidAt, threadingIdOf } from './post-ids.js';
import { isAnswer, quotedIdOf, textOfPost, typedInPost } from './post-text.js';

/** A post, with all that stood beside it. */
export interface ReadPost {
  post: XPost;
  author: Pick<XUser, 'id'> & Partial<XUser>;
  direction: 'inbound' | 'outbound';
  history: boolean;
  participants: MessageReceivedInput['participants'];
  quoted?: XPost | undefined;
  /** The post above, where X shows it. */
  answered?: XPost | undefined;
  media: readonly XMedia[];
  attachments: MessageReceivedInput['attachments'];
  marks: MessageReceivedInput['marks'];
  /** The id of the message of ours that this is, or that the answered one is. */
  ourMessage?: string | undefined;
  answeredMessage?: string | undefined;
}

/** What the contract takes of a name. */
const nameMax = 500;

export const identityOf = ({ id, name, username, profile_image_url }: ReadPost['author']) => ({
  kind: 'x',
  key: id,
  ...(name && { name: name.slice(0, nameMax) }),
  ...(username && { handle: username.slice(0, nameMax) }),
  ...(profile_image_url && { avatarUrl: profile_image_url }),
});

const held = messageReceived.omit({ v: true, type: true, eventId: true, channel: true, accountId: true });

/** Undefined when it cannot be told as a message. */
export const heardOf = (message: Omit<Extract<Heard, { type: 'message' }>, 'type'>): Heard | undefined =>
  held.safeParse(message).success ? { type: 'message', ...message } : undefined;

export const heardPost = (read: ReadPost): Heard | undefined => {
  const { post } = read;
  const author = identityOf(read.author);
  const key = keyOf(post);
  return heardOf({
    externalId: key,
    direction: read.direction,
    history: read.history,
    class: 'human',
    author,
    // X names the account that posted it.
    authorProof: { verdict: 'proven', reason: 'x-account' },
    audience: 'public',
    participants: read.participants,
    replyTo: author,
    ...textsOf(read),
    attachments: read.attachments,
    sortAt: saidAt(post),
    threadingId: read.ourMessage ?? threadingIdOf(key),
    inReplyTo: answeredIds(read),
    references: referencesOf(read),
    permalink: permalinkAt(post.id),
    marks: [...(read.marks ?? []), ...markOf(read), ...coverOf(read)],
    ...(post.lang && post.lang !== 'und' && { language: post.lang }),
    ...reachOf(read),
    arrival: { via: 'api' },
  });
};

/** Our answer below it is read by everybody all the same: X knows no other. */
const markOf = ({ author, direction }: ReadPost): NonNullable<MessageReceivedInput['marks']> =>
  author.protected && direction === 'inbound'
    ? [
        {
          code: 'followers-only',
          text: 'Only followers of its author can read this; an answer can be read by everybody.',
        },
        { code: 'answered-in-public', text: 'An answer to this can be read by everybody.' },
      ]
    : [];

/** X says of nothing else than pictures and videos that somebody may not want to see them unasked, and not whether it was its author who said so. */
const coverOf = ({ post, media }: ReadPost): NonNullable<MessageReceivedInput['marks']> =>
  post.possibly_sensitive && media.length > 0
    ? [{ code: 'possibly-sensitive', text: 'X or its author marked what it shows as possibly sensitive.' }]
    : [];

export const textsOf = ({ post, media, quoted }: Pick<ReadPost, 'post' | 'media' | 'quoted'>) => {
  const newText = cut(textOfPost(post, media));
  const quotedText = quoted && cut(textOfPost(quoted, []));
  const own = { newText, ...typedOf(newText, typedInPost(post)) };
  if (!quotedText) return { text: newText, ...own };
  return { text: cut(`${newText}\n\n${quotedText.replace(/^/gm, '> ')}`), ...own, quotedText };
};

const answeredIds = ({ post, answered, answeredMessage }: ReadPost): string[] => {
  const named = post.referenced_tweets.find(({ type }) => type === 'replied_to')?.id;
  if (named === undefined) return [];
  const ids = [answered ? keyOf(answered) : named, named].map(threadingIdOf);
  return [...new Set([...(answeredMessage ? [answeredMessage] : []), ...ids])];
};

const referencesOf = ({ post, quoted }: ReadPost): string[] => {
  const root = isAnswer(post) ? post.conversation_id : undefined;
  const quotedId = quoted ? keyOf(quoted) : quotedIdOf(post);
  return [root, quotedId].flatMap((id) => (id === undefined ? [] : [threadingIdOf(id)]));
};

const reachOf = ({ post: { public_metrics: told }, author, direction }: ReadPost) => {
  if (told === undefined || direction === 'outbound') return {};
  const counts = {
    followers: author.public_metrics?.followers_count,
    reposts: told.retweet_count,
    likes: told.like_count,
    replies: told.reply_count,
    quotes: told.quote_count,
  };
  const known = Object.entries(counts).filter(([, count]) => count !== undefined);
  return { reach: { ...Object.fromEntries(known), at: new Date().toISOString() } };
};

const cut = (text: string): string => text.slice(0, messageTextMax);
