import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { FolderBlobStore } from '../../blobs/folder-blob-store.js';
import { BackupError } from '../backup-error.js';
import { syncFolder } from '../../blobs/sync-folder.js';
import { BlobPlace } from './blob-place.js';
import { storeBlob } from './store-blob.js';

/** A folder that is filled aside and gets its name at the end: there is all of it, or nothing. */
export class FolderPlace extends BlobPlace {
  readonly #aside: string;
  readonly #store: FolderBlobStore;
  #placed = false;

  constructor(private readonly folder: string) {
    super();
    this.#aside = `${folder}.restoring`;
    this.#store = new FolderBlobStore(this.#aside);
  }

  override async refuseFull(): Promise<void> {
    const exists = await access(this.folder).then(
      () => true,
      () => false,
    );
    if (exists)
      throw new BackupError(
        `${this.folder} exists already. Nothing was changed; restore into an empty folder.`,
      );
  }

  override async prepare(): Promise<void> {
    await rm(this.#aside, { recursive: true, force: true });
    await mkdir(this.#aside, { recursive: true, mode: 0o700 });
  }

  override store(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    return storeBlob(this.#store, sha256, Readable.from(content));
  }

  override async place(): Promise<void> {
    await rename(this.#aside, this.folder);
    this.#placed = true;
    await syncFolder(dirname(this.folder));
  }

  override async takeAway(): Promise<void> {
    await rm(this.#aside, { recursive: true, force: true });
    if (this.#placed) await rm(this.folder, { recursive: true, force: true });
  }
}
