import type { KV, KvWatchEntry } from '@nats-io/kv';
import { setTimeout as delay } from 'node:timers/promises';
import { listKeys } from './list-keys.js';

export interface BucketWatch {
  kv: Pick<KV, 'keys' | 'watch'>;
  filter: string;
  onEntry(entry: KvWatchEntry): void;
  signal: AbortSignal;
  /** Calls back after every reconnect of the bus; answers how to stop. */
  reconnected(listener: () => void): () => void;
}

type Watching = Awaited<ReturnType<KV['watch']>>;

/**
 * Calls back for every present key, then for every change until the signal aborts. Resolves when all keys present at the
 * start have been called back, or the bus went away and came back meanwhile. Watches from the start again after every reconnect: the client would go on behind the last
 * sequence it saw, and a bucket that was made anew meanwhile counts from one. Entries may repeat.
 */
export async function watchBucket(watch: BucketWatch): Promise<void> {
  const { kv, filter, signal, onEntry } = watch;
  const missing = new Set(await listKeys(kv, filter));
  let allSeen = () => {};
  const seen = new Promise<void>((resolve) => (allSeen = resolve));
  if (missing.size === 0) allSeen();
  // A bucket that is made anew meanwhile may hold none of them.
  const forget = watch.reconnected(allSeen);
  signal.addEventListener('abort', allSeen, { once: true });
  const first = await kv.watch({ key: filter });
  void follow(first, {
    ...watch,
    onEntry: (entry) => {
      onEntry(entry);
      missing.delete(entry.key);
      if (missing.size === 0) allSeen();
    },
  });
  await seen;
  forget();
  signal.removeEventListener('abort', allSeen);
}

async function follow(first: Watching, watch: BucketWatch): Promise<void> {
  const { signal } = watch;
  let current: Watching | undefined = first;
  const stop = () => current?.stop();
  const forget = watch.reconnected(stop);
  signal.addEventListener('abort', stop, { once: true });
  while (!signal.aborted) {
    if (current !== undefined) await hearOut(current, watch);
    if (signal.aborted) break;
    current = await again(watch);
    if (current === undefined) await delay(500, undefined, { ref: false });
  }
  stop();
  signal.removeEventListener('abort', stop);
  forget();
}

async function hearOut(watching: Watching, { signal, onEntry }: BucketWatch): Promise<void> {
  try {
    for await (const entry of watching) {
      if (signal.aborted) return;
      onEntry(entry);
    }
  } catch {
    // The server dropped it: it is watched again.
  }
}

async function again({ kv, filter }: BucketWatch): Promise<Watching | undefined> {
  try {
    return await kv.watch({ key: filter });
  } catch {
    return undefined;
  }
}
