import { retryDelay } from './retry-delay.js';

const delays = { firstMs: 1_000, maxMs: 60_000 };

it.each([
  [1, 1_000],
  [2, 2_000],
  [6, 32_000],
  [7, 60_000],
  [5_000, 60_000],
])('after %i failures waits between half of and all of %i ms', (failures, full) => {
  expect(retryDelay(failures, 0, delays)).toBe(full / 2);
  expect(retryDelay(failures, 1, delays)).toBe(full);
});
