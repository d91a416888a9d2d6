import { PermanentError, TemporaryError } from '@filo/connector';
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

it.each([
  ['a hiccup is asked through as often as it may', new TemporaryError('502'), { hiccups: 2, asked: 3 }],
  ['without leave for it one is enough', new TemporaryError('502'), { hiccups: 0, asked: 1 }],
  ['a refusal is no hiccup', new PermanentError('refused', 'no'), { hiccups: 2, asked: 1 }],
])('%s', async (_, error, { hiccups, asked }) => {
  let count = 0;
  const ask = () => {
    count += 1;
    return Promise.reject(error);
  };
  const patience = { budget, signal: new AbortController().signal, hiccups, hiccupPauseMs: 1 };
  await expect(patiently(ask, patience)).rejects.toBe(error);
  expect(count).toBe(asked);
});

it('the pause after a hiccup ends with whoever asks', async () => {
  const stop = new AbortController();
  const ask = () => {
    setImmediate(() => stop.abort(new Error('stopped')));
    return Promise.reject(new TemporaryError('502'));
  };
  const patience = { budget, signal: stop.signal, hiccups: 3, hiccupPauseMs: 600_000 };
  await expect(patiently(ask, patience)).rejects.toThrow('stopped');
});
