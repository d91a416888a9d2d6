import type { Heard } from '@filo/connector';
import { messageReceived, messageTextMax, type MessageReceivedInput } from '@filo/contracts';
import { firstCredible, isCredible } from '../../../credible-time.js';
import { typedOf } from '../../../typed-text.js';
import { externalIdOf, threadingIdOf } from './post-ids.js';
import { reachOf } from './reach-of.js';
import type { Actor, Post, Visibility } from './post.js';
import { textOfHtml, typedInHtml } from './text-of-html.js';

type Message = Extract<Heard, { type: 'message' }>;
type Identity = MessageReceivedInput['author'];

/** A post, with all that had to be asked for. */
export interface ReadPost {
  post: Post;
  /** Where we read it. */
  at: { instance: string; host: string };
  direction: 'inbound' | 'outbound';
  history: boolean;
  /** When our instance told us of it, where it says. */
  toldAt?: string | undefined;
  /** Whom a post of ours answers. */
  recipient?: Identity | undefined;
  /** Who else can read it, where none but those it names can. */
  named: readonly Identity[];
  /** Our own message, where this answers a post that we posted from here. */
  answers?: string | undefined;
  /** The same, where this quotes one. */
  quotes?: string | undefined;
  /** What names the post above for good, where that was looked at. */
  aboveUri?: string | undefined;
  attachments: MessageReceivedInput['attachments'];
  marks: NonNullable<MessageReceivedInput['marks']>;
}

/** By the address that is theirs in all of the network, whichever instance tells of them. */
export const identityOf = (
  { acct, uri, url, displayName, avatar }: Pick<Actor, 'acct' | 'uri' | 'url' | 'displayName' | 'avatar'>,
  host: string,
): Identity => ({
  kind: 'mastodon',
  key: uri ?? url,
  handle: (acct.includes('@') ? acct : `${acct}@${host}`).slice(0, 500),
  ...(displayName !== '' && { name: displayName.slice(0, 500) }),
  ...(avatar.startsWith('https://') && { avatarUrl: avatar }),
});

/** What named them at this instance before it told their permanent address, which the server of both says that both are. */
const formerKeyOf = ({ uri, url }: Pick<Actor, 'uri' | 'url'>): { formerKey?: string } =>
  uri !== undefined && uri !== url && URL.canParse(url) && new URL(url).origin === new URL(uri).origin
    ? { formerKey: url }
    : {};

const held = messageReceived.omit({ v: true, type: true, eventId: true, channel: true, accountId: true });

/** Undefined when it cannot be told as a message: a stranger must not be able to write what stops the reading. */
export const heardPost = (read: ReadPost): Heard | undefined => {
  const message = messageOf(read);
  return held.safeParse(message).success ? { type: 'message', ...message } : undefined;
};

const messageOf = (read: ReadPost): Omit<Message, 'type'> => {
  const { post, at, direction } = read;
  const author = identityOf(post.account, at.host);
  return {
    externalId: externalIdOf(at.instance, post),
    ...sameAsOf(post, author.key),
    direction,
    history: read.history,
    class: 'human',
    author: { ...author, ...formerKeyOf(post.account) },
    authorProof: { verdict: 'proven', reason: 'mastodon-instance' },
    audience: audienceOf(post.visibility),
    participants: participantsOf(read),
    replyTo: author,
    ...wordsOf(post),
    attachments: read.attachments,
    sortAt: takenInAt(post, read.toldAt),
    ...(isCredible(post.createdAt) && { claimedAt: post.createdAt }),
    threadingId: threadingIdOf(at.instance, post.id),
    inReplyTo: [
      ...(read.answers === undefined ? [] : [read.answers]),
      ...(post.inReplyToId == null ? [] : [threadingIdOf(at.instance, post.inReplyToId)]),
    ],
    references: [
      ...(read.quotes === undefined ? [] : [read.quotes]),
      ...addressesAbove(read),
      ...(post.quote == null ? [] : [threadingIdOf(at.instance, post.quote.quotedStatus.id)]),
    ],
    ...(post.url != null && { permalink: post.url }),
    ...(post.visibility !== 'direct' && { reach: reachOf(post) }),
    marks: [...read.marks, ...groupMark(read), ...marksOf(post)],
    ...(post.language != null && { language: post.language }),
    arrival: { via: 'api' },
  };
};

/**
 * What the post is called at every instance, if its author's own server says so: an instance asks that server before it believes an
 * address, and one that does not might take in another server's name.
 */
const sameAsOf = ({ uri }: Post, authorKey: string): Pick<Message, 'sameAs'> =>
  uri !== undefined && URL.canParse(authorKey) && new URL(uri).origin === new URL(authorKey).origin
    ? { sameAs: uri }
    : {};

const participantsOf = ({ recipient, named }: ReadPost): Message['participants'] => [
  ...(recipient === undefined ? [] : [{ identity: recipient, role: 'to' as const }]),
  ...named
    .filter(({ key }) => key !== recipient?.key)
    .map((identity) => ({ identity, role: 'mentioned' as const })),
];

const groupMark = ({ direction, named }: ReadPost): NonNullable<MessageReceivedInput['marks']> =>
  direction === 'inbound' && named.length > 0
    ? [{ code: 'group-message', text: 'Whoever it names reads it too. An answer goes to its author alone.' }]
    : [];

