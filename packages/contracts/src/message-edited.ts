import { z } from 'zod';
import { messageTextMax, receivedAttachment } from './message-received.js';
import { channelName, instant, safeText, uuid } from './primitives.js';

/** More than any network shows with one post. */
const shownMax = 100;

/**
 * Its author changed a message at its source: core shows the new words and keeps the old ones as a revision. The platform's time
 * decides which words are the newest, in whatever order they come; the same edit may come again, and for a message that core
 * does not know.
 */
export const messageEdited = z.object({
  v: z.literal(1),
  type: z.literal('edited'),
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  /** The ledger key under which the message came. */
  externalId: z.string().min(1).max(500),
  /** When the platform says that it was changed. */
  at: instant,
  text: safeText(messageTextMax),
  /** What the author newly wrote: `text` without quote and signature. */
  newText: safeText(messageTextMax),
  /** As of a new message. */
  typedText: safeText(messageTextMax).optional(),
  /** Whether the text begins with a content warning now, as the mark of that name says of a new message; absent: as before. */
  contentWarning: z.boolean().optional(),
  /** What it shows now; absent: its connector does not say, and what was shown stays. What its pictures say stands in the words. */
  shows: z
    .object({
      attachments: z.array(receivedAttachment).max(shownMax),
      /** What its network calls those that stand there and were not fetched: what core has of them stays. */
      unfetched: z.array(safeText(998)).max(shownMax).default([]),
      /** Whether its author wishes it covered until somebody looks, as the mark `sensitive` says of a new message; absent: as before. */
      sensitive: z.boolean().optional(),
    })
    .optional(),
});
export type MessageEdited = z.infer<typeof messageEdited>;
