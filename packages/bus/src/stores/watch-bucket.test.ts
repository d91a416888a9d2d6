import type { KV } from '@nats-io/kv';
import { TemporaryError } from '../errors.js';
import { listKeys } from './list-keys.js';
import { watchBucket } from './watch-bucket.js';

/** What the client gives: ends when it is stopped, and until then says nothing but `said`. */
const silent = <Said>(...said: Said[]) => {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  return {
    stop,
    async *[Symbol.asyncIterator]() {
      yield* said;
      await stopped;
    },
  };
};

test('a list of keys whose server went away in the middle is given up instead of awaited for minutes', async () => {
  const kv = { keys: () => Promise.resolve(silent('first')) } as unknown as KV;
  await expect(listKeys(kv, '>', 20)).rejects.toThrow(TemporaryError);
});

test('a watch begins also when the bucket is made anew before its keys were told', async () => {
  const keys = silent('gone');
  keys.stop();
  const kv = { keys: () => Promise.resolve(keys), watch: () => Promise.resolve(silent()) } as unknown as KV;
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  const begun = watchBucket({
    kv,
    filter: '>',
    onEntry: () => {},
    signal: stop.signal,
    reconnected: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  let resolved = false;
  void begun.then(() => (resolved = true));
  while (listeners.size < 2) await new Promise(setImmediate);
  expect(resolved).toBe(false);
  for (const listener of listeners) listener();
  await begun;
  stop.abort();
});
