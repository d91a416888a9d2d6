import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

/** What a one-time link asks its reader: to confirm the address it was sent to, or to be another person that we know. */
export const proofPurpose = z.enum(['confirm-address', 'is-this-you']);
export type ProofPurpose = z.infer<typeof proofPurpose>;

/** `POST /api/v1/identities/:id/proofs`: sends a one-time link to the address, by mail or direct message; nothing is joined until its owner confirms. */
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
  /** The message as it stands in the thread; the link itself is shown to nobody but its reader. */
  messageId: uuid,
  expiresAt: z.string(),
});
export type ProofAsked = z.infer<typeof proofAsked>;

/**
 * What became of a one-time link: it is still on its way (`asked`), has left (`waiting`) or could not be delivered
 * (`failed`); its button was pressed (`confirmed`), its reader said that it was not them (`denied`), or nobody answered in time
 * (`expired`).
 */
export const proofState = z.enum(['asked', 'waiting', 'failed', 'confirmed', 'denied', 'expired']);
export type ProofState = z.infer<typeof proofState>;

/** `GET /api/v1/people/:id/proofs`: what the addresses of a person were asked, and others about it; newest first. */
export const proofView = z.object({
  id: uuid,
  purpose: proofPurpose,
  state: proofState,
  /** The address that was asked. */
  identity: z.object({ id: uuid, key: z.string() }),
  /** With `is-this-you`: the identity by which the other person was named. */
  other: z.object({ id: uuid, key: z.string() }).nullable(),
  by: agentBrief.nullable(),
  askedAt: z.string(),
  expiresAt: z.string(),
  confirmedAt: z.string().nullable(),
  deniedAt: z.string().nullable(),
  /** The message of which its owner was told; null when it is gone. Saying no to the link is said of this one alone. */
  aboutMessageId: uuid.nullable(),
});
export type ProofView = z.infer<typeof proofView>;
export const proofList = z.object({ items: z.array(proofView) });
export type ProofList = z.infer<typeof proofList>;
