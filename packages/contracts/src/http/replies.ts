import { z } from 'zod';
import { whys } from '../why.js';
import { audience, languageTag, uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { answerReaders } from './answer-readers.js';
import { messageView } from './messages.js';
import { mentioned } from './notices.js';
import { okNeeded } from './oks.js';
import { identityView } from './people.js';
import { promiseTold } from './promises.js';
import { signatureChoice, signaturesOffered } from './signatures.js';

/** A message that another one takes along: forwarded below its headers, or said again as it was; with these of its files. */
const carriedMessage = z.strictObject({
  kind: z.enum(['forward', 'resend']),
  messageId: uuid,
  attachmentIds: z.array(uuid).max(100),
});

/** It becomes a header: no line may end in it. */
const inOneLine = (subject: string): string => subject.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** To which address a mail goes that answers none, and below which subject. */
export const matterBegun = z.strictObject({
  identityId: uuid,
  subject: z.string().overwrite(inOneLine).min(1).max(500),
  carries: carriedMessage.optional(),
});

/** `POST /api/v1/messages/:id/resend` with `Idempotency-Key`: says a mail of ours again, to this address alone. */
export const messageResend = z.strictObject({
  address: z.string().trim().min(1).max(998),
  /** It is another address of whom the mail was written to: the two are joined, with the mail as evidence. */
  isTheirs: z.boolean().optional(),
  undo: z.boolean().optional(),
});
export type MessageResend = z.infer<typeof messageResend>;

/** `POST /api/v1/people`: whose thread a mail to this address stands in. Nothing is sent; whoever was unknown is a person from now on. */
export const writingToBegin = z.strictObject({ address: z.string().trim().min(1).max(998) });
export type WritingToBegin = z.infer<typeof writingToBegin>;

/** 201 of that: `address` as it is written to, and the version of the thread. */
export const writingBegun = z.object({
  threadId: uuid,
  identityId: uuid,
  address: z.string(),
  version: z.int(),
});
export type WritingBegun = z.infer<typeof writingBegun>;

/**
 * `POST /api/v1/threads/:id/replies` with `Idempotency-Key` and `If-Match: <thread version>`; 409 `thread-changed` with
 * what is new. Without `to` the reply goes to the author of the newest human message alone.
 */
export const replyFields = z.strictObject({
  /** Empty only where it takes another message along. */
  text: z.string().trim().max(500_000),
  /** What an editor writes; a picture in it is `<img src="cid:ID">`, ID being one of `attachments`. Without it: made of `text`. */
  html: z.string().max(2_000_000).optional(),
  topicId: uuid.optional(),
  /** The message answered; default: the newest inbound human message of the topic or thread. */
  answersMessageId: uuid.optional(),
  /** The account of ours that says it, one of those that `reply-options` offer; default: the first of them. */
  accountId: uuid.optional(),
  /** Who its writer was shown will read it: of what was written to be read in private, refused (`wider-than-meant`) where everybody would. */
  writtenFor: audience.optional(),
  /** Begins a matter instead of answering one: a mail to this address of theirs. With it neither `topicId` nor `answersMessageId`. */
  begins: matterBegun.optional(),
  to: z.array(z.string().max(998)).max(50).optional(),
  cc: z.array(z.string().max(998)).max(50).optional(),
  /** Ids from `POST /api/v1/uploads`. */
  attachments: z.array(uuid).max(50).optional(),
  /** What the pictures among `attachments` show, by their ids: asked for in public; an empty word says that there is nothing to say. */
  alts: z.record(uuid, z.string().trim().max(2_000)).optional(),
  /** Fewer than would read it by themselves; `author` makes it private. Only where `reply-options` offer it. */
  readers: answerReaders.optional(),
  /** What hides the words until somebody looks; empty: nothing; absent: what stands above the message answered. */
  contentWarning: z.string().trim().max(500).optional(),
  /** Show no card of the first link, where its network would. */
  noCard: z.boolean().optional(),
  /** In which the words are. */
  language: languageTag.optional(),
  /** Post it as numbered parts, each below the one before, where it is longer than its network takes. */
  split: z.boolean().optional(),
  /** What a refusal `private-words` found in exactly these words, and the agent says in public all the same. */
  sayAnyway: z.array(z.string().max(2_000)).max(500).optional(),
  /** Double braces in the words are meant, and no blank of a script that was left. */
  asWritten: z.boolean().optional(),
  /** What stands below it, of a mail in private; elsewhere it means nothing. */
  signature: signatureChoice.optional(),
  /** What it promises: written down with it, as it leaves. */
  promise: z.strictObject(promiseTold).optional(),
  /** Close the topic in the same step. */
  close: z.boolean().optional(),
  /** Hold it for as long as the agent's own settings say, so that `hold-back` can take it away; a direct message on a network leaves at once. */
  undo: z.boolean().optional(),
});
export type ReplyCreate = z.infer<typeof replyFields>;

/** Whoever says nothing sends nothing; a forwarded message needs no words beside its own. */
export const saysSomething = ({ text, begins }: Pick<ReplyCreate, 'text' | 'begins'>): boolean =>
  text !== '' || begins?.carries !== undefined;
export const nothingSaid = { path: ['text'], message: 'Must not be empty' };
export const replyCreate = replyFields.refine(saysSomething, nothingSaid);

/** 422 `private-words`: what a public reply would tell everybody. Nothing was sent; `sayAnyway` with these texts sends it. */
export interface PrivateWords {
  found: {
    /**
     * A passage or quoted line of a private message, a mail address, a phone number, the number of an order, a postal address; or the handle of whoever
     * only followers can read, when everybody reads the answer.
     */
    kind: 'quote' | 'address' | 'phone' | 'number' | 'street' | 'followers-only';
    text: string;
  }[];
}

/** 409 `thread-changed`. */
export const threadChanged = z.object({
  type: z.string(),
  title: z.string(),
  status: z.literal(409),
  detail: z.string(),
  code: z.literal('thread-changed'),
  version: z.int(),
  newMessages: z.array(messageView),
});
export type ThreadChanged = z.infer<typeof threadChanged>;

/** `POST /api/v1/threads/:id/notes`; with `Idempotency-Key` a retry writes it once. */
export const noteCreate = z.strictObject({
  text: z.string().trim().min(1).max(100_000),
  topicId: uuid.optional(),
  /** Whom it names with `@`: they are told, as far as they may read the thread. */
  mentions: z.array(mentioned).max(50).optional(),
});
export type NoteCreate = z.infer<typeof noteCreate>;

/** 201 of replies and notes. */
export const messageCreated = z.object({ message: messageView, version: z.int() });
export type MessageCreated = z.infer<typeof messageCreated>;

/**
 * `GET /api/v1/threads/:id/reply-options?topicId=&messageId=`: of an answer to the newest message of the thread or of one topic of it, or to the
 * message that is named, in whatever topic; 422 `unknown-reference` where the thread shows no such message to who asks. With `begins`, an identity of
 * theirs: of a message that answers none.
 */
export const replyOptionsQuery = z.strictObject({
  topicId: uuid.optional(),
  messageId: uuid.optional(),
  begins: uuid.optional(),
  /** With `begins`: the message that it is to take along; accounts of its group come first. */
  carries: uuid.optional(),
});

/** A message of theirs that can be answered. */
export const answerableMessage = z.object({
  messageId: uuid,
  author: identityView,
  /** By which an answer to it travels. */
  channel: z.string(),
  audience,
  /** Its first words. */
  text: z.string(),
  postedAt: z.string(),
  /** Not a word of theirs but our mail whose button proved this address when they were invited; they have written nothing there yet. */
  proven: z.boolean(),
});
export type AnswerableMessage = z.infer<typeof answerableMessage>;

/** Why a reply reaches somebody, or nobody, for whoever says it in another language than the sentence beside it. */
export const replyReasonCodes = [
  ...['recipient-author', 'recipient-named', 'recipient-to', 'recipient-cc', 'recipient-reply-to'],
  'recipient-chosen',
  ...['no-word-to-answer', 'no-word-to-answer-in-topic', 'no-account-to-answer', 'no-account-sees'],
  'no-account-received',
] as const;

/** Whom a reply would reach by default, and whom an agent may add, each with its reason. */
export const replyOptions = z.object({
  answersMessageId: uuid.nullable(),
  /** The message that is answered; `isNewest`: it is answered where none is named; `isEarlier`: they have said something since, in whatever topic. */
  answers: z.object({ ...answerableMessage.shape, isNewest: z.boolean(), isEarlier: z.boolean() }).nullable(),
  /** What they said last in each place where they wrote, the newest first: each can be answered there. */
  places: z.array(answerableMessage),
  channel: z.string().nullable(),
  /** Names how long the answer may be, for `@filo/text-limits`. */
  limits: z.string().nullable(),
  accountAddress: z.string().nullable(),
  /**
   * Accounts of ours that can say it, the one that does by itself first, each with how long its answer may be. `otherReaders`, of a message that takes
   * another along: the account group whose agents could read it there and are not those who can already; such an account is never taken by itself.
   * `followersOnly`: its network shows what it says in public to its followers alone.
   */
  accounts: z.array(
    z.object({
      ...{ id: uuid, address: z.string(), limits: z.string() },
      otherReaders: z.string().nullable().optional(),
      followersOnly: z.boolean().optional(),
    }),
  ),
  audience: audience.nullable(),
  /** The colleague who has the storm that the message is a voice of. */
  stormOwner: agentBrief.nullish(),
  /** Who reads the answer by itself, and whom alone it may be for instead; null: there is nothing to choose. */
  readers: z.object({ byDefault: answerReaders, fewer: z.array(answerReaders) }).nullable(),
  /** What will stand above the words, which the agent may change; null: the network knows no such thing. */
  contentWarning: z.string().nullable(),
  /** Whether it can be said in which language the words are. */
  asksLanguage: z.boolean(),
  /** Whether its first link is shown as a card: `POST link-card` tells how. */
  showsCard: z.boolean(),
  subject: z.string().nullable(),
  /** Null: none stands below what is said there. */
  signatures: signaturesOffered.nullable(),
  to: z.array(z.object({ identity: identityView, reason: z.string(), why: whys })),
  offered: z.array(
    z.object({
      identity: identityView,
      role: z.enum(['to', 'cc', 'reply-to']),
      reason: z.string(),
      why: whys,
      wroteToUs: z.boolean(),
      domain: z.string().nullable(),
    }),
  ),
  /** Set when a colleague has to read the answer before it leaves: `POST ok-requests` instead of `replies`. */
  ok: okNeeded.nullable(),
  /** Set when this thread cannot be answered, with the reason. */
  cannotReply: z.string().nullable(),
  /** The same for other languages. */
  cannotReplyWhy: whys,
});
export type ReplyOptions = z.infer<typeof replyOptions>;

/** `POST /api/v1/uploads`: multipart, one file of at most 25 MB. The bytes are at `GET /api/v1/uploads/:id`. */
export const uploadView = z.object({ id: uuid, name: z.string(), mediaType: z.string(), bytes: z.int() });
export type UploadView = z.infer<typeof uploadView>;
