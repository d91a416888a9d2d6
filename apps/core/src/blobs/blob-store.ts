import type { BlobRef } from '@filo/contracts';
import type { Readable } from 'node:stream';

/**
 * Core's own blob storage, by the SHA-256 of the content. What it has acknowledged survives a power cut. While the storage
 * cannot be used every call rejects with a `TemporaryError` whose sentence says why, so that what needs it waits.
 */
export abstract class BlobStore {
  /** Storing the same content twice stores it once. */
  abstract put(content: Uint8Array | Readable): Promise<BlobRef>;
  /** Rejects with `PermanentError('blob-missing')` when it is not there. */
  abstract get(sha256: string): Promise<Uint8Array>;
  abstract open(sha256: string): Promise<Readable>;
  abstract has(sha256: string): Promise<boolean>;
  /** Content that is not there is deleted already. */
  abstract delete(sha256: string): Promise<void>;
  /** Rejects with a `TemporaryError` for people when the storage cannot be used right now. */
  abstract check(): Promise<void>;
}
