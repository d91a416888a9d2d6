import { nextTryMs, readRetryAfter } from './next-try.js';

const hour = 3_600_000;

it('tries ten times in about three days', () => {
  const waits = Array.from({ length: 9 }, (_, n) => nextTryMs(n + 1, undefined, 0.5)!);
  expect(waits[0]).toBe(5_000);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / hour).toBeCloseTo(75.6, 1);
  expect(nextTryMs(10, undefined, 0.5)).toBeUndefined();
  expect(nextTryMs(10, hour, 0.5)).toBeUndefined();
});

it.each([
  [0, 240_000],
  [0.5, 300_000],
  [1, 360_000],
])('spreads the second wait with %d to %d ms', (random, wait) => {
  expect(nextTryMs(2, undefined, random)).toBe(wait);
});

it.each([
  [10_000, 10_000],
  [1_000, 5_000],
  [48 * hour, 24 * hour],
])('asked to wait %d ms it waits %d ms', (asked, wait) => {
  expect(nextTryMs(1, asked, 0.5)).toBe(wait);
});

it.each([
  ['120', 120_000],
  ['Sun, 29 Nov 2026 10:01:00 GMT', 60_000],
  ['Sun, 29 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('reads Retry-After %s', (value, ms) => {
  expect(readRetryAfter(value, Date.UTC(2026, 10, 29, 10))).toBe(ms);
});
