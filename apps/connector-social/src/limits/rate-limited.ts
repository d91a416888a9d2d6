import { TemporaryError } from '@filo/connector';
import type { Why } from '@filo/contracts';

/** What was refused for good is tried seldom; other settings, such as another password, are tried at once. */
export const refusedMs = 30 * 60_000;
/** Whatever a header says: it is looked again then. A longer timer than 24 days would fire at once. */
const pauseMaxMs = 3_600_000;

export const pauseWithin = (ms: number): number => Math.min(pauseMaxMs, Math.max(0, ms));

/** An answer that waits is no timer: it may be asked to come back after days, and not each hour, which would use up its attempts. */
const answersWaitMaxMs = 7 * 86_400_000;

/** The network asks us to wait. */
export class RateLimited extends TemporaryError {
  /** When reading may look again. */
  readonly afterMs: number;

  constructor(message: string, waitMs: number, { cause, why }: { cause?: unknown; why?: Why } = {}) {
    const retryAfterMs = Math.min(answersWaitMaxMs, Math.max(0, waitMs));
    super(message, { retryAfterMs, cause, ...(why && { why }) });
    this.afterMs = pauseWithin(waitMs);
  }
}
