import type { KV, KvWatchEntry } from '@nats-io/kv';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Calls back for every present key, then for every change until the signal aborts. Resolves when all keys present at the
 * start have been called back. Watches again from the start when the server dropped the watch: entries may repeat.
 */
export async function watchBucket(
  kv: KV,
  filter: string,
  onEntry: (entry: KvWatchEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  const missing = new Set<string>();
  for await (const key of await kv.keys(filter)) missing.add(key);
  let allSeen = () => {};
  const seen = new Promise<void>((resolve) => (allSeen = resolve));
  if (missing.size === 0) allSeen();
  const first = await kv.watch({ key: filter });
  void follow(first, kv, filter, signal, (entry) => {
    onEntry(entry);
    missing.delete(entry.key);
    if (missing.size === 0) allSeen();
  });
  signal.addEventListener('abort', allSeen, { once: true });
  await seen;
}

type Watching = Awaited<ReturnType<KV['watch']>>;

async function follow(
  first: Watching,
  kv: KV,
  filter: string,
  signal: AbortSignal,
  onEntry: (entry: KvWatchEntry) => void,
): Promise<void> {
  let watching: Watching | undefined = first;
  while (!signal.aborted) {
    const current: Watching | undefined = watching ?? (await again(kv, filter));
    watching = undefined;
    if (current === undefined) {
      await delay(1_000, undefined, { ref: false });
      continue;
    }
    const stop = () => current.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      for await (const entry of current) onEntry(entry);
    } catch {
      // Watched again below.
    }
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) await delay(1_000, undefined, { ref: false });
  }
}

async function again(kv: KV, filter: string): Promise<Watching | undefined> {
  try {
    return await kv.watch({ key: filter });
  } catch {
    return undefined;
  }
}
