import { TemporaryError } from '@filo/bus';
import type { RetryDelays } from './retry-delay.js';
import { retryDelay } from './retry-delay.js';
import { wait } from './wait.js';

export interface Tries {
  /** Does the duty until the signal aborts. Returning earlier counts as a failure: a listener never just ends. */
  run(signal: AbortSignal): Promise<void>;
  /** Told before each wait, with what to show. */
  failed(error: unknown, retryInMs: number): void;
  /** True when the duty got as far as working, so that the next failure counts as the first again. */
  worked(): boolean;
  delays: RetryDelays;
}

/** Runs a duty again and again, with a growing wait after each failure, until the signal aborts. Never throws. */
export const keepTrying = async (tries: Tries, signal: AbortSignal): Promise<void> => {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await tries.run(signal);
      if (signal.aborted) return;
      throw new Error('listening ended although nobody asked it to');
    } catch (error) {
      if (signal.aborted) return;
      failures = tries.worked() ? 1 : failures + 1;
      const asked = error instanceof TemporaryError ? (error.options.retryAfterMs ?? 0) : 0;
      const retryInMs = Math.max(asked, retryDelay(failures, Math.random(), tries.delays));
      tries.failed(error, retryInMs);
      await wait(retryInMs, signal);
    }
  }
};
