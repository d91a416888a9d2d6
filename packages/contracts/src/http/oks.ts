import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { answerReaders } from './answer-readers.js';
import { answeredPost } from './messages.js';
import { identityView } from './people.js';

const time = z.string();

/** Why a public answer needs a second pair of eyes: the words of the post, or of its matter, that speak of harm, law or press. */
export const okReason = z.object({ factor: z.enum(['harm', 'law', 'press']), words: z.array(z.string()) });
export type OkReason = z.infer<typeof okReason>;

/** The message whose words ask for the OK: the answered one where its words do, else the newest. */
export const askingPost = answeredPost.extend({ channel: z.string(), at: time });
export type AskingPost = z.infer<typeof askingPost>;

/** Part of `GET /threads/:id/reply-options`: the answer is asked an OK for, and does not leave by itself. */
export const okNeeded = z.object({
  why: z.array(okReason),
  /** Null: the agent may not see it. */
  asking: askingPost.nullable(),
  /** Active colleagues who may see the post, and so may give the OK. With none, an admin lets one in or switches the rule off. */
  colleagues: z.int(),
});

/**
 * A public answer that waits for a colleague's OK: nothing of it has left. `POST /api/v1/threads/:id/ok-requests` takes what
 * `replies` takes, with the same two headers and the same refusals.
 */
export const okRequest = z.object({
  id: uuid,
  /** `returned` waits for its author; `sent` left as it was read. */
  state: z.enum(['waiting', 'returned', 'sent', 'withdrawn']),
  threadId: uuid.nullable(),
  /**
   * Where the thread stood when this was made for its reader. Whoever gives the OK names in `If-Match` the one that they were shown, not one that was
   * fetched while they read: what came since refuses it, and is shown to them first.
   */
  seenVersion: z.int(),
  /** What came into the thread since the OK was asked for; the oldest first. */
  since: z.array(z.object({ messageId: uuid, ours: z.boolean(), text: z.string(), at: time })),
  /** The post that it answers, as it stands now. */
  answers: z.object({
    messageId: uuid,
    channel: z.string(),
    author: identityView.nullable(),
    text: z.string(),
    /** Its author deleted it meanwhile, or it was kept for long enough. */
    gone: z.boolean(),
    /** It is gone from here alone, since it was kept for long enough: at its network it may still stand. */
    removed: z.boolean(),
    /** Its author changed its words since the OK was asked for: the answer was written to others. */
    edited: z.boolean(),
  }),
  author: agentBrief,
  /** Its author may not answer here any more: nobody gives the OK, and whoever sees it may take it back. */
  authorGone: z.boolean(),
  /** Whom its author addressed beside whoever is answered, as they wrote it; empty: nobody else was named. */
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** How many more answers to this post wait for an OK. */
  others: z.int(),
  /** Our account, the parts or the warning would be others now than those that the OK was asked for: its author asks anew. */
  askAnew: z.boolean(),
  text: z.string(),
  /** What will stand above the words; null: nothing. */
  contentWarning: z.string().nullable(),
  /** Its posts, where it is longer than one. */
  parts: z.array(z.string()).nullable(),
  /** Who will be able to read it where it will stand. */
  readers: answerReaders,
  /** In which its author says the words are; null: they do not say. */
  language: z.string().nullable(),
  /** The topic is closed as it leaves. */
  closes: z.boolean(),
  /** What is private, and its author says in public all the same. */
  saidAnyway: z.array(z.string()),
  /** Files that go with it, and what they show; their bytes: `GET /api/v1/uploads/:id`. */
  files: z.array(z.object({ id: uuid, name: z.string(), mediaType: z.string(), alt: z.string().nullable() })),
  /** The account of ours that says it. */
  account: z.string().nullable(),
  /** Its author chose that account; null: it is the one that answers by itself. */
  accountId: uuid.nullable(),
  /** That account is paused or removed, and it cannot leave from there: its author chooses another one, or takes it back. */
  accountGone: z.boolean(),
  why: z.array(okReason),
  /** Whose words ask for it, as it stands now; another one than `answers` where its author spoke of it elsewhere. Null: it is not known, or may not be seen. */
  asking: askingPost.nullable(),
  colleagues: z.int(),
  askedAt: time,
  /** Names exactly what is read: the OK is given to this and to nothing else. */
  digest: z.string(),
  /** Who decided last, and what they said. */
  decided: z.object({ agent: agentBrief.nullable(), at: time, reason: z.string().nullable() }).nullable(),
  /** What it became. */
  messageId: uuid.nullable(),
});
export type OkRequest = z.infer<typeof okRequest>;

/** `GET /api/v1/ok-requests`: what waits in the account groups of the agent, and what came back to them; the oldest first. */
export const okRequestsQuery = z.strictObject({ threadId: uuid.optional() });
export const okRequestList = z.object({
  items: z.array(okRequest),
  /** How many stand behind these: those to posts that are gone come last. */
  more: z.int(),
  rule: z.object({ needed: z.boolean() }),
});
export type OkRequestList = z.infer<typeof okRequestList>;

/** `POST /api/v1/ok-requests/:id/ok` with `If-Match`: it leaves, if it is still what was read. Never by its author. */
export const okGiven = z.strictObject({
  digest: z.string().max(100),
  /** What a refusal `private-words` found that only who gives the OK can see, and they let go in public all the same. */
  sayAnyway: z.array(z.string().max(2_000)).max(500).optional(),
});
export type OkGiven = z.infer<typeof okGiven>;

/** `POST /api/v1/ok-requests/:id/return`: its author reads why, and may ask again. */
export const okReturned = z.strictObject({
  digest: z.string().max(100),
  reason: z.string().trim().min(1).max(500),
});
export type OkReturned = z.infer<typeof okReturned>;

/** `PUT /api/v1/ok-requests/:id` with `If-Match`, by its author alone: other words, which ask anew. */
export const okEdited = z.strictObject({
  text: z.string().trim().min(1).max(500_000),
  split: z.boolean().optional(),
  sayAnyway: z.array(z.string().max(2_000)).max(500).optional(),
  /** Takes out what was chosen beside the words (readers, warning, language): a connector may not obey it any more. */
  plain: z.boolean().optional(),
  /** Another account that says it, one of `reply-options`; null: the one that answers by itself. Without it the choice stays. */
  accountId: uuid.nullable().optional(),
});
export type OkEdited = z.infer<typeof okEdited>;

/** `PUT /api/v1/ok-rule`, by an admin: whether public answers to posts of harm, law or press need a second pair of eyes. */
export const okRule = z.strictObject({ needed: z.boolean() });
export type OkRule = z.infer<typeof okRule>;
