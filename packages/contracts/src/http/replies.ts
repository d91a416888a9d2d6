import { z } from 'zod';
import { audience, languageTag, uuid } from '../primitives.js';
import { answerReaders } from './answer-readers.js';
import { messageView } from './messages.js';
import { okNeeded } from './oks.js';
import { identityView } from './people.js';

/**
 * `POST /api/v1/threads/:id/replies` with `Idempotency-Key` and `If-Match: <thread version>`; 409 `thread-changed` with
 * what is new. Without `to` the reply goes to the author of the newest human message alone.
 */
export const replyCreate = z.strictObject({
  text: z.string().trim().min(1).max(500_000),
  /** What an editor writes; a picture in it is `<img src="cid:ID">`, ID being one of `attachments`. Without it: made of `text`. */
  html: z.string().max(2_000_000).optional(),
  topicId: uuid.optional(),
  /** The message answered; default: the newest inbound human message of the topic or thread. */
  answersMessageId: uuid.optional(),
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
  /** Close the topic in the same step. */
  close: z.boolean().optional(),
});
export type ReplyCreate = z.infer<typeof replyCreate>;

/** 422 `private-words`: what a public reply would tell everybody. Nothing was sent; `sayAnyway` with these texts sends it. */
export interface PrivateWords {
  found: {
    /**
     * A passage or quoted line of a private message, a mail address, a phone number, the number of an order; or the handle of whoever
     * only followers can read, when everybody reads the answer.
     */
    kind: 'quote' | 'address' | 'phone' | 'number' | 'followers-only';
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
});
export type NoteCreate = z.infer<typeof noteCreate>;

/** 201 of replies and notes. */
export const messageCreated = z.object({ message: messageView, version: z.int() });
export type MessageCreated = z.infer<typeof messageCreated>;

/** `GET /api/v1/threads/:id/reply-options?topicId=`: in the whole thread, or in one topic of it. */
export const replyOptionsQuery = z.strictObject({ topicId: uuid.optional() });

/** Whom a reply would reach by default, and whom an agent may add, each with its reason. */
export const replyOptions = z.object({
  answersMessageId: uuid.nullable(),
  channel: z.string().nullable(),
  /** Names how long the answer may be, for `@filo/text-limits`. */
  limits: z.string().nullable(),
  accountAddress: z.string().nullable(),
  audience: audience.nullable(),
  /** Who reads the answer by itself, and whom alone it may be for instead; null: there is nothing to choose. */
  readers: z.object({ byDefault: answerReaders, fewer: z.array(answerReaders) }).nullable(),
  /** What will stand above the words, which the agent may change; null: the network knows no such thing. */
  contentWarning: z.string().nullable(),
  /** Whether it can be said in which language the words are. */
  asksLanguage: z.boolean(),
  subject: z.string().nullable(),
  to: z.array(z.object({ identity: identityView, reason: z.string() })),
  offered: z.array(
    z.object({
      identity: identityView,
      role: z.enum(['to', 'cc', 'reply-to']),
      reason: z.string(),
      wroteToUs: z.boolean(),
      domain: z.string().nullable(),
    }),
  ),
  /** Set when a colleague has to read the answer before it leaves: `POST ok-requests` instead of `replies`. */
  ok: okNeeded.nullable(),
  /** Set when this thread cannot be answered, with the reason. */
  cannotReply: z.string().nullable(),
});
export type ReplyOptions = z.infer<typeof replyOptions>;

/** `POST /api/v1/uploads`: multipart, one file of at most 25 MB. The bytes are at `GET /api/v1/uploads/:id`. */
export const uploadView = z.object({ id: uuid, name: z.string(), mediaType: z.string(), bytes: z.int() });
export type UploadView = z.infer<typeof uploadView>;
