import { z } from 'zod';
import { uuid } from '../primitives.js';
import { presentAgent } from './presence.js';
import { threadRow } from './threads.js';

/**
 * `GET /api/v1/events`: server-sent events; `id` is given after commit, `Last-Event-ID` resumes without a gap, and
 * `resync` says that the id is too old. The SSE field `event` holds `kind`, `data` the rest as JSON. A heartbeat comment
 * comes every 20 s.
 */
export const liveEvent = z.discriminatedUnion('kind', [
  /**
   * A thread's row changed; `row` is null when it has left the reader's sight (merged away, erased). `movedTo` is the thread
   * in which what it held stands now. `relinked`: addresses came or went with all that hangs on them (merge, split, undo), so
   * that nothing loaded of it still holds.
   */
  z.object({
    kind: z.literal('thread'),
    threadId: uuid,
    version: z.int(),
    row: threadRow.nullable(),
    movedTo: uuid.optional(),
    relinked: z.boolean().optional(),
  }),
  /** Rows that one order changed together (`POST /api/v1/threads/bulk`), in one event for each of its steps. */
  z.object({
    kind: z.literal('threads'),
    threads: z.array(z.object({ threadId: uuid, version: z.int(), row: threadRow.nullable() })),
  }),
  /** A message came, or changed in text, deliveries or marks: fetch it if it is on the screen. `removed`: it was held back, and never said. */
  z.object({
    kind: z.literal('message'),
    threadId: uuid.nullable(),
    messageId: uuid,
    change: z.enum(['added', 'changed', 'removed']),
  }),
  z.object({ kind: z.literal('account'), accountId: uuid }),
  z.object({ kind: z.literal('quarantine'), waiting: z.int() }),
  z.object({ kind: z.literal('outbox') }),
  /** Pairs who may be one person were found, or decided on: read what is shown of them again. */
  z.object({ kind: z.literal('suggestions') }),
  /** A one-time link or an invitation was sent, answered or withdrawn: read what is shown of them again. */
  z.object({ kind: z.literal('proofs') }),
  /** An answer was asked an OK for, got it, or came back: read what is shown of them again. */
  z.object({ kind: z.literal('oks'), threadId: uuid.nullable() }),
  /** Who else is at a thread now, all of them. In passing: it has no id of its own, and is read anew after a break (`GET presence`). */
  z.object({ kind: z.literal('presence'), threadId: uuid, agents: z.array(presentAgent) }),
  /** The agent's own drafts changed at the page that `device` names, or were sent; a save is told in passing. */
  z.object({ kind: z.literal('drafts'), device: z.string().nullable() }),
  /** What we promised this person was made, changed or came due: read what is shown of it again. */
  z.object({ kind: z.literal('promises'), threadId: uuid }),
  /** Teams were made, changed or removed, or whose accounts are: read what is shown of them again. */
  z.object({ kind: z.literal('teams') }),
  /** Tags were made, changed or archived: read which there are again. */
  z.object({ kind: z.literal('tags') }),
  /** Scheduled public answers were paused, or leave again: read what is shown of it again. */
  z.object({ kind: z.literal('public-pause') }),
  /** Saved views were made, changed or removed: read which there are again. */
  z.object({ kind: z.literal('views') }),
  /** For one agent alone: there is something new to tell them, they read it elsewhere, or follow another thread. */
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('resync') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
