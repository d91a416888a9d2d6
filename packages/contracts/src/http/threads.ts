import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { identityView, photoVersion } from './people.js';

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

const time = z.string();

/** One row of the list: one person. The id of a thread is the id of its person. */
export const threadRow = z.object({
  id: uuid,
  version: z.int(),
  person: z.object({ id: uuid, name: z.string(), photo: photoVersion }),
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

export const topicView = z.object({
  id: uuid,
  subject: z.string().nullable(),
  /** Our account at which it was opened, by its name or address. */
  address: z.string().nullable(),
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
  person: z.object({ id: uuid, name: z.string(), photo: photoVersion, identities: z.array(identityView) }),
  state: topicState,
  waitingSince: time.nullable(),
  assignee: agentBrief.nullable(),
  unread: z.boolean(),
  topics: z.array(topicView),
});
export type ThreadDetail = z.infer<typeof threadDetail>;

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
