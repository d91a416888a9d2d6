import { PageRate } from './page-rate.js';

it('stops one client and no other, until the minute is over', () => {
  const rate = new PageRate(2);
  expect([1, 2, 3].map((now) => rate.take('a', 100_000 + now))).toEqual([true, true, false]);
  expect(rate.take('b', 100_004)).toBe(true);
  expect(rate.take('a', 100_001 + 60_000)).toBe(true);
});
