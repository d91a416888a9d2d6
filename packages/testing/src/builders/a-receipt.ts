import type { DeliveryReceipt } from '@filo/contracts';
import { v7 } from 'uuid';

/** A valid event: the other side took our message. */
export const aReceipt = (over: Partial<DeliveryReceipt> = {}): DeliveryReceipt => ({
  v: 1,
  type: 'receipt',
  eventId: v7(),
  channel: 'email',
  accountId: '01900000-0000-7000-8000-000000000001',
  deliveryId: v7(),
  attempt: 1,
  state: 'accepted',
  at: new Date().toISOString(),
  ...over,
});
