import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

/** `GET /api/v1/people/{id}/privacy`, for admins: what an export would hold and an erasure would take away. */
export const personPrivacy = z.object({
  personId: uuid,
  name: z.string(),
  messages: z.int(),
  attachments: z.int(),
  notes: z.int(),
  identities: z.array(z.object({ id: uuid, kind: z.string(), key: z.string() })),
  /** The person has words in account groups that the reader does not see: an export leaves them out, and nothing can be erased. */
  partial: z.boolean(),
});
export type PersonPrivacy = z.infer<typeof personPrivacy>;

/** `POST /api/v1/people/{id}/erasure`: the name as it was typed, and the identities that were shown. */
export const erasureRequest = z.strictObject({
  name: z.string().max(500),
  identityIds: z.array(uuid).min(1).max(1_000),
});
export type ErasureRequest = z.infer<typeof erasureRequest>;

/** The places where words of a person lie. */
export const privacyStores = [
  'postgres',
  'blobs',
  'search',
  'quarantine',
  'inbound',
  'outbound',
  'dead',
  'bus-blobs',
  'webhook-log',
] as const;
export type PrivacyStore = (typeof privacyStores)[number];

export const privacyJob = z.object({
  id: uuid,
  kind: z.enum(['export', 'erase']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Null once the person is no more, or is not seen. */
  person: z.object({ id: uuid, name: z.string() }).nullable(),
  by: agentBrief,
  askedAt: z.string(),
  endedAt: z.string().nullable(),
  done: z.int(),
  /** Null: not counted yet. */
  total: z.int().nullable(),
  /** How much was put into the archive, or erased, in each place. */
  report: z.array(z.object({ store: z.enum(privacyStores), count: z.int() })),
  problem: z.string().nullable(),
  /** Of an export that can still be fetched. */
  bytes: z.number().nullable(),
  expiresAt: z.string().nullable(),
  partial: z.boolean(),
});
export type PrivacyJob = z.infer<typeof privacyJob>;

/** `GET /api/v1/privacy/jobs`, for admins: newest first. */
export const privacyJobs = z.object({ items: z.array(privacyJob) });
export type PrivacyJobs = z.infer<typeof privacyJobs>;

/** `POST /api/v1/privacy/jobs/{id}/link`: fetches the archive once, for the admin who asked. */
export const exportLink = z.object({ path: z.string(), expiresAt: z.string() });
export type ExportLink = z.infer<typeof exportLink>;
