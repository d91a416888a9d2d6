import { once } from 'node:events';
import { pack, type Pack } from 'tar-stream';
import { blocksOf } from '../blocks-of.js';

/** A tar entry needs its size first, so what is longer than this goes in parts; also the most that is held in memory. */
const partBytes = 4 * 1024 * 1024;

/**
 * A tar of members. Each is a folder with its content in numbered parts, so that a stream of unknown length can go in. Read
 * `stream` while members are added; it ends after `end`, and breaks after `fail`.
 */
export class ArchiveWriter {
  readonly #pack: Pack = pack();

  constructor() {
    // Told to whoever adds; without a listener it would end the process when nobody reads.
    this.#pack.on('error', () => undefined);
  }

  get stream(): AsyncIterable<Uint8Array> {
    return this.#pack;
  }

  /** Resolves when the member is handed on; rejects when whoever reads has failed. */
  async add(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    let part = 0;
    for await (const { bytes } of blocksOf(content, partBytes)) {
      await this.#addPart(`${name}/${String(part++).padStart(6, '0')}`, bytes);
    }
  }

  async addJson(name: string, value: unknown): Promise<void> {
    await this.#addPart(`${name}/000000`, Buffer.from(JSON.stringify(value)));
  }

  end(): void {
    this.#pack.finalize();
  }

  fail(error: Error): void {
    this.#pack.destroy(error);
  }

  async #addPart(name: string, bytes: Buffer): Promise<void> {
    let settle: (error?: Error | null) => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve());
    });
    const entry = this.#pack.entry({ name, size: bytes.byteLength, mode: 0o600 }, (error) => settle(error));
    entry.on('error', () => undefined);
    const drained = entry.write(bytes) || once(entry, 'drain').catch(() => undefined);
    entry.end();
    await Promise.all([done, Promise.race([drained, done])]);
  }
}
