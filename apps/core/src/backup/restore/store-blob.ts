import type { Readable } from 'node:stream';
import type { BlobStore } from '../../blobs/blob-store.js';
import { BackupError } from '../backup-error.js';

/** Stores what the backup holds under a name. @throws {BackupError} when it is not what the name says */
export const storeBlob = async (store: BlobStore, name: string, content: Readable): Promise<void> => {
  const { sha256 } = await store.put(content);
  if (sha256 !== name) throw new BackupError(`The blob ${name} is not in the backup as it was stored.`);
};
