import { z } from 'zod';
import { quarantineCause, quarantinedContent } from '../message-quarantined.js';
import { uuid } from '../primitives.js';
import { why, whys } from '../why.js';
import { agentBrief } from './agent-brief.js';
import { serviceHealth } from '../questions.js';

/** `GET /api/v1/outbox`: mails captured instead of sent, newest first. */
export const capturedMail = z.object({
  id: uuid,
  deliveryId: uuid,
  messageId: uuid,
  accountId: uuid,
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  at: z.string(),
  bytes: z.int(),
  /** The mail as it would have left, base64. */
  raw: z.string(),
});
export type CapturedMail = z.infer<typeof capturedMail>;
export const outboxPage = z.object({ items: z.array(capturedMail), next: z.string().nullable() });
export type OutboxPage = z.infer<typeof outboxPage>;

/** What an agent says a quarantined message is. */
const reportedAs = z.enum(['spam', 'phishing']);

/**
 * `GET /api/v1/quarantine`, `POST /api/v1/quarantine/:id/replay`, `…/discard`, `…/block`, `…/report`. A replay is also how a
 * message is released.
 */
export const quarantineItem = z.object({
  id: uuid,
  cause: quarantineCause,
  reason: z.string(),
  /** The same for other languages; null where what held it did not say. */
  why: z.array(why).nullable(),
  channel: z.string(),
  accountId: uuid.nullable(),
  from: z.string().nullable(),
  /** The address that can be blocked; null where nobody could read it. */
  sender: z.object({ kind: z.string(), key: z.string() }).nullable(),
  /** Whether that address is blocked now. */
  blocked: z.boolean(),
  /** The block that holds its sender back now: of the address, or of a whole domain. */
  block: z
    .object({
      domain: z.string().nullable(),
      by: agentBrief.nullable(),
      at: z.string().nullable(),
      why: z.string().nullable(),
    })
    .nullable()
    .optional(),
  reported: z.object({ as: reportedAs, by: agentBrief, at: z.string() }).nullable(),
  to: z.array(z.string()),
  subject: z.string().nullable(),
  headers: z.string().nullable(),
  state: z.enum(['waiting', 'replaying', 'released', 'discarded']),
  at: z.string(),
  bytes: z.int(),
  attempts: z.int(),
});
export type QuarantineItem = z.infer<typeof quarantineItem>;
/** `GET /api/v1/quarantine?spam=`: what waits since its sender is blocked, or all the rest; both where it is not said. */
export const quarantineQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  spam: z.enum(['true', 'false']).optional(),
});
export const quarantinePage = z.object({ items: z.array(quarantineItem), next: z.string().nullable() });
export type QuarantinePage = z.infer<typeof quarantinePage>;
/**
 * `GET /api/v1/quarantine/:id/content`: what it says, to be read before it is released. `read` by its connector as plain text,
 * or the beginning of its `raw` bytes where that could make nothing of it; never markup to render, never a file.
 */
export const quarantineContent = z.object({
  source: z.enum(['read', 'raw']),
  ...quarantinedContent.shape,
  cut: z.boolean(),
  attachments: quarantinedContent.shape.attachments.unwrap(),
  proof: quarantinedContent.shape.proof.unwrap().nullable(),
});
export type QuarantineContent = z.infer<typeof quarantineContent>;

/** `POST /api/v1/quarantine/:id/block`: the sender, or lets it in again. */
export const quarantineBlock = z.strictObject({ blocked: z.boolean() });

/** `POST /api/v1/quarantine/:id/report`: a mark and an audit entry; nothing is sent anywhere. */
export const quarantineReport = z.strictObject({ as: reportedAs });
export type QuarantineReport = z.infer<typeof quarantineReport>;

export const quarantineReplayed = z.object({
  ok: z.boolean(),
  reason: z.string().nullable(),
  item: quarantineItem,
});

const state = z.enum(['starting', 'ok', 'degraded', 'failed']);

/** The same as the reasons, in their order, for other languages; an empty list where only the sentence is known. */
const reasonWhys = z.array(z.array(why)).optional();
const ground = z.object({
  state,
  reasons: z.array(z.string()),
  reasonWhys,
  version: z.string().optional(),
});

/** `GET /api/v1/health`: public in its `state` alone; the rest needs a session or token. */
export const healthView = z.object({
  state,
  reasons: z.array(z.string()),
  reasonWhys,
  /** What each of the reasons is about, by which its sentence begins: a service, an address, a setting. */
  abouts: z.array(z.string()).optional(),
  /** Those that spoke, and those that are expected; of one that never spoke only the name is known. */
  services: z
    .array(
      serviceHealth
        .partial({ instance: true, version: true, startedAt: true, pid: true })
        .extend({ lastSeenAt: z.string().nullable(), reasonWhys }),
    )
    .optional(),
  bus: ground.optional(),
  database: ground.optional(),
  accounts: z
    .array(
      z.object({
        id: uuid,
        channel: z.string(),
        address: z.string(),
        state,
        reason: z.string(),
        why: whys,
        since: z.string(),
      }),
    )
    .optional(),
  ports: z.record(z.string(), z.int()).optional(),
});
export type HealthView = z.infer<typeof healthView>;

/** `GET /api/v1/sending`: a restored system sends nothing until an admin releases it; `waiting` sends, at most 1,000. */
export const sending = z.object({ held: z.boolean(), waiting: z.int() });
export type Sending = z.infer<typeof sending>;

/** `POST /api/v1/sending`, admins alone. */
export const changeSending = z.strictObject({ held: z.boolean() });
export type ChangeSending = z.infer<typeof changeSending>;
