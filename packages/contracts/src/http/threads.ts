import { z } from 'zod';
import { deliveryReport, messageClass, messageMark, participantRole } from '../message-received.js';
import { audience, uuid } from '../primitives.js';

export const threadViewName = z.enum([
  'mine',
  'unassigned',
  'all',
  'waiting',
  'promised',
  'snoozed',
  'social',
  'closed',
]);
export type ThreadViewName = z.infer<typeof threadViewName>;

export const topicState = z.enum(['open', 'waiting', 'snoozed', 'closed']);
export type TopicState = z.infer<typeof topicState>;

const agentBrief = z.object({ id: uuid, name: z.string() });
const time = z.string();

/** One row of the list: one person. The id of a thread is the id of its person. */
export const threadRow = z.object({
  id: uuid,
  version: z.int(),
  person: z.object({ id: uuid, name: z.string() }),
  state: topicState,
  subject: z.string().nullable(),
  preview: z.string(),
  previewDirection: z.enum(['inbound', 'outbound', 'note']),
  /** The last three distinct channels, newest first. */
  channels: z.array(z.string()),
  lastAt: time,
  waitingSince: time.nullable(),
  unread: z.boolean(),
  assignee: agentBrief.nullable(),
  openTopics: z.int(),
  /** True when the last delivery of a reply failed or bounced. */
  undelivered: z.boolean(),
});
export type ThreadRow = z.infer<typeof threadRow>;

/** `GET /api/v1/threads?view=&cursor=&q=&limit=` */
export const threadQuery = z.strictObject({
  view: threadViewName.default('all'),
  cursor: z.string().max(500).optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const threadPage = z.object({ items: z.array(threadRow), next: z.string().nullable() });
export type ThreadPage = z.infer<typeof threadPage>;

/** `GET /api/v1/threads/counts`: per view, capped at 1,000 (shown as 999+). */
export const threadCounts = z.record(threadViewName, z.int());
export type ThreadCounts = z.infer<typeof threadCounts>;

export const identityView = z.object({
  id: uuid,
  kind: z.string(),
  key: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  ours: z.boolean(),
  /** Best proof seen on a message of this identity. */
  proof: z.enum(['proven', 'claimed', 'failed']).nullable(),
  /** The address refused our mail for good. */
  bouncing: z.boolean(),
});
export type IdentityView = z.infer<typeof identityView>;

export const topicView = z.object({
  id: uuid,
  subject: z.string().nullable(),
  state: topicState,
  assignee: agentBrief.nullable(),
  openedAt: time,
  lastAt: time,
  waitingSince: time.nullable(),
  closedAt: time.nullable(),
});
export type TopicView = z.infer<typeof topicView>;

/** `GET /api/v1/threads/:id` */
export const threadDetail = z.object({
  id: uuid,
  version: z.int(),
  person: z.object({ id: uuid, name: z.string(), identities: z.array(identityView) }),
  state: topicState,
  waitingSince: time.nullable(),
  assignee: agentBrief.nullable(),
  unread: z.boolean(),
  topics: z.array(topicView),
});
export type ThreadDetail = z.infer<typeof threadDetail>;

export const deliveryState = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'unknown',
  'failed',
  'bounced',
  'cancelled',
]);
export type DeliveryState = z.infer<typeof deliveryState>;

