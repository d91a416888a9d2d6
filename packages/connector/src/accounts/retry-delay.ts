export interface RetryDelays {
  firstMs: number;
  maxMs: number;
}

export const accountRetries: RetryDelays = { firstMs: 1_000, maxMs: 300_000 };

/**
 * How long to wait after the `failures`-th failure in a row: doubling up to a cap, then a random half taken off, so that a
 * hundred accounts of one fallen server do not come back in the same second.
 */
export const retryDelay = (
  failures: number,
  random: number,
  delays: RetryDelays = accountRetries,
): number => {
  const full = Math.min(delays.maxMs, delays.firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + random / 2));
};
