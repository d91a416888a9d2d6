const firstMs = 1_000;
const longestMs = 5 * 60_000;

/** 1 s after the first delivery, then doubling up to 5 min, spread by a tenth so that a backlog does not come at once. */
export function retryDelayMs(deliveries: number, random = Math.random()): number {
  const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(deliveries - 1, 20));
  return Math.round(delayMs * (0.9 + 0.2 * random));
}

/** An event of an unknown major looks again this often. */
export const unknownMajorDelayMs = longestMs;
