import type { Bucket } from '@filo/bus';
import { randomUUID } from 'node:crypto';

const prefix = 'reconcile.';

/**
 * Carries the wish for a reconcile to the replica that listens on the account, whichever of them was asked: it is written
 * to the state bucket, which all of them watch. Told twice it costs one more look at the source.
 */
export class ReconcileWishes {
  readonly #heard = new Map<string, string>();

  constructor(private readonly state: Bucket) {}

  /** Calls back for every wish from now on; those written before are old, and whoever starts reconciles anyway. */
  async watch(wished: (accountId: string) => void, signal: AbortSignal): Promise<void> {
    let old = true;
    await this.state.watch<{ wish: string }>(
      `${prefix}*`,
      (key, entry) => {
        if (entry === undefined || this.#heard.get(key) === entry.value.wish) return;
        this.#heard.set(key, entry.value.wish);
        if (!old) wished(key.slice(prefix.length));
      },
      signal,
    );
    old = false;
  }

  /** Resolves when the bus has it. */
  async make(accountId: string): Promise<void> {
    await this.state.put(prefix + accountId, { wish: randomUUID() });
  }

  forget(accountId: string): Promise<void> {
    this.#heard.delete(prefix + accountId);
    return this.state.delete(prefix + accountId);
  }
}
