import { PermanentError } from '@filo/bus';
import { createHash } from 'node:crypto';
import type { BlobStore } from '../../blobs/blob-store.js';
import type { ArchiveWriter } from '../archive/write-archive.js';
import { blobName } from '../archive/members.js';

/**
 * Adds blobs to the archive; resolves with those that are not there, or not what their name says. One lost file must not
 * keep all others out of the backup.
 */
export const addBlobs = async (
  blobs: BlobStore,
  names: readonly string[],
  archive: ArchiveWriter,
): Promise<string[]> => {
  const lost: string[] = [];
  for (const sha256 of names) if (!(await added(blobs, sha256, archive))) lost.push(sha256);
  return lost;
};

const added = async (blobs: BlobStore, sha256: string, archive: ArchiveWriter): Promise<boolean> => {
  try {
    const hash = createHash('sha256');
    const content = await blobs.open(sha256);
    const hashed = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of content as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await archive.add(blobName(sha256), hashed());
    return hash.digest('hex') === sha256;
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'blob-missing') return false;
    throw error;
  }
};
