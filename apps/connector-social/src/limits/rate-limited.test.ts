import { RateLimited } from './rate-limited.js';

const dayMs = 86_400_000;

it('reading looks again within the hour; an answer waits as long as it must, and uses up no attempts meanwhile', () => {
  const limited = new RateLimited('Later.', 0.9 * dayMs);
  expect([limited.afterMs, limited.options.retryAfterMs]).toEqual([3_600_000, 0.9 * dayMs]);
});

it('neither is a time that cannot be', () => {
  const [past, endless] = [new RateLimited('Later.', -5), new RateLimited('Later.', 1e15)];
  expect([past.afterMs, past.options.retryAfterMs]).toEqual([0, 0]);
  expect([endless.afterMs, endless.options.retryAfterMs]).toEqual([3_600_000, 7 * dayMs]);
});
