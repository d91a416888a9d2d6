import type { HealthCheck, HealthState, Probe } from '@filo/service';
import type { BlobStore } from './blob-store.js';

const lookEveryMs = 10_000;

/**
 * How the blob storage does, as a check of a service's health: looked at every ten seconds while somebody asks, without
 * holding up who asks. `troubled` is the state of a service that can do without for a while, or cannot.
 */
export const watchBlobs = (
  blobs: BlobStore,
  troubled: Exclude<HealthState, 'ok'>,
  { everyMs = lookEveryMs, now = Date.now }: { everyMs?: number; now?: () => number } = {},
): Probe => {
  let known: HealthCheck = { state: 'ok', reason: '' };
  let lookedAt = -Infinity;
  const look = async (): Promise<void> => {
    try {
      await blobs.check();
      known = { state: 'ok', reason: '' };
    } catch (error) {
      known = { state: troubled, reason: error instanceof Error ? error.message : String(error) };
    }
  };
  return () => {
    if (now() - lookedAt >= everyMs) {
      lookedAt = now();
      void look();
    }
    return known;
  };
};
