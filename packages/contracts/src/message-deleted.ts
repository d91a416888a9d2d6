import { z } from 'zod';
import { channelName, instant, uuid } from './primitives.js';

/**
 * Its author deleted a message at its source, where that is everybody's to see: core empties what it holds of it. The place in
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
  /** When it was seen to be gone. */
  at: instant,
});
export type MessageDeleted = z.infer<typeof messageDeleted>;
