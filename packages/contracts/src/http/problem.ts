import { z } from 'zod';

/** Problem details (RFC 9457), media type `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened, what is safe, what to do. */
  detail: z.string(),
  /** Stable; what a program decides by. */
  code: z.string(),
  /** Which fields of the request are at fault. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
