/** Lets one replica at a time serve an account. It saves double work and means nothing else: the ledger keeps doubles out. */
export abstract class HoldLease {
  /**
   * Waits for the lease, works while it is held, and tries again when it was lost; ends when the signal aborts. The signal
   * given to `work` aborts when the lease is lost.
   */
  abstract whileHeld(
    key: string,
    signal: AbortSignal,
    work: (held: AbortSignal) => Promise<void>,
  ): Promise<void>;
}
