import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

/** What is written down with who did it, by what it is about. A kind that is not here cannot be recorded, and has no words in the inbox. */
export const auditAreas = {
  access: [
    'signed-in',
    'password-changed',
    'password-reset',
    'own-account-changed',
    'second-step-set',
    'second-step-removed',
    'recovery-codes-made',
    'sessions-ended',
    'token-made',
    'token-removed',
    'agent-invited',
    'agent-link-made',
    'agent-link-asked',
    'agent-joined',
    'agent-changed',
    'agent-deactivated',
    'agent-reactivated',
    'agent-went-away',
    'agent-came-back',
    'topics-handed-over',
    'topics-given-back',
    'promises-handed-over',
    'promises-given-back',
    'account-group-made',
    'account-group-renamed',
    'agent-mail-set',
    'team-made',
    'team-changed',
    'team-removed',
    'team-restored',
    'setup-finished',
  ],
  settings: [
    'account-made',
    'account-changed',
    'account-signed-in',
    'account-listening-changed',
    'account-removed',
    'account-acknowledgement-set',
    'account-hours-set',
    'account-routing-set',
    'form-changed',
    'form-removed',
    'script-made',
    'script-changed',
    'script-removed',
    'business-hours-set',
    'signature-made',
    'signature-changed',
    'tag-made',
    'tag-changed',
    'query-made',
    'query-changed',
    'query-removed',
    'retention-set',
    'messages-removed',
    'ok-rule-set',
    'learning-set',
    'lesson-decided',
    'sending-held',
    'sending-released',
    'restored',
    'import-started',
    'import-undone',
    'webhook-made',
    'webhook-changed',
    'webhook-removed',
    'webhook-secret-made',
    'webhook-replayed',
    'webhook-paused',
  ],
  people: [
    'person-begun',
    'persons-merged',
    'person-split',
    'link-change-undone',
    'link-confirmed',
    'suggestion-rejected',
    'suggestion-later',
    'suggestion-open',
    'identity-changed',
    'domain-blocked',
    'domain-unblocked',
    'facts-written',
    'photo-set',
    'photo-removed',
    'person-exported',
    'export-fetched',
    'person-erased',
    'note-written',
    'proof-asked',
    'proof-denied',
    'invitation-made',
    'invitation-sent-directly',
    'invitation-direct-refused',
    'invitation-withdrawn',
    'invitation-answered',
    'invitation-joined',
    'invitation-code-refused',
    'invitation-address-refused',
    'invitation-sign-in-refused',
  ],
  work: [
    'thread-close',
    'thread-reopen',
    'thread-assign',
    'thread-snooze',
    'thread-wake',
    'thread-team',
    'thread-team-undo',
    'thread-routed',
    'thread-tagged',
    'threads-changed-together',
    'threads-undone-together',
    'reply-queued',
    'reply-held-back',
    'reply-taken-back',
    'reply-sent-again',
    'reply-looked-for',
    'reply-came-back',
    'ok-asked',
    'ok-asked-anew',
    'ok-given',
    'ok-refused',
    'ok-withdrawn',
    'promise-made',
    'promise-kept',
    'promise-dropped',
    'promise-moved',
    'promise-given',
    'promise-reopened',
    'severity-corrected',
    'storm-claimed',
    'post-taken-up',
    'posts-set-aside',
    'posts-wait-again',
    'public-answers-paused',
    'public-answers-resumed',
    'message-corrected',
    'quarantine-replayed',
    'quarantine-discarded',
    'quarantine-reported',
  ],
} as const;
export type AuditArea = keyof typeof auditAreas;
export type AuditKind = (typeof auditAreas)[AuditArea][number];

/** What changed, where one word says it: never bodies, addresses or reasons that somebody wrote. */
export const auditDetail = z.object({
  channel: z.string().optional(),
  /** 0: kept for good. */
  days: z.number().optional(),
  messages: z.number().optional(),
  was: z.string().optional(),
  /** Or `not-about-us`. */
  level: z.string().optional(),
  on: z.boolean().optional(),
  name: z.string().optional(),
  /** Why routing gave it: the rule of the action in the thread. */
  rule: z.string().optional(),
});
export type AuditDetail = z.infer<typeof auditDetail>;

export const auditEntry = z.object({
  id: uuid,
  at: z.string(),
  /** One of `auditAreas`, or one that an earlier version wrote. */
  kind: z.string(),
  /** Null: nobody was signed in, or Filo did it by itself. */
  by: agentBrief.nullable(),
  /** What it was done to, where it still has a name that the reader may know. */
  about: z
    .object({
      kind: z.enum(['agent', 'account', 'script', 'team', 'tag', 'person']),
      id: uuid,
      name: z.string(),
    })
    .nullable(),
  detail: auditDetail,
});
export type AuditEntryView = z.infer<typeof auditEntry>;

/** `GET /api/v1/audit`, for admins: who did what, the newest first. */
export const auditQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  area: z.enum(Object.keys(auditAreas) as [AuditArea, ...AuditArea[]]).optional(),
  /** What this agent did. */
  agentId: uuid.optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditPage = z.object({ items: z.array(auditEntry), next: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPage>;
