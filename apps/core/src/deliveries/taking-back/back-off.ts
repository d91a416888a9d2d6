const firstMs = 5_000;
const mostMs = 10 * 60_000;

/** How long to wait after so many attempts: five seconds, then twice as long each time, ten minutes at most. Pure. */
export const backoffMs = (attempts: number): number =>
  Math.min(mostMs, firstMs * 2 ** Math.min(attempts, 20));
