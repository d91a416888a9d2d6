import { setTimeout as delay } from 'node:timers/promises';
import type { Bucket } from '../bucket.js';
import { PermanentError } from '../errors.js';

export interface LeaseOptions {
  /** The lease bucket's own expiry; nobody's entry outlives it unrenewed. */
  ttlMs?: number;
  renewMs?: number;
}

/**
 * One of several replicas works on a thing at a time, such as an account. It saves double work and proves nothing: a frozen
 * holder may wake up after another took over, so that what must happen once is fenced elsewhere.
 *
 * The bucket expires entries that nobody wrote for `ttlMs`. Taking is `create`, renewing is `update` by revision, and
 * expiry sends no event: who waits polls. A per-key time to live would be lost at the first renewal.
 */
export class Lease {
  private readonly ttlMs: number;
  private readonly renewMs: number;

  /** `holder` names this process and no other, for example by a random id. */
  constructor(
    private readonly bucket: Bucket,
    private readonly key: string,
    private readonly holder: string,
    options: LeaseOptions = {},
  ) {
    this.ttlMs = options.ttlMs ?? 20_000;
    this.renewMs = options.renewMs ?? this.ttlMs / 4;
  }

  /**
   * Waits for the lease, calls `work` while it holds, and gives the lease back when `work` ends. The signal given to `work`
   * aborts when the lease is lost or the outer signal aborts. Resolves true when `work` ran to its end, false when the
   * outer signal came first; rejects with what `work` throws.
   */
  async hold(work: (held: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean> {
    const revision = await this.waitFor(signal);
    if (revision === undefined) return false;
    const lost = new AbortController();
    const ended = new AbortController();
    const renewing = this.renew(revision, lost, ended.signal);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
      return true;
    } finally {
      ended.abort();
      await this.release(await renewing);
    }
  }

  /** The revision when the lease was taken; `undefined` when another holds it. */
  async tryTake(): Promise<number | undefined> {
    try {
      return await this.bucket.create(this.key, { holder: this.holder });
    } catch (error) {
      if (!(error instanceof PermanentError) || error.code !== 'key-exists') throw error;
    }
    // An earlier attempt may have succeeded while its answer was lost.
    const held = await this.bucket.get<{ holder: string }>(this.key);
    return held?.value.holder === this.holder ? held.revision : undefined;
  }

  private async waitFor(signal: AbortSignal): Promise<number | undefined> {
    while (!signal.aborted) {
      try {
        const revision = await this.tryTake();
        if (revision !== undefined) return revision;
      } catch (error) {
        if (error instanceof PermanentError) throw error;
      }
      await pause(this.renewMs / 2, signal);
    }
    return undefined;
  }

  /** Resolves with the last revision, or `undefined` when the lease was lost. */
  private async renew(first: number, lost: AbortController, ended: AbortSignal): Promise<number | undefined> {
    let revision = first;
    // Stop well before the server lets somebody else in, also while an answer is still awaited.
    const lose = () => lost.abort();
    let lastMoment = setTimeout(lose, this.ttlMs - this.renewMs);
    try {
      for (let waitMs = this.renewMs; ;) {
        await pause(waitMs, ended);
        if (lost.signal.aborted) return undefined;
        if (ended.aborted) return revision;
        const askedAt = Date.now();
        try {
          revision = await this.bucket.update(this.key, { holder: this.holder }, revision);
          clearTimeout(lastMoment);
          lastMoment = setTimeout(lose, askedAt + this.ttlMs - this.renewMs - Date.now());
          waitMs = this.renewMs;
        } catch (error) {
          if (error instanceof PermanentError) {
            lose();
            return undefined;
          }
          waitMs = this.renewMs / 5;
        }
      }
    } finally {
      clearTimeout(lastMoment);
    }
  }

  private async release(revision: number | undefined): Promise<void> {
    if (revision === undefined) return;
    try {
      await this.bucket.delete(this.key, revision);
    } catch {
      // It expires by itself.
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Aborted: the caller looks at its signal.
  }
}
