import { createHash } from 'node:crypto';
import { keysOf } from '../../ingest/keys-of-event.js';

/** Whether an event of a stream tells of something that was erased: of a message, a change of it, or a delivery. Pure. */
export const isErased = (event: unknown, hashes: ReadonlySet<string>): boolean =>
  keysOf(event).some(({ place, id }) => hashes.has(hashOf(place, id)));

/** The same as `erased_hash` of the database. */
const hashOf = (place: string, id: string): string =>
  createHash('sha256').update(`${place}\u001f${id}`).digest('hex');
