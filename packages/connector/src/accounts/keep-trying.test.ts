import { TemporaryError } from '@filo/bus';
import { keepTrying } from './keep-trying.js';

const delays = { firstMs: 1, maxMs: 8 };

const runTimes = async (times: number, run: (round: number) => Promise<void>, worked = () => false) => {
  const stop = new AbortController();
  const waits: number[] = [];
  let round = 0;
  await keepTrying(
    {
      delays,
      worked,
      run: () => run(++round),
      failed: (_error, retryInMs) => {
        waits.push(retryInMs);
        if (waits.length === times) stop.abort();
      },
    },
    stop.signal,
  );
  return waits;
};

it('waits longer after each failure up to the cap', async () => {
  const waits = await runTimes(5, () => Promise.reject(new Error('no')));
  expect(waits.at(-1)).toBeGreaterThanOrEqual(4);
  expect(Math.max(...waits)).toBeLessThanOrEqual(8);
});

it('starts anew with the shortest wait after a try that worked', async () => {
  const waits = await runTimes(
    5,
    () => Promise.reject(new Error('cut')),
    () => true,
  );
  expect(Math.max(...waits)).toBeLessThanOrEqual(1);
});

it('counts an end that nobody asked for as a failure', async () => {
  expect(await runTimes(2, () => Promise.resolve())).toHaveLength(2);
});

it('waits as long as the other side asked', async () => {
  const error = new TemporaryError('too many requests', { retryAfterMs: 25 });
  expect(await runTimes(1, () => Promise.reject(error))).toEqual([25]);
});
