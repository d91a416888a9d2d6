import { z } from 'zod';
import { languageTag, uuid } from '../primitives.js';
import { teamBrief } from './team-brief.js';

/** What Filo fills into a signature by itself, written `{{agent_name}}`; anything else between such braces is refused. */
export const signatureVariables = ['agent_name', 'agent_first_name', 'team', 'organisation'] as const;
export type SignatureVariable = (typeof signatureVariables)[number];

const words = z.string().trim().min(1).max(4_000);

/** What stands below the answers of a team by mail, in one language. */
export const signatureView = z.object({
  id: uuid,
  /** Null: of whoever has none of their team. */
  team: teamBrief.nullable(),
  /** Null: for everybody for whom none is written in their language. */
  language: z.string().nullable(),
  text: z.string(),
  /** Moves with every change; a change names the one that it was made on. */
  version: z.int(),
});
export type SignatureView = z.infer<typeof signatureView>;

/** `GET /api/v1/signatures`: all there are, those of no team first. */
export const signatureList = z.object({ items: z.array(signatureView) });
export type SignatureList = z.infer<typeof signatureList>;

/** `POST /api/v1/signatures`: one per team and language; 409 `signature-taken` where there is one. */
export const signatureCreate = z.strictObject({
  teamId: uuid.nullable().default(null),
  language: languageTag.nullable().default(null),
  text: words,
});
export type SignatureCreate = z.input<typeof signatureCreate>;

/** `PATCH /api/v1/signatures/:id`: what is not named stays; of one that somebody else changed since, 409 `signature-changed` tells how it is now. */
export const signaturePatch = z.strictObject({
  version: z.int(),
  teamId: uuid.nullable().optional(),
  language: languageTag.nullable().optional(),
  text: words.optional(),
  /** `true` takes it out of use, `false` brings it back. */
  removed: z.boolean().optional(),
});
export type SignaturePatch = z.input<typeof signaturePatch>;

/** Below which answer: `none` leaves it away, an id chooses; absent: that of the team that answers, in their language. */
export const signatureChoice = z.union([uuid, z.literal('none')]);
export type SignatureChoice = z.infer<typeof signatureChoice>;

/** Of `reply-options`: what stands below the answer, with its variables filled. */
export const signaturesOffered = z.object({
  /** The one that leaves where nothing is chosen; null: none. */
  byDefault: uuid.nullable(),
  items: z.array(
    z.object({ id: uuid, team: z.string().nullable(), language: z.string().nullable(), text: z.string() }),
  ),
});
export type SignaturesOffered = z.infer<typeof signaturesOffered>;
