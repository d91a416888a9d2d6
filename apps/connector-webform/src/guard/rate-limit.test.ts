import { RateLimit } from './rate-limit.js';

it('allows so many a minute for each address and refills evenly', () => {
  const limit = new RateLimit(3);
  const takes = [0, 0, 0, 0, 20_000, 20_001].map((ms) => limit.take('a', ms));
  expect(takes).toEqual([true, true, true, false, true, false]);
  expect(limit.take('b', 0)).toBe(true);
});

it('has no limit at zero', () => {
  const limit = new RateLimit(0);
  expect(Array.from({ length: 100 }, () => limit.take('a', 0)).every(Boolean)).toBe(true);
});
