import { z } from 'zod';
import { uuid } from '../primitives.js';
import { meant } from './meant.js';
import { threadFilter } from './thread-filter.js';
import { threadViewName } from './threads.js';

/** What one order changes at most; nobody means more with one key. */
export const bulkMax = 10_000;
const idsMax = bulkMax;

/** What is done with many threads at once: with each what its own route does, on all of it that is not closed. */
export const bulkAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('close'),
    /** Where something is promised and this is not said, the thread stays open and is counted under `left`. */
    promises: z.enum(['keep-open', 'kept', 'dropped']).optional(),
  }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('assign'), agentId: uuid.nullable() }),
  z.strictObject({ kind: z.literal('team'), teamId: uuid.nullable() }),
  z.strictObject({
    kind: z.literal('snooze'),
    until: z.iso.datetime({ offset: true }).nullable(),
    ...meant,
  }),
  z.strictObject({ kind: z.literal('wake') }),
  z.strictObject({
    kind: z.literal('tag'),
    add: z.array(uuid).max(50).default([]),
    remove: z.array(uuid).max(50).default([]),
  }),
]);
export type BulkAction = z.output<typeof bulkAction>;

/** What a list shows: its view, what narrows it, what is looked for. */
export const threadMatch = threadFilter.extend({
  view: threadViewName.default('all'),
  q: z.string().max(200).optional(),
});
export type ThreadMatch = z.output<typeof threadMatch>;

/** `GET /api/v1/threads/matching?view=&q=`, and what of {@link threadFilter} narrows it: how many there are, up to `bulkMax`; one more says that there are more. */
export const threadMatching = z.object({ count: z.int() });
export type ThreadMatching = z.infer<typeof threadMatching>;

/** `POST /api/v1/threads/bulk`: with the threads that are named, or with all that match at this moment. */
export const bulkOrder = z.strictObject({
  of: z.union([
    z.strictObject({ ids: z.array(uuid).min(1).max(idsMax) }),
    /** But for those that were left out by hand. */
    z.strictObject({ matching: threadMatch, except: z.array(uuid).max(idsMax).default([]) }),
  ]),
  action: bulkAction,
});
export type BulkOrder = z.input<typeof bulkOrder>;

/** Why a thread was left as it is: the `reason` or the code of what its own route would have answered. */
const leftOver = z.object({ why: z.string(), count: z.int() });

/** One order and how far it is; `GET /api/v1/threads/bulk/:id`. */
export const bulkJob = z.object({
  id: uuid,
  kind: z.enum(['close', 'reopen', 'assign', 'team', 'snooze', 'wake', 'tag']),
  /** `stopped`: it was undone before it was through. */
  state: z.enum(['running', 'done', 'stopped']),
  /** What it undoes. */
  undoes: uuid.nullable(),
  /** What was undone by which order. */
  undoneBy: uuid.nullable(),
  /** How many threads it is about, and of how many it is known what became of them. */
  total: z.int(),
  through: z.int(),
  changed: z.int(),
  /** It was so already. */
  same: z.int(),
  /** Of an undo: what somebody changed since. */
  left: z.int(),
  reasons: z.array(leftOver),
});
export type BulkJob = z.infer<typeof bulkJob>;
