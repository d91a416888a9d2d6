import { patiently } from './patiently.js';
import { RateLimited } from './rate-limited.js';

const budget = { waitMs: () => 0 };

it('a network that refuses and says "at once" is not asked without a pause', async () => {
  let asked = 0;
  const ask = () => {
    asked += 1;
    return Promise.reject(new RateLimited('at once', 0));
  };
  const signal = AbortSignal.timeout(400);
  await expect(patiently(ask, { budget, signal })).rejects.toThrow();
  // After 0, 50, 150 and 350 ms.
  expect(asked).toBeLessThanOrEqual(4);
});

it('what the network allows again is asked once, with its answer', async () => {
  const answers = [() => Promise.reject(new RateLimited('later', 1)), () => Promise.resolve('yes')];
  const ask = () => answers.shift()!();
  expect(await patiently(ask, { budget, signal: new AbortController().signal })).toBe('yes');
});
