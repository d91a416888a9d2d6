import { TemporaryError } from '@filo/bus';
import type { BlobRef } from '@filo/contracts';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { blobKey, blobMissing } from '../blob-key.js';
import { BlobStore } from '../blob-store.js';
import { withAsideFile } from './aside-file.js';
import type { S3Body, S3Client } from './s3-client.js';

/** A refused write says more about the storage than a list that works, for this long. */
const refusedWriteMs = 60_000;

/** Blobs as objects `<prefix>ab/abcdef…` of a bucket. A write is whole or not there: S3 shows no part of one. */
export class S3BlobStore extends BlobStore {
  #refused: { error: TemporaryError; at: number } | undefined;

  constructor(
    private readonly client: S3Client,
    /** Where streams are laid aside until their hash is known. */
    private readonly aside: string,
  ) {
    super();
  }

  override async put(content: Uint8Array | Readable): Promise<BlobRef> {
    if (!(content instanceof Uint8Array))
      return withAsideFile(this.aside, content, (body) => this.#store(body));
    const sha256 = createHash('sha256').update(content).digest('hex');
    return this.#store({ sha256, bytes: content.byteLength, open: () => Readable.from([content]) });
  }

  override async get(sha256: string): Promise<Uint8Array> {
    return buffer(await this.open(sha256));
  }

  override async open(sha256: string): Promise<Readable> {
    const answer = await this.client.send({ method: 'GET', key: blobKey(sha256) });
    if (answer === undefined) throw blobMissing(sha256);
    const { client } = this;
    const told = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* answer as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw client.silence(error);
      }
    };
    return Readable.from(told(), { objectMode: false });
  }

  override async has(sha256: string): Promise<boolean> {
    return (await this.#send('HEAD', sha256)) !== undefined;
  }

  override async delete(sha256: string): Promise<void> {
    await this.#send('DELETE', sha256);
  }

  override async check(): Promise<void> {
    const answer = await this.client.send({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } });
    answer?.resume();
    if (this.#refused && Date.now() - this.#refused.at < refusedWriteMs) throw this.#refused.error;
  }

  /** The same content twice does no harm; who often meets what is there looks first. */
  async #store(body: S3Body): Promise<BlobRef> {
    const { sha256, bytes } = body;
    try {
      const answer = await this.client.send({ method: 'PUT', key: blobKey(sha256), body });
      answer?.resume();
      this.#refused = undefined;
    } catch (error) {
      if (error instanceof TemporaryError) this.#refused = { error, at: Date.now() };
      throw error;
    }
    return { sha256, bytes };
  }

  async #send(method: 'HEAD' | 'DELETE', sha256: string) {
    const answer = await this.client.send({ method, key: blobKey(sha256) });
    answer?.resume();
    return answer;
  }
}
