import { TemporaryError } from '@filo/connector';
import type { Why } from '@filo/contracts';

/** What was refused for good is tried seldom; other settings, such as another password, are tried at once. */
export const refusedMs = 30 * 60_000;
/** Whatever a header says: it is looked again then. A longer timer than 24 days would fire at once. */
const pauseMaxMs = 3_600_000;

export const pauseWithin = (ms: number): number => Math.min(pauseMaxMs, Math.max(0, ms));

/** The network asks us to wait. */
export class RateLimited extends TemporaryError {
  constructor(
    message: string,
    readonly afterMs: number,
    { cause, why }: { cause?: unknown; why?: Why } = {},
  ) {
    super(message, { retryAfterMs: afterMs, cause, ...(why && { why }) });
  }
}
