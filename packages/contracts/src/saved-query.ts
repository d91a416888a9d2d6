import { z } from 'zod';
import { instant, safeText, uuid } from './primitives.js';
import { whys } from './why.js';

const words = z.array(safeText(200)).max(50);

/** What an account listens for in public, as its connector is told it. A post is found when any of the three is in it, and no exclusion is. */
export const savedQuery = z.object({
  queryId: uuid,
  /** By this name agents know it; no network is asked for it. */
  name: safeText(200),
  /** Words and phrases, any of them. */
  words: words.default([]),
  /** Without `#`. */
  hashtags: words.default([]),
  /** Without `@`: posts by it, and posts that name it. */
  handle: safeText(500).optional(),
  notWords: words.default([]),
  /** Handles without `@`. */
  notAuthors: words.default([]),
  /** As the platform says it of a post, such as `it`. */
  language: safeText(35).optional(),
  /** When it was made: older posts are not looked for. */
  since: instant,
});
export type SavedQuery = z.infer<typeof savedQuery>;

/** How a saved query does, by the word of its connector. */
export const queryHealth = z.object({
  state: z.enum(['starting', 'ok', 'degraded', 'failed']),
  /** What happened, what is safe, what to do; of `ok` what the platform cannot do. */
  reason: safeText(1000).default(''),
  /** The same for other languages. */
  why: whys,
  since: instant,
  /** When it was last said, by which the newest word is known. */
  saidAt: instant,
  /** When the platform last answered it. */
  answeredAt: instant.optional(),
});
export type QueryHealth = z.infer<typeof queryHealth>;

/** How a post was heard of: it names us, or saved queries found it. What is only found waits for nobody. */
export const heardBy = z.object({
  as: z.enum(['mention', 'listening']),
  /** The saved queries that found it, as far as this event knows. */
  queries: z.array(uuid).max(100).default([]),
});
