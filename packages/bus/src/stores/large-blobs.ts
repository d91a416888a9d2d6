import type { BlobRef } from '@filo/contracts';
import { createHash } from 'node:crypto';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { Objm, type ObjectInfo, type ObjectStore } from '@nats-io/obj';
import { Readable } from 'node:stream';
import { freshMs } from './small-blobs.js';

const chunkBytes = 512 * 1024;

/** Blobs above the bus's message size, in an object bucket, named by their hash. */
export class LargeBlobs {
  private store: Promise<ObjectStore> | undefined;

  constructor(
    private readonly jetstream: JetStreamClient,
    private readonly manager: JetStreamManager,
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
    const found = await (await this.open()).info(sha256);
    if (found === null || found.deleted) return undefined;
    if (found.digest !== digestOf(sha256)) {
      throw new Error(`the object holds other content: ${found.digest}`);
    }
    return Readable.from(this.chunksOf(found, sha256), { objectMode: false, highWaterMark: chunkBytes });
  }

  /**
   * Asks for one chunk after the other. The object store's own reader has the server push all of them: a reader that falls
   * 64 MB behind is cut off as a slow consumer, and after a lost connection it waits for ever.
   */
  private async *chunksOf({ nuid, chunks }: ObjectInfo, sha256: string): AsyncGenerator<Uint8Array> {
    const subject = `$O.${this.bucket}.C.${nuid}`;
    const hash = createHash('sha256');
    let seq = 0;
    for (let read = 0; read < chunks; read++) {
      const chunk = await this.manager.direct.getMessage(`OBJ_${this.bucket}`, {
        seq,
        next_by_subj: subject,
      });
      if (chunk === null) throw new Error(`chunk ${read + 1} of ${chunks} is not there`);
      hash.update(chunk.data);
      yield chunk.data;
      seq = chunk.seq + 1;
    }
    const held = hash.digest('hex');
    if (held !== sha256) throw new Error(`the object holds other content: ${held}`);
  }

  /** Chunk by chunk, then its name; answers whether it was there. Chunks of a former copy age away by themselves. */
  async erase(sha256: string): Promise<boolean> {
    const found = await (await this.open()).info(sha256);
    if (found === null) return false;
    await this.eraseAll(`$O.${this.bucket}.C.${found.nuid}`);
    await this.eraseAll(`$O.${this.bucket}.M.${padded(Buffer.from(sha256))}`);
    return true;
  }

  private async eraseAll(subject: string): Promise<void> {
    const stream = `OBJ_${this.bucket}`;
    for (let seq = 0; ;) {
      const stored = await this.manager.direct.getMessage(stream, { seq, next_by_subj: subject });
      if (stored === null) return;
      await this.manager.streams.deleteMessage(stream, stored.seq, true);
      seq = stored.seq + 1;
    }
  }

  private open(): Promise<ObjectStore> {
    this.store ??= new Objm(this.jetstream).open(this.bucket, false);
    return this.store;
  }
}

/** The object store's own digest, which its client verifies while reading. */
const digestOf = (sha256: string): string => `SHA-256=${padded(Buffer.from(sha256, 'hex'))}`;

const padded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