/** Another account of ours may have heard them, by the ids of another instance. */
const addressesAbove = ({ post, aboveUri }: ReadPost): string[] =>
  [aboveUri, post.quote?.quotedStatus.uri].filter((uri) => uri !== undefined);

/** What followers alone may read is still read by others than us: an answer to it is, too. */
export const audienceOf = (visibility: Visibility): 'private' | 'public' =>
  visibility === 'direct' ? 'private' : 'public';

/** Whether the first words of the text are a content warning. */
export const hasWarning = ({ spoilerText }: Pick<Post, 'spoilerText'>): boolean => spoilerText.trim() !== '';

const marksOf = (post: Post): NonNullable<MessageReceivedInput['marks']> => [
  ...(post.visibility === 'private'
    ? [{ code: 'followers-only', text: 'Only followers of its author and whoever it names can read this.' }]
    : []),
  ...(post.visibility === 'unlisted'
    ? [{ code: 'unlisted', text: 'Everybody can read this, but it stands in no public timeline.' }]
    : []),
  // Core reads from it that the first words of the text are the warning.
  ...(hasWarning(post)
    ? [{ code: 'content-warning', text: 'Its author put a content warning above it.' }]
    : []),
  ...(isSensitive(post)
    ? [{ code: 'sensitive', text: 'Its author marked what it shows as sensitive.' }]
    : []),
];

/** Whether its author wishes its pictures covered. Below a content warning they are, without a word of theirs. */
export const isSensitive = (post: Pick<Post, 'sensitive' | 'spoilerText' | 'mediaAttachments'>): boolean =>
  post.sensitive && post.mediaAttachments.length > 0 && !hasWarning(post);

/**
 * A content warning stands above the words, as it does there. It is no subject: posts under the same warning are no one matter,
 * and it goes when the post goes. Pictures say what they show.
 */
export const textOf = (post: Post): string => {
  const warning = post.spoilerText.trim();
  const alts = post.mediaAttachments.map(({ type, description }) => lineOf(type, description ?? ''));
  const lines = [warning === '' ? '' : `CW: ${warning}`, textOfHtml(post.content), pollOf(post), ...alts];
  return lines
    .filter((line) => line !== '')
    .join('\n\n')
    .slice(0, messageTextMax);
};

const quoteLine = { begin: '<p class="quote-inline">', end: '</p>' };

/** An instance that does not clean its HTML may leave it open: then it stays, and nothing is looked for twice. */
const withoutQuoteLine = (html: string): string => {
  const from = html.indexOf(quoteLine.begin);
  const to = from === -1 ? -1 : html.indexOf(quoteLine.end, from);
  return to === -1 ? html : html.slice(0, from) + html.slice(to + quoteLine.end.length);
};

/** What a post says, and below it what it quotes, marked as the words of somebody else. */
export const wordsOf = (post: Post): Pick<Message, 'text' | 'newText' | 'typedText' | 'quotedText'> => {
  if (post.quote == null) {
    const words = textOf(post);
    return { text: words, newText: words, ...typedOf(words, typedInHtml(post.content)) };
  }
  // For programs that know no quotes an instance begins with their address.
  const content = withoutQuoteLine(post.content);
  const { quotedStatus } = post.quote;
  const lines = [quotedStatus.spoilerText.trim(), textOfHtml(quotedStatus.content), pollOf(quotedStatus)];
  const quotedText = lines.filter((line) => line !== '').join('\n\n');
  const newText = textOf({ ...post, content });
  const text = `${newText}\n\n${quotedText.replace(/^/gm, '> ')}`.trim();
  return {
    ...{ text: text.slice(0, messageTextMax), newText, ...typedOf(newText, typedInHtml(content)) },
    quotedText: quotedText.slice(0, messageTextMax),
  };
};

const pollOf = ({ poll }: Pick<Post, 'poll'>): string => {
  const titles = (poll?.options ?? []).map(({ title }) => title.trim()).filter((title) => title !== '');
  return titles.length === 0 ? '' : ['[Poll]', ...titles.map((title) => `- ${title}`)].join('\n');
};

const lineOf = (type: string, description: string): string => {
  const named = names[type] ?? 'File';
  if (description.trim() !== '') return `[${named}: ${description.trim()}]`;
  return type === 'image' ? '' : `[${named}]`;
};

const names: Readonly<Record<string, string>> = {
  ...{ image: 'Picture', gifv: 'Picture', video: 'Video', audio: 'Sound' },
};

/** Clocks differ, and posts are on their way for a while: so long what its author's server says is believed, and keeps the order of what they said. */
const believedMs = 5 * 60_000;

/**
 * When it came into the network, never later than now: its author's server may name any time, ours is a witness of when it was told. Without a witness it
 * is as that server says.
 */
export const takenInAt = ({ createdAt }: Pick<Post, 'createdAt'>, toldAt?: string): string => {
  const [claimed, told] = [firstCredible(createdAt), firstCredible(toldAt, createdAt)];
  const earlierMs = Date.parse(told) - Date.parse(claimed);
  return earlierMs >= 0 && earlierMs <= believedMs ? claimed : told;
};
