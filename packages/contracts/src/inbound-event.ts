import { z } from 'zod';
import { deliveryReceipt } from './delivery-receipt.js';
import { messageDeleted } from './message-deleted.js';
import { messageEdited } from './message-edited.js';
import { messageQuarantined } from './message-quarantined.js';
import { messageReceived } from './message-received.js';

/** Everything that travels on `INBOUND`. */
export const inboundEvent = z.discriminatedUnion('type', [
  messageReceived,
  messageQuarantined,
  messageDeleted,
  messageEdited,
  deliveryReceipt,
]);
export type InboundEvent = z.infer<typeof inboundEvent>;
export type InboundEventInput = z.input<typeof inboundEvent>;

/** The majors this release can read. An event of another major waits on the bus and is never dead-lettered. */
export const knownMajors: readonly number[] = [1];

/** The major a decoded event claims, or undefined when it claims none. */
export const majorOf = (event: unknown): number | undefined => {
  const version = (event as { v?: unknown } | null | undefined)?.v;
  return typeof version === 'number' && Number.isInteger(version) ? version : undefined;
};
