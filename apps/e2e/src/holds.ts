import { eventually } from '@filo/testing';
import { lastWarnings } from './filo.js';

/**
 * Waits until the expectations of `check` hold; fails with the last one that did not, and prints what the product warned of.
 * A test holds no promise of speed (the benchmark does), so it waits long (30 s) on a busy machine.
 */
export const holds = async (
  check: () => Promise<unknown>,
  { timeoutMs = 30_000, intervalMs }: { timeoutMs?: number; intervalMs?: number } = {},
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
