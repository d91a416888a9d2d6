import { inTime } from './in-time.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('answers what the work answers, and passes on how it failed', async () => {
  expect(await inTime(5_000, () => Promise.resolve(3))).toBe(3);
  await expect(inTime(5_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('fails when the work took longer', async () => {
  await expect(inTime(60, () => pause(200))).rejects.toThrow(/^It took \d+ ms, more than 60$/);
});

test('does not count the time in which nothing ran', async () => {
  await inTime(1_500, async () => {
    await pause(20);
    standStill(1_600);
    await pause(20);
  });
});
