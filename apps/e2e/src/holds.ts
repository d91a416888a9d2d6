import { eventually } from '@filo/testing';
import { lastWarnings } from './filo.js';

/** Asked more often over the API, what is waited for would lack the processor. */
const growing = (waitedMs: number): number => Math.min(250, Math.max(20, waitedMs / 8));

/**
 * Waits until the expectations of `check` hold; fails with the last one that did not, and prints what the product warned of.
 * A test holds no promise of speed (the benchmark does), so it waits long (30 s) on a busy machine.
 */
export const holds = async (
  check: () => Promise<unknown>,
  {
    timeoutMs = 30_000,
    intervalMs = growing,
  }: { timeoutMs?: number; intervalMs?: number | typeof growing } = {},
): Promise<void> => {
  try {
    await eventually(
      async () => {
        await check();
        return true;
      },
      { timeoutMs, intervalMs },
    );
  } catch (error) {
    console.error(lastWarnings());
    throw error;
  }
};
