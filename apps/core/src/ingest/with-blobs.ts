import type { Bus, Incoming } from '@filo/bus';
import type { InboundEvent } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';
import { copyBlobs } from '../blobs/copy-blobs.js';
import { blobsNeededBy } from './blobs-of.js';

/** How long a copy of large blobs may run before the bus is told that work goes on. */
const workingMs = 10_000;

/** Copies the blobs of a batch. An event whose blob the bus does not hold waits; it is never stored without. */
export const withBlobs = async (
  batch: readonly Incoming<InboundEvent>[],
  { bus, blobs }: { bus: Bus; blobs: BlobStore },
): Promise<{ ready: Incoming<InboundEvent>[]; waiting: InboundEvent[] }> => {
  const timer = setInterval(() => batch.forEach((incoming) => incoming.working()), workingMs);
  try {
    const missing = await copyBlobs(
      bus.blobs,
      blobs,
      batch.flatMap(({ event }) => blobsNeededBy(event)),
    );
    const isReady = ({ event }: Incoming<InboundEvent>): boolean =>
      !blobsNeededBy(event).some((ref) => missing.has(ref.sha256));
    return {
      ready: batch.filter(isReady),
      waiting: batch.filter((incoming) => !isReady(incoming)).map(({ event }) => event),
    };
  } finally {
    clearInterval(timer);
  }
};
