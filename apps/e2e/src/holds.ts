import { eventually } from '@filo/testing';
import { lastWarnings } from './filo.js';

/** Waits until the expectations of `check` hold; fails with the last one that did not, and prints what the product warned of. */
export const holds = async (
  check: () => Promise<unknown>,
  options: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<void> => {
  try {
    await eventually(async () => {
      await check();
      return true;
    }, options);
  } catch (error) {
    console.error(lastWarnings());
    throw error;
  }
};
