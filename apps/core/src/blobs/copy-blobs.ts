import { PermanentError, type Blobs } from '@filo/bus';
import type { BlobRef } from '@filo/contracts';
import type { BlobStore } from './blob-store.js';

/** Copies under way at once; more only makes the disk's queue longer. */
const atOnce = 16;

/** Content up to this size is held in memory while it is copied; what is larger flows. */
const inMemoryMax = 4 * 1024 * 1024;

/**
 * Copies blobs from the bus into core's own storage. Resolves with the hashes of those that the bus does not hold; any
 * other failure rejects, so that nothing is taken for missing while the bus is away.
 */
export const copyBlobs = async (
  from: Blobs,
  to: BlobStore,
  wanted: readonly BlobRef[],
): Promise<Set<string>> => {
  const queue = [...new Map(wanted.map((ref) => [ref.sha256, ref])).values()];
  const missing = new Set<string>();
  const worker = async (): Promise<void> => {
    for (let ref = queue.pop(); ref; ref = queue.pop())
      if (!(await copied(from, to, ref))) missing.add(ref.sha256);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker));
  return missing;
};

const copied = async (from: Blobs, to: BlobStore, ref: BlobRef): Promise<boolean> => {
  if (await to.has(ref.sha256)) return true;
  try {
    const stored = await to.put(ref.bytes <= inMemoryMax ? await from.get(ref) : await from.open(ref));
    if (stored.sha256 === ref.sha256) return true;
    await to.delete(stored.sha256);
    return false;
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'blob-missing') return false;
    throw error;
  }
};
