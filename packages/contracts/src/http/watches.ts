import { z } from 'zod';
import { uuid } from '../primitives.js';
import { identityView } from './people.js';

const time = z.string();
const count = z.int().nullable();

/** How many heard the watched post; null where its network does not say. */
export const watchedReach = z.strictObject({ reposts: count, quotes: count, replies: count, likes: count });

/** A public conversation that an agent watches, by a post of it, with what is new in it since they looked. */
export const watch = z.object({
  messageId: uuid,
  /** The card on which the post is a voice; null when its author deleted it. */
  stormId: uuid.nullable(),
  threadId: uuid.nullable(),
  author: identityView,
  beganAt: time,
  /** How many new posts came into it, capped at 100, and which, the newest first. */
  said: z.int(),
  messageIds: z.array(uuid),
  latest: z
    .object({ messageId: uuid, threadId: uuid.nullable(), author: identityView, text: z.string(), at: time })
    .nullable(),
  /** Figures that crossed a step (10, 30, 100, 300 and so on). */
  reached: z.array(
    z.object({ figure: z.enum(['reposts', 'quotes', 'replies', 'likes']), from: z.int(), to: z.int() }),
  ),
  reach: watchedReach,
});
export type Watch = z.infer<typeof watch>;

/** `GET /api/v1/watches`: what the agent watches, what is new first. */
export const watchList = z.object({ items: z.array(watch) });
export type WatchList = z.infer<typeof watchList>;

/** `POST /api/v1/watches`: a post, or a thread, of which its newest public post; what is watched already stays watched. */
export const watchBegin = z
  .strictObject({ messageId: uuid.optional(), threadId: uuid.optional() })
  .refine(({ messageId, threadId }) => (messageId === undefined) !== (threadId === undefined), {
    message: 'Name a post or a thread',
  });
export type WatchBegin = z.infer<typeof watchBegin>;

/** `POST /api/v1/watches/:messageId/seen`: what the agent was shown of it; what came since stays new. */
export const watchSeen = z.strictObject({ messageIds: z.array(uuid).max(100), reach: watchedReach });
export type WatchSeen = z.infer<typeof watchSeen>;
