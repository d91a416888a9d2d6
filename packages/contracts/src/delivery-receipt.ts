import { z } from 'zod';
import { blobRef, channelName, instant, safeText, uuid } from './primitives.js';
import { partsMax } from './send.js';
import { whys } from './why.js';

/**
 * What became of one attempt to deliver an outbound message to one recipient. `accepted`: the next server or the platform
 * took it. `unknown`: the line was cut after we began to hand it over. `failed`: it will not be tried again.
 * `deferred`: the other side asked to wait; core sends again at `retryAt`.
 */
export const deliveryReceipt = z.object({
  v: z.literal(1),
  type: z.literal('receipt'),
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  deliveryId: uuid,
  attempt: z.int().min(1),
  state: z.enum(['accepted', 'unknown', 'failed', 'deferred']),
  at: instant,
  retryAt: instant.optional(),
  /** The other side's id of what we sent, such as a post's id. */
  externalId: safeText(500).optional(),
  /**
   * Of what went out in several parts: the ids of all, in order, `externalId` being the first. Of what was put off or has failed between
   * two parts: those that stand there.
   */
  externalIds: z.array(safeText(500)).max(partsMax).optional(),
  /** Where everybody can see each of them; null: nobody knows, or it is private. */
  permalinks: z
    .array(
      z
        .url({ protocol: /^https$/ })
        .max(2000)
        .nullable()
        .catch(null),
    )
    .max(partsMax)
    .optional()
    .catch(undefined),
  code: safeText(64).optional(),
  /** The other side's own words. */
  detail: safeText(2000).optional(),
  /** The same for other languages. */
  why: whys,
  /** Kept on the outbox page instead of sent: the bytes as they would have left. */
  captured: z
    .object({
      raw: blobRef,
      from: safeText(998),
      to: z.array(safeText(998)).max(100),
      subject: safeText(2000),
    })
    .optional(),
});
export type DeliveryReceipt = z.infer<typeof deliveryReceipt>;
