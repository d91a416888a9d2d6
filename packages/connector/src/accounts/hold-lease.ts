import { Lease, type Bucket } from '@filo/bus';
import type { Logger } from '@filo/service';
import { wait } from './wait.js';

const retryMs = 2_000;

/** Lets one replica at a time serve an account. It saves double work and means nothing else: the ledger keeps doubles out. */
export class HoldLease {
  constructor(
    private readonly bucket: Bucket,
    /** Names this process and no other. */
    private readonly holder: string,
    private readonly log: Logger,
    private readonly ttlMs?: number,
  ) {}

  /**
   * Waits for the lease, works while it is held, and tries again when it was lost or the bus is in trouble; ends when the
   * signal aborts. The signal given to `work` aborts when the lease is lost.
   */
  async whileHeld(
    key: string,
    signal: AbortSignal,
    work: (held: AbortSignal) => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        await new Lease(this.bucket, key, this.holder, { ttlMs: this.ttlMs }).hold(work, signal);
        if (!signal.aborted) this.log.info({ accountId: key }, 'lease lost');
      } catch (error) {
        this.log.warn({ accountId: key, err: error }, 'lease in trouble');
        await wait(retryMs, signal);
      }
    }
  }
}
