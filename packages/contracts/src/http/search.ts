import { z } from 'zod';
import { uuid } from '../primitives.js';
import { foundPerson } from './people.js';

const time = z.string();

/** A stretch of text; what was searched for is `marked`. */
export const markedText = z.array(z.object({ text: z.string(), marked: z.boolean() }));
export type MarkedText = z.infer<typeof markedText>;

export const foundMessage = z.object({
  id: uuid,
  /** Null for what lies in nobody's thread, such as automatic mail. */
  threadId: uuid.nullable(),
  personName: z.string(),
  channel: z.string(),
  direction: z.enum(['inbound', 'outbound', 'note']),
  authorName: z.string(),
  subject: markedText.nullable(),
  snippet: markedText,
  /** Attachments whose names were found. */
  files: z.array(markedText),
  sortAt: time,
});
export type FoundMessage = z.infer<typeof foundMessage>;

/** `GET /api/v1/search?q=&cursor=&limit=`: people first, then messages, newest first; `limit` counts messages. */
export const searchQuery = z.strictObject({
  q: z.string().max(200).default(''),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(25),
});
export const searchPage = z.object({
  items: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('person'), person: foundPerson }),
      z.object({ type: z.literal('message'), message: foundMessage }),
    ]),
  ),
  next: z.string().nullable(),
  /** So much fits that only part of it was looked at: newer messages may be missing. One more word helps. */
  capped: z.boolean(),
});
export type SearchPage = z.infer<typeof searchPage>;
