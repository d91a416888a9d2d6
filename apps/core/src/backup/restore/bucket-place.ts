import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3BlobStore } from '../../blobs/s3/s3-blob-store.js';
import type { S3Bucket } from '../../blobs/s3/s3-bucket.js';
import { BackupError } from '../backup-error.js';
import { BlobPlace } from './blob-place.js';
import { storeBlob } from './store-blob.js';

/** Says of all that lies beside it that it belongs to a restore that is not done. */
const mark = 'restoring';

export interface BucketPlaceParts {
  bucket: S3Bucket;
  store: S3BlobStore;
  /** Where the store lays streams aside. */
  aside: string;
}

/**
 * A prefix of a bucket, empty at the beginning. A bucket cannot rename, so that blobs lie there under their names from the
 * start, which nobody knows before the rows are committed. A mark tells what a killed restore left from what an
 * installation needs; it goes before the commit, for a mark that stays would give an installation's blobs away.
 */
export class BucketPlace extends BlobPlace {
  #begun = false;
  #marked = false;

  constructor(private readonly parts: BucketPlaceParts) {
    super();
  }

  override async refuseFull(): Promise<void> {
    const { bucket } = this.parts;
    if ((await bucket.isEmpty()) || (await bucket.holds(mark))) return;
    throw new BackupError(
      'The bucket holds something already under the prefix of FILO_BLOBS. Nothing was changed; restore under another prefix.',
    );
  }

  override async prepare(): Promise<void> {
    this.#begun = true;
    await this.parts.bucket.write(mark);
    this.#marked = true;
    await this.parts.bucket.deleteAllBut(mark);
  }

  override store(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    return storeBlob(this.parts.store, sha256, Readable.from(content));
  }

  override async place(): Promise<void> {
    this.#marked = false;
    await this.parts.bucket.delete(mark);
    await rm(this.parts.aside, { recursive: true, force: true });
  }

  override async takeAway(): Promise<void> {
    if (!this.#begun) return;
    const { bucket, aside } = this.parts;
    await rm(aside, { recursive: true, force: true });
    if (!this.#marked) await bucket.write(mark);
    await bucket.deleteAllBut(mark);
    await bucket.delete(mark);
  }
}
