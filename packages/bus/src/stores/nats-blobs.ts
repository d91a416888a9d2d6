import type { BlobRef } from '@filo/contracts';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Blobs } from '../blobs.js';
import { asBusError } from '../connection/translate-error.js';
import { PermanentError, TemporaryError } from '../errors.js';
import type { LargeBlobs } from './large-blobs.js';
import type { SmallBlobs } from './small-blobs.js';
import { takeIn } from './take-in.js';

/** Leaves room for headers below the server's `max_payload` of 1 MB. */
const smallMax = 900_000;

export class NatsBlobs extends Blobs {
  constructor(
    private readonly small: SmallBlobs,
    private readonly large: LargeBlobs,
  ) {
    super();
  }

  override async put(content: Uint8Array | Readable): Promise<BlobRef> {
    const taken = await takeIn(content, smallMax);
    const { ref } = taken;
    try {
      if (taken.type === 'large') await this.large.put(ref, taken.read());
      // A copy about to age away is doubled in the object bucket, where content may be written again.
      else if (!(await this.small.put(ref, taken.bytes)))
        await this.large.put(ref, Readable.from([taken.bytes]));
      return ref;
    } catch (error) {
      throw asBusError(error, `Storing the blob ${ref.sha256}`);
    } finally {
      if (taken.type === 'large') await taken.close();
    }
  }

  override async get(ref: BlobRef): Promise<Uint8Array> {
    const bytes = (await this.fromSmall(ref)) ?? (await this.fromLarge(ref));
    if (bytes === undefined) throw missing(ref);
    return bytes;
  }

  override async open(ref: BlobRef): Promise<Readable> {
    const bytes = await this.fromSmall(ref);
    if (bytes !== undefined) return Readable.from([bytes]);
    const stream = await this.reading(ref);
    if (stream === undefined) throw missing(ref);
    return stream;
  }

  override async has(ref: BlobRef): Promise<boolean> {
    if ((await this.fromSmall(ref)) !== undefined) return true;
    try {
      return await this.large.has(ref);
    } catch (error) {
      throw asBusError(error, `Looking for the blob ${ref.sha256}`);
    }
  }

  /** Overwrites it wherever it lies; answers whether it was there. */
  async erase(sha256: string): Promise<boolean> {
    const [small, large] = [await this.small.erase(sha256), await this.large.erase(sha256)];
    return small || large;
  }

  private async fromSmall(ref: BlobRef): Promise<Uint8Array | undefined> {
    if (ref.bytes > smallMax) return undefined;
    let bytes: Uint8Array | undefined;
    try {
      bytes = await this.small.get(ref.sha256);
    } catch (error) {
      throw asBusError(error, `Reading the blob ${ref.sha256}`);
    }
    if (bytes !== undefined && createHash('sha256').update(bytes).digest('hex') !== ref.sha256) {
      throw new PermanentError('blob-corrupt', `The bus holds other bytes under the name ${ref.sha256}`);
    }
    return bytes;
  }

  private async fromLarge(ref: BlobRef): Promise<Uint8Array | undefined> {
    const stream = await this.reading(ref);
    if (stream === undefined) return undefined;
    try {
      return await buffer(stream);
    } catch (cause) {
      throw new TemporaryError(`Reading the blob ${ref.sha256} broke off: ${String(cause)}`, { cause });
    }
  }

  private async reading(ref: BlobRef): Promise<Readable | undefined> {
    try {
      return await this.large.read(ref);
    } catch (error) {
      throw asBusError(error, `Reading the blob ${ref.sha256}`);
    }
  }
}

const missing = (ref: BlobRef): PermanentError =>
  new PermanentError('blob-missing', `The bus does not hold the blob ${ref.sha256} (${ref.bytes} bytes)`);
