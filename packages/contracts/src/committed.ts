import { z } from 'zod';
import { uuid } from './primitives.js';

/**
 * Core's word, on core NATS, that events are stored: subject `committed.<channel>.<account>`. Subscribe before publishing;
 * when it is missed, ask `ledger.has`.
 */
export const committed = z.object({
  v: z.literal(1),
  events: z
    .array(
      z.object({
        eventId: uuid,
        /** `stored`: new; `known`: the ledger had it; `quarantined`: it waits for a human. */
        outcome: z.enum(['stored', 'known', 'quarantined']),
        messageId: uuid.optional(),
      }),
    )
    .min(1),
});
export type Committed = z.infer<typeof committed>;
