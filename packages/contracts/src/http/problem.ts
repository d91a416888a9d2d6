import { z } from 'zod';

/** Stable; each goes with one HTTP status. */
export const problemCodes = [
  'several-persons',
  'invalid-request',
  'bad-cursor',
  'precondition-unreadable',
  'not-signed-in',
  'wrong-credentials',
  'foreign-origin',
  'not-allowed',
  'wrong-setup-token',
  'not-found',
  'method-not-allowed',
  'conflict',
  'thread-changed',
  'people-changed',
  'already-undone',
  'setup-done',
  'not-waiting',
  'too-large',
  'unsupported-media-type',
  'account-test-failed',
  'idempotency-key-reused',
  'cannot-reply',
  'not-a-person',
  'nothing-to-merge',
  'nothing-to-split',
  'not-shared',
  'private-words',
  'text-too-long',
  'recipient-refused',
  'unknown-reference',
  'precondition-required',
  'too-many-attempts',
  'internal-error',
  'unavailable',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Where one code stands for several refusals, which of them it is; stable as well, so that a page can say it in its language. */
export const refusalReasons = [
  'account-paused',
  'address-blocked',
  'address-bouncing',
  'address-shared',
  'address-taken',
  'asked-already',
  'choose-group',
  'choose-site',
  'empty-file',
  'form-faults',
  'form-needs-secret',
  'import-is-over',
  'messages-of-several',
  'needs-role',
  'no-account-to-answer',
  'no-account-to-ask',
  'no-account-to-invite',
  'no-address-column',
  'no-file',
  'no-files-in-public',
  'no-group',
  'no-sender',
  'no-such-address',
  'no-such-agent',
  'no-such-answer',
  'no-such-attachment',
  'no-such-message',
  'no-such-picture',
  'no-such-suggestion',
  'no-such-topic',
  'nobody-to-invite',
  'not-a-picture',
  'not-a-picture-in-text',
  'not-an-address',
  'not-in-private',
  'nothing-to-answer',
  'only-address-shared',
  'our-own-address',
  'site-taken',
  'theirs-already',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Problem details (RFC 9457), media type `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened, what is safe, what to do. */
  detail: z.string(),
  /** Stable; what a program decides by. */
  code: z.string(),
  /** Which of the refusals with this code, where there are several. */
  reason: z.string().optional(),
  /** Which fields of the request are at fault. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
