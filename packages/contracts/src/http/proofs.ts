import { z } from 'zod';
import { uuid } from '../primitives.js';

/** What a one-time link asks its reader: to confirm the address it was mailed to, or to be another person that we know. */
export const proofPurpose = z.enum(['confirm-address', 'is-this-you']);
export type ProofPurpose = z.infer<typeof proofPurpose>;

/** `POST /api/v1/identities/:id/proofs`: mails a one-time link to the address; nothing is joined until its owner confirms. */
export const proofCreate = z.strictObject({
  purpose: proofPurpose,
  /** With `is-this-you` alone: the person that the owner of the address may be. */
  personId: uuid.optional(),
});
export type ProofCreate = z.infer<typeof proofCreate>;

export const proofAsked = z.object({
  id: uuid,
  purpose: proofPurpose,
  identityId: uuid,
  /** The mail as it stands in the thread; the link itself is shown to nobody but its reader. */
  messageId: uuid,
  expiresAt: z.string(),
});
export type ProofAsked = z.infer<typeof proofAsked>;
