import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `work`, at most `limitMs`; answers whether it ended well in time. Never rejects. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const ended = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([ended, delay(limitMs, false, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}
