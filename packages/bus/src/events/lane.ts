import { laneCount, type InboundEvent } from '@filo/contracts';
import { createHash } from 'node:crypto';

/** The lane of an event: same author, same lane. It lowers lock contention in core and means nothing else. */
export const laneOf = (event: InboundEvent): number =>
  (createHash('sha256').update(laneKey(event)).digest()[0] ?? 0) % laneCount;

function laneKey(event: InboundEvent): string {
  switch (event.type) {
    case 'message':
      return event.author.key;
    case 'quarantined':
    case 'edited':
    case 'deleted':
      return event.externalId;
    case 'receipt':
      return event.deliveryId;
  }
}
