import { z } from 'zod';
import { arrival } from './message-received.js';
import { authorProof, blobRef, channelName, identityRef, instant, safeText, uuid } from './primitives.js';
import { whys } from './why.js';

export const quarantineCause = z.enum(['unreadable', 'untrusted', 'refused', 'no-such-account']);
export type QuarantineCause = z.infer<typeof quarantineCause>;

/** Characters of a quarantined text that are kept to be looked at; all of it is in the raw bytes. */
export const quarantinedTextMax = 20_000;

/** What a connector read before the message was held back, for a human to look at: plain words, and files by name alone. */
export const quarantinedContent = z.object({
  text: safeText(quarantinedTextMax),
  /** The text is longer than what is kept of it. */
  cut: z.boolean().default(false),
  attachments: z
    .array(z.object({ name: safeText(255).optional(), mediaType: safeText(255), bytes: z.int() }))
    .max(100)
    .default([]),
  proof: authorProof.optional(),
});
export type QuarantinedContent = z.infer<typeof quarantinedContent>;

export const heldPost = z.enum(['everybody', 'followers']);
export type HeldPost = z.infer<typeof heldPost>;

/**
 * Something came in that could not be read. Core keeps the raw bytes, the envelope and the reason on one page; a replay
 * asks the connector to read it again (`read-again`, see `questions.ts`). Nothing is ever dropped.
 */
export const messageQuarantined = z.object({
  v: z.literal(1),
  type: z.literal('quarantined'),
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  externalId: z.string().min(1).max(500),
  cause: quarantineCause,
  reason: safeText(2000),
  /** The same for other languages. */
  why: whys,
  raw: blobRef,
  /** What is known without reading the body. */
  envelope: z.object({
    from: safeText(998).optional(),
    /** Whoever it says it is from, where that could be read: the address that an agent may block. */
    author: identityRef.pick({ kind: true, key: true }).optional(),
    to: z.array(safeText(998)).max(100).default([]),
    subject: safeText(2000).optional(),
    /** The header block as far as it could be read. */
    headers: safeText(64_000).optional(),
    /**
     * What others posted, which goes from here once it is deleted there: whoever hears of its network can see whether it still stands, or, as where
     * followers or those it names alone read it, nobody but the account that it came to. Absent: nobody can look for it.
     */
    post: heldPost.optional(),
  }),
  /** Absent where nothing could be read. */
  content: quarantinedContent.optional(),
  history: z.boolean().default(false),
  sortAt: instant,
  arrival,
  /** `outbound`: it lay among what we sent ourselves. */
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
});
export type MessageQuarantined = z.infer<typeof messageQuarantined>;
export type MessageQuarantinedInput = z.input<typeof messageQuarantined>;
