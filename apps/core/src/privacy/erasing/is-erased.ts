import { createHash } from 'node:crypto';
import { deliveryPlace, sentPlace } from './keep-hashes.js';

/** Whether an event of a stream tells of something that was erased: of a message, a change of it, or a delivery. Pure. */
export const isErased = (event: unknown, hashes: ReadonlySet<string>): boolean => {
  if (typeof event !== 'object' || event === null) return false;
  const { channel, externalId, deliveryId, threadingId, direction } = event as Record<string, unknown>;
  const has = (place: unknown, id: unknown): boolean =>
    typeof place === 'string' && typeof id === 'string' && hashes.has(hashOf(place, id));
  return (
    has(channel, externalId) ||
    has(deliveryPlace, deliveryId) ||
    (direction === 'outbound' && has(sentPlace, threadingId))
  );
};

/** The same as `erased_hash` of the database. */
const hashOf = (place: string, id: string): string =>
  createHash('sha256').update(`${place}\u001f${id}`).digest('hex');
