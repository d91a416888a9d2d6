import { PermanentError, type Bus } from '@filo/bus';
import type { BlobRef } from '@filo/contracts';
import type { BlobStore } from './blob-store.js';

/**
 * Lays bytes onto the bus again where they have left it, so that a connector can fetch them. What core itself has lost stays
 * away: the connector's receipt then says so.
 */
export const putOnBus = async (bus: Bus, blobs: BlobStore, refs: readonly BlobRef[]): Promise<void> => {
  for (const { sha256, bytes } of refs) {
    if (await bus.blobs.has({ sha256, bytes })) continue;
    try {
      await bus.blobs.put(await blobs.open(sha256));
    } catch (error) {
      if (!(error instanceof PermanentError && error.code === 'blob-missing')) throw error;
    }
  }
};
