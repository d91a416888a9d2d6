import type { BlobRef } from '@filo/contracts';
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { blobKey, blobMissing } from './blob-key.js';
import { BlobStore } from './blob-store.js';
import { syncFolder } from './sync-folder.js';
import { diskTrouble } from './disk-trouble.js';

/** Blobs as files `<folder>/ab/abcdef…`, written aside, fsynced, then renamed: a file that is there is whole. */
export class FolderBlobStore extends BlobStore {
  constructor(private readonly folder: string) {
    super();
  }

  override async put(content: Uint8Array | Readable): Promise<BlobRef> {
    try {
      return await this.#write(content instanceof Uint8Array ? [content] : content);
    } catch (error) {
      throw diskTrouble(this.folder, error);
    }
  }

  override async get(sha256: string): Promise<Uint8Array> {
    return readFile(this.#pathOf(sha256)).catch((cause: unknown) => this.#missing(sha256, cause));
  }

  override async open(sha256: string): Promise<Readable> {
    const path = this.#pathOf(sha256);
    await access(path).catch((cause: unknown) => this.#missing(sha256, cause));
    return createReadStream(path);
  }

  override has(sha256: string): Promise<boolean> {
    return access(this.#pathOf(sha256)).then(
      () => true,
      (error: unknown) => {
        if (isAbsent(error)) return false;
        throw diskTrouble(this.folder, error);
      },
    );
  }

  override async delete(sha256: string): Promise<void> {
    await rm(this.#pathOf(sha256), { force: true }).catch((cause: unknown) => {
      throw diskTrouble(this.folder, cause);
    });
  }

  override async check(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw diskTrouble(this.folder, error);
    }
  }

  #pathOf(sha256: string): string {
    return join(this.folder, blobKey(sha256));
  }

  #missing(sha256: string, cause: unknown): never {
    throw isAbsent(cause) ? blobMissing(sha256, cause) : diskTrouble(this.folder, cause);
  }

  async #write(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<BlobRef> {
    const aside = join(this.folder, `${randomUUID()}.part`);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      const file = await makingFolder(this.folder, () => open(aside, 'wx', 0o600));
      try {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.byteLength;
          await file.writeFile(chunk);
        }
        await file.datasync();
      } finally {
        await file.close();
      }
      const sha256 = hash.digest('hex');
      const path = this.#pathOf(sha256);
      await makingFolder(dirname(path), () => rename(aside, path));
      await syncFolder(dirname(path));
      return { sha256, bytes };
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined);
      throw error;
    }
  }
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Folders are there but for the first time: they are made only when it shows that one is not. */
const makingFolder = async <Result>(folder: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  await mkdir(folder, { recursive: true });
  await syncFolder(dirname(folder));
  return work();
};
