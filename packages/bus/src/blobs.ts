import type { Readable } from 'node:stream';
import type { BlobRef } from '@filo/contracts';

/**
 * Blobs in transit, named by the SHA-256 of their content. Small ones travel in the stream BLOBS, large ones in an object
 * bucket; callers see no difference. Putting the same content twice stores it once.
 */
export abstract class Blobs {
  /** Resolves after the bus has stored all of it. `TemporaryError` when the bus is away or full. */
  abstract put(content: Uint8Array | Readable): Promise<BlobRef>;
  /** Rejects with `PermanentError('blob-missing')` when the bus does not hold it (any more). */
  abstract get(ref: BlobRef): Promise<Uint8Array>;
  abstract open(ref: BlobRef): Promise<Readable>;
  abstract has(ref: BlobRef): Promise<boolean>;
}
