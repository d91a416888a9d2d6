import { z } from 'zod';
import { uuid } from '../primitives.js';
import { personRow } from './people.js';

/** What speaks for two persons being one. */
export const evidenceCodes = [
  'same-name',
  'same-domain',
  'same-phone',
  'named-handle',
  'named-address',
  'same-order',
  'quoted-text',
  'same-fact',
  'same-handle',
] as const;
export type EvidenceCode = (typeof evidenceCodes)[number];

/** What speaks against it. */
export const counterEvidenceCodes = [
  'different-names',
  'different-first-names',
  'common-name',
  'many-at-domain',
  'many-share-it',
  'different-phones',
  'numbered-address',
  'wrote-to-each-other',
] as const;
export type CounterEvidenceCode = (typeof counterEvidenceCodes)[number];

const reason = <Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.object({
    code: z.enum(codes),
    /** A plain sentence in English. */
    words: z.string(),
    /** What the sentence names, to say it in another language. */
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  });

/** How sure a suggestion is, in words; the number beside it says the same. */
export const confidenceWords = ['possible', 'likely', 'very likely', 'almost certain'] as const;
export type ConfidenceWords = (typeof confidenceWords)[number];

/** One of the two, with what is needed to show them side by side. */
export const suggestedPerson = personRow.extend({
  /** Of its thread, for `POST /api/v1/merges`. */
  version: z.int(),
  firstSeenAt: z.string(),
  messageCount: z.int(),
  /** Topics that are not closed. */
  openTopics: z.int(),
});
export type SuggestedPerson = z.infer<typeof suggestedPerson>;

/**
 * Two persons who may be one human being. Nothing joins them but an agent: `POST /api/v1/merges` with this id. Evidence that
 * rests on messages which the reader may not see is left out, and counts nothing in the confidence.
 */
export const suggestionView = z.object({
  id: uuid,
  persons: z.array(suggestedPerson).length(2),
  /** Strongest first. */
  evidence: z.array(reason(evidenceCodes)).min(1),
  counterEvidence: z.array(reason(counterEvidenceCodes)),
  /** The share of such pairs that are one human being, 0 to 1. */
  confidence: z.number().min(0).max(1),
  confidenceWords: z.enum(confidenceWords),
  at: z.string(),
});
export type SuggestionView = z.infer<typeof suggestionView>;

/** `GET /api/v1/suggestions?personId=&cursor=`: surest first. */
export const suggestionPage = z.object({ items: z.array(suggestionView), next: z.string().nullable() });
export type SuggestionPage = z.infer<typeof suggestionPage>;

/** `POST /api/v1/suggestions/:id/reject`: not the same; suggested again only when new evidence comes. */
export const suggestionReject = z.strictObject({ reason: z.string().trim().max(500).optional() });
export type SuggestionReject = z.input<typeof suggestionReject>;

/** What `reject`, `later` and `reopen` answer. `later` puts the pair away for a week, or until new evidence comes. */
export const suggestionDecided = z.object({
  id: uuid,
  state: z.enum(['open', 'later', 'rejected']),
});
export type SuggestionDecided = z.infer<typeof suggestionDecided>;
