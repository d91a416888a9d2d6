import { z } from 'zod';
import { uuid } from '../primitives.js';
import { whys } from '../why.js';
import { tryQuery } from '../questions.js';

const time = z.string();
const phrases = z.array(z.string().trim().min(1).max(100)).max(20);
const hashtags = z
  .array(
    z
      .string()
      .trim()
      .regex(/^#?[\p{L}\p{N}\p{M}_]{1,100}$/u, 'A hashtag is one word of letters and digits'),
  )
  .max(20);
const handle = z
  .string()
  .trim()
  .regex(/^@?[^\s@"()]{1,253}(?:@[^\s@"()]{1,253})?$/, 'A handle is one word without spaces');
const handles = z.array(handle).max(20);
const language = z
  .string()
  .trim()
  .regex(/^[a-z]{2,3}$/, 'A language is two letters, such as it');

/** Signs before hashtags and handles may stand or not. */
const asked = {
  words: phrases.default([]),
  hashtags: hashtags.default([]),
  handle: handle.nullable().default(null),
  notWords: phrases.default([]),
  notAuthors: handles.default([]),
  language: language.nullable().default(null),
};
const name = z.string().trim().min(1).max(100);

/** What a query looks for: at least a word, a hashtag or a handle. */
export const queryTerms = z.strictObject(asked);
export type QueryTerms = z.output<typeof queryTerms>;

/** `POST /api/v1/queries`: 422 `query-refused` says why it finds nothing, or what its platform does not take. */
export const queryCreate = z.strictObject({ accountId: uuid, name, ...asked });
export type QueryCreate = z.input<typeof queryCreate>;

/** What a change does not name stays. `state: active` also brings back what was removed. */
export const queryPatch = z.strictObject({
  name: name.optional(),
  words: phrases.optional(),
  hashtags: hashtags.optional(),
  handle: handle.nullable().optional(),
  notWords: phrases.optional(),
  notAuthors: handles.optional(),
  language: language.nullable().optional(),
  state: z.enum(['active', 'paused']).optional(),
});
export type QueryPatch = z.input<typeof queryPatch>;

export const queryView = z.object({
  id: uuid,
  accountId: uuid,
  channel: z.string(),
  name: z.string(),
  words: z.array(z.string()),
  hashtags: z.array(z.string()),
  handle: z.string().nullable(),
  notWords: z.array(z.string()),
  notAuthors: z.array(z.string()),
  language: z.string().nullable(),
  state: z.enum(['active', 'paused']),
  health: z.object({
    state: z.enum(['starting', 'ok', 'degraded', 'failed', 'paused']),
    /** Of `ok`: what the platform cannot do for it. */
    reason: z.string(),
    /** The same for other languages. */
    why: whys,
    since: time.nullable(),
    /** When the platform last answered it. */
    answeredAt: time.nullable(),
  }),
  /** Posts of the last 24 hours. */
  found: z.int(),
  lastFoundAt: time.nullable(),
  createdAt: time,
});
export type QueryView = z.infer<typeof queryView>;

/** `GET /api/v1/queries?accountId=`: what accounts that the reader may see listen for. */
export const queryList = z.object({ items: z.array(queryView) });
export type QueryList = z.infer<typeof queryList>;

/** `POST /api/v1/queries/try`: what it would find now. Stores nothing; at some networks each found post costs. */
export const queryToTry = z.strictObject({ accountId: uuid, ...asked });
export type QueryToTry = z.input<typeof queryToTry>;
export const queryTrial = tryQuery.reply;
export type QueryTrial = z.infer<typeof queryTrial>;

/** A saved query that found a post. */
export const foundBy = z.object({ id: uuid, name: z.string() });