export const deliveryView = z.object({
  id: uuid,
  recipient: identityView,
  state: deliveryState,
  attempt: z.int(),
  at: time,
  /** The other side's reason, in its own words, where there is one. */
  detail: z.string().nullable(),
  /** An earlier attempt ended without our knowing whether it arrived: the recipient may have it twice. */
  maybeTwice: z.boolean(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

export const attachmentView = z.object({
  /** Random; the bytes are at `GET /api/v1/attachments/:id`. */
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  inline: z.boolean(),
  contentId: z.string().nullable(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

export const messageView = z.object({
  id: uuid,
  threadId: uuid.nullable(),
  topicId: uuid.nullable(),
  channel: z.string(),
  accountId: uuid.nullable(),
  direction: z.enum(['inbound', 'outbound', 'note']),
  class: messageClass,
  history: z.boolean(),
  audience,
  author: z.union([
    z.object({ type: z.literal('identity'), identity: identityView }),
    z.object({ type: z.literal('agent'), agent: agentBrief }),
  ]),
  /** Null on what is ours. */
  authorProof: z.enum(['proven', 'claimed', 'failed']).nullable(),
  /** What the proof rests on, or what is missing. */
  authorProofReason: z.string().nullable(),
  participants: z.array(
    z.object({
      role: participantRole,
      identity: identityView,
      personId: uuid.nullable(),
      wroteToUs: z.boolean(),
    }),
  ),
  subject: z.string().nullable(),
  text: z.string(),
  newText: z.string(),
  quotedText: z.string().nullable(),
  signatureText: z.string().nullable(),
  html: z.string().nullable(),
  attachments: z.array(attachmentView),
  marks: z.array(messageMark),
  reports: z.array(deliveryReport),
  deliveries: z.array(deliveryView),
  sortAt: time,
  claimedAt: time.nullable(),
  hasOriginal: z.boolean(),
});
export type MessageView = z.infer<typeof messageView>;

/**
 * Something that took place beside the messages: an action of an agent or rule, or a pointer to a message in someone
 * else's thread in which this person took part.
 */
export const pointerView = z.object({
  messageId: uuid,
  threadId: uuid.nullable(),
  personName: z.string(),
  role: participantRole,
  channel: z.string(),
  subject: z.string().nullable(),
  sortAt: time,
});
export type PointerView = z.infer<typeof pointerView>;

export const actionView = z.object({
  id: uuid,
  kind: z.string(),
  topicId: uuid.nullable(),
  actor: agentBrief.nullable(),
  at: time,
  text: z.string(),
});
export type ActionView = z.infer<typeof actionView>;

/** `GET /api/v1/threads/:id/messages?before=&limit=`: oldest first within the page; `next` leads to older ones. */
export const messageQuery = z.strictObject({
  before: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const messagePage = z.object({
  items: z.array(messageView),
  /** Within the time range of the page. */
  actions: z.array(actionView),
  pointers: z.array(pointerView),
  next: z.string().nullable(),
});
export type MessagePage = z.infer<typeof messagePage>;

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
  /** Close the topic in the same step. */
  close: z.boolean().optional(),
});
export type ReplyCreate = z.infer<typeof replyCreate>;

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
  accountAddress: z.string().nullable(),
  audience: audience.nullable(),
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
  /** Set when this thread cannot be answered, with the reason. */
  cannotReply: z.string().nullable(),
});
export type ReplyOptions = z.infer<typeof replyOptions>;

/** `POST /api/v1/threads/:id/actions`: on all unclosed topics of the thread, or on `topicId`. */
export const threadAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('close'), topicId: uuid.optional() }),
  z.strictObject({ kind: z.literal('reopen'), topicId: uuid.optional() }),
  z.strictObject({ kind: z.literal('assign'), topicId: uuid.optional(), agentId: uuid.nullable() }),
  z.strictObject({ kind: z.literal('read') }),
  z.strictObject({ kind: z.literal('unread') }),
]);
export type ThreadAction = z.infer<typeof threadAction>;
export const threadActionDone = z.object({ row: threadRow });

/** `POST /api/v1/uploads`: multipart, one file of at most 25 MB. The bytes are at `GET /api/v1/uploads/:id`. */
export const uploadView = z.object({ id: uuid, name: z.string(), mediaType: z.string(), bytes: z.int() });
export type UploadView = z.infer<typeof uploadView>;

/** `GET /api/v1/people?q=&cursor=` and `GET /api/v1/people/:id`. */
export const personRow = z.object({
  id: uuid,
  name: z.string(),
  identities: z.array(identityView),
  lastAt: time.nullable(),
});
export const personPage = z.object({ items: z.array(personRow), next: z.string().nullable() });
export const personDetail = personRow.extend({
  firstSeenAt: time,
  facts: z.array(z.object({ field: z.string(), value: z.string(), source: z.string(), at: time })),
  messageCount: z.int(),
});
export type PersonRow = z.infer<typeof personRow>;
export type PersonPage = z.infer<typeof personPage>;
export type PersonDetail = z.infer<typeof personDetail>;
