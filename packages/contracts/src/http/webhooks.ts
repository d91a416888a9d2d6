import { z } from 'zod';
import { uuid } from '../primitives.js';
import { webhookEventTypes } from '../webhook-events.js';

const time = z.string();
const name = z.string().trim().min(1).max(80);
const url = z.url({ protocol: /^https?$/ }).max(2_000);
const events = z.array(z.enum(webhookEventTypes)).min(1).max(webhookEventTypes.length);
const accountGroupIds = z.array(uuid).min(1).max(200);

/** An endpoint that is told what happens in the account groups that it names. An admin sees one whose groups they all see. */
export const webhookView = z.object({
  id: uuid,
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEventTypes)),
  accountGroupIds: z.array(uuid),
  /** `paused`: by Filo, as it failed for three days. */
  state: z.enum(['on', 'off', 'paused']),
  /** Why it is not on. */
  why: z.enum(['by-hand', 'gone', 'failing']).nullable(),
  /** Moves with every change; a change names the one that it was made on. */
  version: z.int(),
  lastSuccessAt: time.nullable(),
  /** Since when nothing arrives; null: all is well. */
  failingSince: time.nullable(),
  /** Until when requests are signed with the former secret, too. */
  formerSecretUntil: time.nullable(),
  waiting: z.int(),
  failed: z.int(),
});
export type WebhookView = z.infer<typeof webhookView>;

/** `GET /api/v1/webhooks`, for admins, by name. */
export const webhookList = z.object({ items: z.array(webhookView) });
export type WebhookList = z.infer<typeof webhookList>;

/** `POST /api/v1/webhooks` */
export const webhookCreate = z.strictObject({ name, url, events, accountGroupIds });
export type WebhookCreate = z.input<typeof webhookCreate>;

/** The secret is answered once, when it is made. */
export const webhookCreated = webhookView.extend({ secret: z.string() });
export type WebhookCreated = z.infer<typeof webhookCreated>;

/** `PATCH /api/v1/webhooks/:id`: what is not named stays. `on: true` ends a pause as well. */
export const webhookPatch = z.strictObject({
  version: z.int(),
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  accountGroupIds: accountGroupIds.optional(),
  on: z.boolean().optional(),
});
export type WebhookPatch = z.input<typeof webhookPatch>;

/** One event on its way to one endpoint: what was sent, and how the last attempt ended. */
export const webhookDelivery = z.object({
  /** The `webhook-id`, the same in every attempt and replay. */
  id: uuid,
  type: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  at: time,
  body: z.string(),
  attempts: z.int(),
  replays: z.int(),
  /** Of one that waits: when it is tried next. */
  dueAt: time.nullable(),
  triedAt: time.nullable(),
  status: z.int().nullable(),
  /** The first kilobyte of the answer. */
  answer: z.string().nullable(),
  durationMs: z.int().nullable(),
  /** Why there was no answer. `secret-unreadable`: it was sealed with a key that is gone, and nothing goes unsigned; a new secret mends it. */
  problem: z.enum(['refused', 'timeout', 'no-connection', 'secret-unreadable']).nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** `GET /api/v1/webhooks/:id/deliveries`: of the last 30 days, newest first. */
export const webhookDeliveryQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  state: z.enum(['waiting', 'delivered', 'failed']).optional(),
});
export const webhookDeliveries = z.object({ items: z.array(webhookDelivery), next: z.string().nullable() });
export type WebhookDeliveries = z.infer<typeof webhookDeliveries>;

/** `POST /api/v1/webhooks/:id/replay`: one delivery, or all that failed since a time. */
export const webhookReplay = z
  .strictObject({ deliveryId: uuid.optional(), failedSince: z.iso.datetime({ offset: true }).optional() })
  .refine((wanted) => (wanted.deliveryId === undefined) !== (wanted.failedSince === undefined), {
    message: 'Name one delivery, or a time',
  });
export type WebhookReplay = z.infer<typeof webhookReplay>;
export const webhookReplayed = z.object({ count: z.int() });
export type WebhookReplayed = z.infer<typeof webhookReplayed>;

/** `POST /api/v1/webhooks/:id/secret`: a new one; requests are signed with both for a day. */
export const webhookSecret = z.object({ secret: z.string(), formerSecretUntil: time });
export type WebhookSecret = z.infer<typeof webhookSecret>;

/** `POST /api/v1/webhooks/:id/test`: a `webhook.test` is on its way, and will be found in the log. */
export const webhookTested = z.object({ deliveryId: uuid });
export type WebhookTested = z.infer<typeof webhookTested>;
