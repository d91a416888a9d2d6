import type { Bus, Incoming, Outcome } from '@filo/bus';
import { createHash } from 'node:crypto';
import type { BlobStore } from '../blobs/blob-store.js';
import { readDead } from './read-dead.js';
import type { StoreQuarantined } from './store-quarantined.js';

/** The durable consumer of DEAD. */
export const deadDurable = 'core-dead';

/** Brings what could not even be stored into quarantine, so that there is one page where a human finds everything. */
export class DrainDead {
  constructor(private readonly parts: { bus: Bus; blobs: BlobStore; quarantined: StoreQuarantined }) {}

  run(signal: AbortSignal): Promise<void> {
    return this.parts.bus.consumeDead(deadDurable, {
      batchMax: 20,
      signal,
      handle: (batch) => this.#drain(batch),
    });
  }

  async #drain(
    batch: readonly Incoming<{ subject: string; data: Uint8Array; reason: string }>[],
  ): Promise<Outcome[]> {
    const items = await Promise.all(
      batch.map(async ({ event }) => {
        const kept = await this.parts.blobs.put(event.data);
        return readDead(event, { kept, sha256: createHash('sha256').update(event.data).digest('hex') });
      }),
    );
    await this.parts.quarantined.run(items);
    return batch.map(() => ({ type: 'done' }));
  }
}
