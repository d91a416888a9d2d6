import type { BlobRef } from '@filo/contracts';
import type { Readable } from 'node:stream';

/** Core's own blob storage, by the SHA-256 of the content. What it has acknowledged survives a power cut. */
export abstract class BlobStore {
  /** Storing the same content twice stores it once. */
  abstract put(content: Uint8Array | Readable): Promise<BlobRef>;
  /** Rejects with `PermanentError('blob-missing')` when it is not there. */
  abstract get(sha256: string): Promise<Uint8Array>;
  abstract open(sha256: string): Promise<Readable>;
  abstract has(sha256: string): Promise<boolean>;
  abstract delete(sha256: string): Promise<void>;
}
