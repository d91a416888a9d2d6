import { z } from 'zod';

/**
 * Why something is as it is, for whoever says it in another language than the English sentence beside it: a stable code, and what the
 * sentence names, such as a network or an instant. Whoever does not know a code shows the sentence.
 */
export const why = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  with: z.record(z.string().max(32), z.union([z.string().max(500), z.number()])).optional(),
});
export type Why = z.infer<typeof why>;

/** In the order of the sentences; a list that cannot be read is none. */
export const whys = z.array(why).max(12).optional().catch(undefined);
