import type { BlobStore } from './blob-store.js';
import { watchBlobs } from './watch-blobs.js';

it('says why the storage cannot be used, as soon as it is known, and looks once in ten seconds', async () => {
  let now = 0;
  let looks = 0;
  let trouble: Error | undefined = new Error('The bucket is gone.');
  const check = async () => {
    looks++;
    await Promise.resolve();
    if (trouble) throw trouble;
  };
  const probe = watchBlobs({ check } as BlobStore, 'degraded', { now: () => now });
  const answers = async () => {
    await probe();
    await new Promise(setImmediate);
    return probe();
  };
  expect(await answers()).toEqual({ state: 'degraded', reason: 'The bucket is gone.' });
  trouble = undefined;
  now += 9_999;
  expect(await answers()).toMatchObject({ state: 'degraded' });
  expect(looks).toBe(1);
  now += 1;
  expect(await answers()).toEqual({ state: 'ok', reason: '' });
});
