import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { meant } from './meant.js';

const time = z.string();
const dueAt = z.iso.datetime({ offset: true });
const words = z.string().trim().min(1).max(500);

/** What is told of a promise when it is made: what we told a person that we would do, and by when. */
export const promiseTold = { text: words, dueAt, ...meant };

/**
 * `POST /api/v1/threads/:id/promises`. `id` is chosen by the caller: said twice, it is made once. It stands in a word of ours, in a topic, or
 * in the topic that comes first.
 */
export const promiseCreate = z.strictObject({
  id: uuid,
  ...promiseTold,
  /** Our word in which it was made. */
  messageId: uuid.optional(),
  topicId: uuid.optional(),
  /** Who sees to it; default: who makes it. */
  ownerId: uuid.optional(),
});
export type PromiseCreate = z.infer<typeof promiseCreate>;

export const promiseView = z.object({
  id: uuid,
  threadId: uuid,
  personName: z.string(),
  topicId: uuid,
  messageId: uuid.nullable(),
  /** Empty when the word in which it was made is gone. */
  text: z.string(),
  dueAt: time,
  timeZone: z.string(),
  typed: z.string().nullable(),
  owner: agentBrief,
  madeBy: agentBrief,
  madeAt: time,
  state: z.enum(['open', 'kept', 'dropped']),
  settledAt: time.nullable(),
  /** Why it was dropped. */
  reason: z.string().nullable(),
  /** The due times that it had before, oldest first. */
  moves: z.array(z.object({ from: time, to: time, at: time, by: agentBrief.nullable() })),
});
export type PromiseView = z.infer<typeof promiseView>;

/** `GET /api/v1/promises`: open ones of one thread with those settled last, or what I promised and is open; the next due first. */
export const promisesQuery = z.strictObject({ threadId: uuid.optional() });
export const promiseList = z.object({ items: z.array(promiseView) });
export type PromiseList = z.infer<typeof promiseList>;

/** `POST /api/v1/promises/:id/changes`. What is so already stays so. */
export const promiseChange = z.discriminatedUnion('kind', [
  /** Done; `messageId` is our word that did it. */
  z.strictObject({ kind: z.literal('keep'), messageId: uuid.optional() }),
  z.strictObject({ kind: z.literal('drop'), reason: words }),
  z.strictObject({ kind: z.literal('move'), dueAt, ...meant }),
  z.strictObject({ kind: z.literal('give'), agentId: uuid }),
  z.strictObject({ kind: z.literal('reopen') }),
]);
export type PromiseChange = z.infer<typeof promiseChange>;
