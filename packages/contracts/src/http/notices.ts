import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { teamColour } from './team-brief.js';

/** What an agent is told of: each kind can be chosen by itself. */
export const noticeKinds = ['assigned', 'mentioned', 'news', 'promise', 'failed', 'ok'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Something that happened and is for one agent alone; nobody is told of what they did themselves. */
export const notice = z.object({
  id: uuid,
  /** `webhook`: one was stopped; admins are told, and cannot choose not to be. */
  kind: z.enum([...noticeKinds, 'webhook']),
  /** Of `news` of a followed thread: what was the last. Of a `webhook`: why it was stopped. */
  what: z.enum(['message', 'note', 'closed', 'failing', 'gone']).nullable(),
  /** How many came together of one thread while nobody looked. */
  count: z.int(),
  /** Null of a `webhook`, which stands in no thread. */
  threadId: uuid.nullable(),
  /** Empty where there is no thread. */
  personName: z.string(),
  /** Where it opens; null: at the thread. */
  messageId: uuid.nullable(),
  /** How it begins, as far as it still stands. */
  text: z.string().nullable(),
  /** Which agent did it; null for what nobody here did. */
  by: agentBrief.nullable(),
  /** Of `promise`: until when. */
  dueAt: z.string().nullable(),
  /** Which was stopped. */
  webhook: z.object({ id: uuid, name: z.string() }).nullable(),
  at: z.string(),
  /** Read, or settled meanwhile: an OK that was given, a promise that was kept, a webhook that was switched on. */
  read: z.boolean(),
});
export type Notice = z.infer<typeof notice>;

/** `GET /api/v1/notices`: the agent's own, the newest first; `unread` up to 1,000. */
export const noticeList = z.object({
  items: z.array(notice),
  next: z.string().nullable(),
  unread: z.int(),
});
export type NoticeList = z.infer<typeof noticeList>;

/** `POST /api/v1/notices/read`: those that are named, those of a thread, or with neither all up to now; `read: false` takes it back. */
export const noticesRead = z.strictObject({
  ids: z.array(uuid).max(1_000).optional(),
  threadId: uuid.optional(),
  read: z.boolean().default(true),
});
export type NoticesRead = z.input<typeof noticesRead>;

/** Which it changed, for an undo, and how many are unread now. */
export const noticesReadDone = z.object({ ids: z.array(uuid), unread: z.int() });
export type NoticesReadDone = z.infer<typeof noticesReadDone>;

/** `GET` and `PUT /api/v1/threads/:id/follow`. */
export const threadFollow = z.object({
  following: z.boolean(),
  /** Chosen by the agent, or since the thread is theirs. */
  because: z.enum(['chosen', 'assigned', 'none']),
});
export type ThreadFollow = z.infer<typeof threadFollow>;
export const threadFollowChange = z.strictObject({ following: z.boolean() });
export type ThreadFollowChange = z.infer<typeof threadFollowChange>;

/** Whom a note names: an agent, or everybody in a team. */
export const mentioned = z.strictObject({ type: z.enum(['agent', 'team']), id: uuid });
export type Mentioned = z.infer<typeof mentioned>;

/** The same as it is shown: `said` stands in the text behind an `@`, `name` is what they are called now. */
export const mentionView = z.object({ ...mentioned.shape, name: z.string(), said: z.string() });
export type MentionView = z.infer<typeof mentionView>;

/** `GET /api/v1/threads/:id/mentionable?topicId=`: whom a note into this thread can name, and who of them may read it. */
export const mentionable = z.object({
  agents: z.array(z.object({ ...agentBrief.shape, sees: z.boolean() })),
  teams: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      colour: teamColour.nullable(),
      members: z.int(),
      /** How many of the members may not read it. */
      unseeing: z.int(),
    }),
  ),
});
export type Mentionable = z.infer<typeof mentionable>;

const way = z.strictObject({ list: z.boolean(), desktop: z.boolean(), sound: z.boolean() });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How an agent is told of each kind, and when nothing is heard or put on the desktop, by the clock of their time zone. */
export const noticeChoices = z.strictObject({
  assigned: way,
  mentioned: way,
  news: way,
  promise: way,
  failed: way,
  ok: way,
  quiet: z.strictObject({ from: clock, until: clock }).nullable(),
});
export type NoticeChoices = z.infer<typeof noticeChoices>;
