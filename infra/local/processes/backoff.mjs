/** How long to wait before starting a service again: 0.5 s doubling to 30 s; fifteen seconds of life forgive everything. */
export function nextRestart({ failures, livedMs }) {
  const count = livedMs >= 15_000 ? 0 : failures;
  return { failures: count + 1, waitMs: Math.min(500 * 2 ** count, 30_000) };
}
