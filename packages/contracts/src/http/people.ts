import { z } from 'zod';
import { uuid } from '../primitives.js';

const time = z.string();

export const identityView = z.object({
  id: uuid,
  kind: z.string(),
  key: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  ours: z.boolean(),
  /** Best proof seen on a message of this identity. */
  proof: z.enum(['proven', 'claimed', 'failed']).nullable(),
  /** The address refused our mail for good. */
  bouncing: z.boolean(),
  /** Several people write from it: it never joins persons. Learnt, or set by an agent. */
  shared: z.boolean(),
  /** An agent wants no more of it. */
  blocked: z.boolean(),
});
export type IdentityView = z.infer<typeof identityView>;

/** `PATCH /api/v1/identities/:id`, answered with the identity: what an agent knows of it. What is not named stays. */
export const identityPatch = z.strictObject({
  shared: z.boolean().optional(),
  blocked: z.boolean().optional(),
});
export type IdentityPatch = z.input<typeof identityPatch>;

/** `GET /api/v1/people?q=&cursor=` and `GET /api/v1/people/:id`. */
export const personRow = z.object({
  id: uuid,
  name: z.string(),
  identities: z.array(identityView),
  lastAt: time.nullable(),
});
export const personPage = z.object({ items: z.array(personRow), next: z.string().nullable() });
export const personDetail = personRow.extend({
  firstSeenAt: time,
  facts: z.array(z.object({ field: z.string(), value: z.string(), source: z.string(), at: time })),
  messageCount: z.int(),
});
export type PersonRow = z.infer<typeof personRow>;
export type PersonPage = z.infer<typeof personPage>;
export type PersonDetail = z.infer<typeof personDetail>;
