import { retryDelayMs } from './retry-delay.js';

test.each([
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [9, 256_000],
  [10, 300_000],
  [10_000, 300_000],
])('after %d deliveries %d ms, a tenth more or less', (deliveries, expected) => {
  expect(retryDelayMs(deliveries, 0.5)).toBe(expected);
  expect(retryDelayMs(deliveries, 0)).toBeCloseTo(expected * 0.9, 0);
  expect(retryDelayMs(deliveries, 1)).toBeCloseTo(expected * 1.1, 0);
});
