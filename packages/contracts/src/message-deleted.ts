import { z } from 'zod';
import { channelName, instant, uuid } from './primitives.js';

/**
 * Its author deleted a message at its source, where that is a post: core empties what it holds of it. The place in
 * the thread stays, with a mark that says so. It may come again, and for a message that core does not know.
 */
export const messageDeleted = z.object({
  v: z.literal(1),
  type: z.literal('deleted'),
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  /** The ledger key under which the message came. */
  externalId: z.string().min(1).max(500),
  /** Also where it was said in private: at this network that is a post, too. Else what is private is never emptied. */
  privateToo: z.boolean().optional(),
  /** When it was seen to be gone. */
  at: instant,
});
export type MessageDeleted = z.infer<typeof messageDeleted>;
