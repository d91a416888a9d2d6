import { setTimeout as delay } from 'node:timers/promises';
import { TemporaryError } from '../errors.js';

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

/** What `work` comes to; rejects with `TemporaryError` after `limitMs`, when nobody waits for it any more. */
export async function inTime<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  const late = new AbortController();
  const tooLate = delay(limitMs, undefined, { signal: late.signal }).then(() => {
    throw new TemporaryError(`The bus did not answer within ${limitMs} ms`);
  });
  // When the work is done first, nobody hears of the abort.
  tooLate.catch(() => {});
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    late.abort();
  }
}
