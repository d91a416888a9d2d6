import { eventually } from '@filo/testing';

/** Waits until the expectations of `check` hold; fails with the last one that did not. */
export const holds = async (
  check: () => Promise<unknown>,
  options: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<void> => {
  await eventually(async () => {
    await check();
    return true;
  }, options);
};
