import { z } from 'zod';
import { safeText } from './primitives.js';

const characters = z.int().positive().max(1_000_000);

const pictureRule = z.object({
  /** In one post. */
  max: z.int().min(0).max(100),
  bytesMax: z.int().positive(),
  /** Of the words that say what one shows, in characters. */
  altMax: characters,
  /** Absent: JPEG, PNG and WebP. */
  types: z
    .array(z.string().regex(/^image\/[a-z0-9.+-]{1,40}$/))
    .max(50)
    .optional(),
});

/** How one post is counted and how much it holds; `@filo/text-limits` counts by it. */
const textRule = z.object({
  /**
   * `weighted`: as twitter-text, version 3. `graphemes`: what a reader takes for one character. `codePoints`: each by itself. A data file says it as any word,
   * which is checked here.
   */
  count: z.string().pipe(z.enum(['weighted', 'graphemes', 'codePoints'])),
  max: characters,
  /** For accounts of which this setting is true, where that is more. */
  maxBySetting: z.record(safeText(64), characters).optional(),
  /** Of the words in UTF-8, beside the characters. */
  bytesMax: characters.optional(),
  /** What an address of the web counts, however long it is; absent: as it is written. */
  perAddress: z.int().positive().max(10_000).optional(),
  /** Of `@name@server` the name alone counts. */
  shortMentions: z.boolean().optional(),
  /** Whoever is answered is named before the words, and that counts. */
  countsName: z.boolean().optional(),
  /** A content warning counts with the words below it. */
  countsWarning: z.boolean().optional(),
  /** Absent: an answer carries none. */
  pictures: pictureRule.optional(),
});

/**
 * What an answer may hold, in public and in private; without the second what holds in public holds there, too. What an account's own place says of its posts (`AccountLimits`)
 * goes before what holds in public.
 */
export const textRules = z.object({ public: textRule, private: textRule.optional() });
export type TextRules = z.output<typeof textRules>;
