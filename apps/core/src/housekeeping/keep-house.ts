import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { clearAside } from '../blobs/clear-aside.js';
import type { BlobStore } from '../blobs/blob-store.js';
import { untilAborted } from '../worker/until-aborted.js';
import { FreeBlobs } from './free-blobs.js';
import { sweeps } from './sweeps.js';

const everyMs = 10 * 60_000;
/** Rows of one statement, so that none takes long; between two others get their turn. */
const rowsMax = 1_000;
const pauseMs = 50;
/** Long enough for whatever was storing the same bytes to be done. */
const settleMs = 60_000;

/** Clears away what has served its purpose. Any number of workers may do so at once, and each statement is bounded. */
export class KeepHouse {
  readonly #freeBlobs: FreeBlobs;

  constructor(
    private readonly parts: {
      dataSource: DataSource;
      bus: Bus;
      blobs: BlobStore;
      log: Logger;
      /** Where blobs lie while they are written. */
      aside: readonly string[];
    },
  ) {
    this.#freeBlobs = new FreeBlobs(parts);
  }

  /** Runs until the signal aborts; the first round waits, so that a start has the database for itself. */
  async run(signal: AbortSignal): Promise<void> {
    let toPutBack: string[] = [];
    while (!signal.aborted) {
      await untilAborted(everyMs, signal);
      if (signal.aborted) return;
      const freed = await this.once(signal);
      if (freed.length > 0) await untilAborted(settleMs, signal);
      toPutBack = await this.#freeBlobs.putBack([...toPutBack, ...freed]);
    }
  }

  /** One round; resolves with the hashes of the blobs that were deleted. */
  async once(signal: AbortSignal): Promise<string[]> {
    for (const [what, sql] of Object.entries(sweeps)) {
      const rows = await this.#sweep(sql, signal);
      if (rows > 0) this.parts.log.info({ what, rows }, 'cleared away');
    }
    for (const folder of this.parts.aside) await this.#clearAside(folder);
    const freed: string[] = [];
    for (let more = true; more && !signal.aborted;) {
      const some = await this.#freeBlobs.once();
      freed.push(...some);
      more = some.length > 0;
    }
    if (freed.length > 0) this.parts.log.info({ what: 'blobs', rows: freed.length }, 'cleared away');
    return freed;
  }

  async #clearAside(folder: string): Promise<void> {
    try {
      const files = await clearAside(folder);
      if (files > 0) this.parts.log.info({ what: 'half-written blobs', files }, 'cleared away');
    } catch (error) {
      this.parts.log.error(
        { err: error, folder },
        'half-written blobs could not be cleared away; tried again',
      );
    }
  }

  async #sweep(sql: string, signal: AbortSignal): Promise<number> {
    let rows = 0;
    while (!signal.aborted) {
      const [swept] = (await this.parts.dataSource.query(sql, [rowsMax])) as { count: number }[];
      rows += swept?.count ?? 0;
      if ((swept?.count ?? 0) < rowsMax) break;
      await untilAborted(pauseMs, signal);
    }
    return rows;
  }
}
