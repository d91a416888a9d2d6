import { PermanentError, TemporaryError } from '@filo/connector';
import { RateLimited, refusedMs } from './rate-limited.js';

/** How long a network has for an answer, and how long it is left alone after it refused for good. */
export interface Waits {
  answerMs: number;
  refusedMs: number;
}

export const waitsOf = ({ answerMs = 30_000, refusedMs: refused = refusedMs }: Partial<Waits>): Waits => ({
  answerMs,
  refusedMs: refused,
});

/** How long reading waits after it failed. Undefined: the kit tries again, later with every time. */
export const readAgainAfter = (error: unknown, waits: Partial<Waits>): number | undefined => {
  if (error instanceof PermanentError) return waitsOf(waits).refusedMs;
  if (error instanceof RateLimited) return error.afterMs;
  return error instanceof TemporaryError ? error.options.retryAfterMs : undefined;
};
