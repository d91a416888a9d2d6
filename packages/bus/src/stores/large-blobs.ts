import type { BlobRef } from '@filo/contracts';
import { Objm, type ObjectStore } from '@nats-io/obj';
import type { JetStreamClient } from '@nats-io/jetstream';
import { Readable } from 'node:stream';
import { freshMs } from './small-blobs.js';

const chunkBytes = 512 * 1024;

/** Blobs above the bus's message size, in an object bucket, named by their hash. */
export class LargeBlobs {
  private store: Promise<ObjectStore> | undefined;

  constructor(
    private readonly jetstream: JetStreamClient,
    private readonly bucket: string,
  ) {}

  async put({ sha256 }: BlobRef, content: Readable): Promise<void> {
    const store = await this.open();
    const present = await store.info(sha256);
    // Writing a name again would keep the old chunks until they age away: look first.
    if (present !== null && !present.deleted && Date.now() - Date.parse(present.mtime) < freshMs) return;
    await store.put(
      { name: sha256, options: { max_chunk_size: chunkBytes } },
      Readable.toWeb(content) as ReadableStream<Uint8Array>,
    );
  }

  async has({ sha256 }: BlobRef): Promise<boolean> {
    const present = await (await this.open()).info(sha256);
    return present !== null && !present.deleted && present.digest === digestOf(sha256);
  }

  /** `undefined` when it is not there. The stream fails at its end when the bytes are not those of the name. */
  async read({ sha256 }: BlobRef): Promise<Readable | undefined> {
    const found = await (await this.open()).get(sha256);
    if (found === null) return undefined;
    if (found.info.digest !== digestOf(sha256)) {
      await found.data.cancel();
      throw new Error(`the object holds other content: ${found.info.digest}`);
    }
    // The same failure ends the stream; nobody else listens to this promise.
    found.error.catch(() => {});
    return Readable.fromWeb(found.data as Parameters<typeof Readable.fromWeb>[0]);
  }

  private open(): Promise<ObjectStore> {
    this.store ??= new Objm(this.jetstream).open(this.bucket, false);
    return this.store;
  }
}

/** The object store's own digest, which its client verifies while reading. */
const digestOf = (sha256: string): string =>
  `SHA-256=${Buffer.from(sha256, 'hex').toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`;
