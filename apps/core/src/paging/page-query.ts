import { z } from 'zod';

/** `?cursor=&limit=` of lists whose items are heavy. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** The same of lists whose items are light. */
export const listQuery = pageQuery.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
export type ListQuery = z.output<typeof listQuery>;
