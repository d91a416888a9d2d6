import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { meant } from './meant.js';
import { identityView, photoVersion } from './people.js';
import { teamBrief } from './team-brief.js';
import { threadFilter } from './thread-filter.js';

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

/** Set while it is snoozed: until when; null: until they write. */
export const snoozed = z.object({ until: time.nullable() });
/** What we promised and have not done: when the next of it is due, and how much it is. */
export const promised = z.object({ dueAt: time, count: z.int() });

/** One row of the list: one person. The id of a thread is the id of its person. */
export const threadRow = z.object({
  id: uuid,
  version: z.int(),
  person: z.object({ id: uuid, name: z.string(), photo: photoVersion }),
  state: topicState,
  subject: z.string().nullable(),
  preview: z.string(),
  /** `taken-back`: what we said, and does not stand there any more. */
  previewDirection: z.enum(['inbound', 'outbound', 'note', 'taken-back']),
  /** The last three distinct channels of each account group that the reader sees, of the newest word's group first. */
  channels: z.array(z.string()),
  lastAt: time,
  /** Since when they wait for our word, or for what we promised by then. */
  waitingSince: time.nullable(),
  unread: z.boolean(),
  assignee: agentBrief.nullable(),
  /** Who has any of the topics that are open. */
  assigneeIds: z.array(uuid),
  /** Of the most urgent topic, as the assignee is. */
  team: teamBrief.nullable(),
  /** Whose team's any of the topics that are open is. */
  teamIds: z.array(uuid),
  /** What the thread is marked with, as far as the reader may see it. */
  tagIds: z.array(uuid),
  openTopics: z.int(),
  /** True when the last delivery of a reply failed or bounced. */
  undelivered: z.boolean(),
  /** True when a public post of theirs waits whose card stands under `act-now` on the board. */
  grave: z.boolean(),
  /** Set while any topic is snoozed: until the first of them comes back. */
  snoozed: snoozed.nullable(),
  promise: promised.nullable(),
  /** Everybody who speaks in it is blocked: it stands in no list. */
  hidden: z.boolean().optional(),
});
export type ThreadRow = z.infer<typeof threadRow>;

/** `GET /api/v1/threads?view=&cursor=&q=&limit=`, and what of {@link threadFilter} narrows it. */
export const threadQuery = threadFilter.extend({
  view: threadViewName.default('all'),
  cursor: z.string().max(500).optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const threadPage = z.object({ items: z.array(threadRow), next: z.string().nullable() });
export type ThreadPage = z.infer<typeof threadPage>;

/** `GET /api/v1/threads/counts`: per view, and of each team of the reader's what is open; capped at 1,000 (shown as 999+). */
export const threadCounts = z.object({
  ...(Object.fromEntries(threadViewName.options.map((name) => [name, z.int()])) as Record<
    ThreadViewName,
    z.ZodInt
  >),
  teams: z.record(uuid, z.int()),
  /** By the id of each saved view that the reader sees. */
  saved: z.record(uuid, z.int()),
});
export type ThreadCounts = z.infer<typeof threadCounts>;

export const topicView = z.object({
  id: uuid,
  subject: z.string().nullable(),
  /** Our account at which it was opened: its channel, and its name or address. */
  channel: z.string().nullable(),
  address: z.string().nullable(),
  state: topicState,
  assignee: agentBrief.nullable(),
  team: teamBrief.nullable(),
  openedAt: time,
  lastAt: time,
  waitingSince: time.nullable(),
  closedAt: time.nullable(),
  snoozed: snoozed.nullable(),
});
export type TopicView = z.infer<typeof topicView>;

/** `GET /api/v1/threads/:id` */
export const threadDetail = z.object({
  id: uuid,
  version: z.int(),
  person: z.object({ id: uuid, name: z.string(), photo: photoVersion, identities: z.array(identityView) }),
  state: topicState,
  waitingSince: time.nullable(),
  promise: promised.nullable(),
  assignee: agentBrief.nullable(),
  team: teamBrief.nullable(),
  tagIds: z.array(uuid),
  unread: z.boolean(),
  topics: z.array(topicView),
});
export type ThreadDetail = z.infer<typeof threadDetail>;

/** `POST /api/v1/threads/:id/actions`: on all unclosed topics of the thread, or on `topicId`. */
export const threadAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('close'),
    topicId: uuid.optional(),
    /** What becomes of what is promised in it and not done; where something is, and this is not said, nothing is closed (`promise-open`). */
    promises: z.enum(['keep-open', 'kept', 'dropped']).optional(),
    /** Why it is dropped. */
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  z.strictObject({
    kind: z.literal('reopen'),
    topicId: uuid.optional(),
    /** Promises of this thread that are open again with it, as `settled` of the close named them. */
    promiseIds: z.array(uuid).max(100).optional(),
  }),
  z.strictObject({ kind: z.literal('assign'), topicId: uuid.optional(), agentId: uuid.nullable() }),
  /** Hands it to a team, null: to none. Whoever has it goes on having it if they are in that team, else nobody has it. */
  z.strictObject({
    kind: z.literal('team'),
    topicId: uuid.optional(),
    teamId: uuid.nullable(),
    /** Why; stands in the thread as a note. */
    reason: z.string().trim().min(1).max(2000).optional(),
  }),
  /**
   * Takes back what one's own `team` did, as `handed` of its answer names it; refused where a colleague did anything there since (`handed-on`),
   * or the reader themself did (`handed-on-by-you`).
   */
  z.strictObject({ kind: z.literal('team-undo'), handed: uuid }),
  z.strictObject({
    kind: z.literal('snooze'),
    topicId: uuid.optional(),
    /** When it comes back; null: with their next word, which brings it back in any case. */
    until: z.iso.datetime({ offset: true }).nullable(),
    /** It is snoozed until this promise is due, and follows it. */
    promiseId: uuid.optional(),
    ...meant,
  }),
  z.strictObject({ kind: z.literal('wake'), topicId: uuid.optional() }),
  z.strictObject({ kind: z.literal('read') }),
  z.strictObject({ kind: z.literal('unread') }),
]);
export type ThreadAction = z.infer<typeof threadAction>;
export const threadActionDone = z.object({
  row: threadRow,
  /** Promises that were kept or dropped with a close. */
  settled: z.array(uuid),
  /** Names what a `team` did, for taking it back. */
  handed: uuid.nullable(),
});
export type ThreadActionDone = z.infer<typeof threadActionDone>;
