import { createHash } from 'node:crypto';
import type { HookEvent } from './hook-event.js';

/** An account that X may tell of. */
export interface Hooked {
  accountId: string;
  /** Our id at X. */
  userId: string;
  appKey: string;
  appSecret: string;
  /** Keeps an event on the bus; `known` when it lies there, or lay there, already. Rejects when the bus is away. */
  keep(event: HookEvent, body: Uint8Array): Promise<'kept' | 'known'>;
}

/** Which accounts are told of at the door. All accounts of one app share an address: X allows an app few of them. */
export class HookBook {
  readonly #hooked = new Map<string, Hooked>();
  readonly #held = new Set<string>();
  readonly #opened = new Set<string>();
  #isLoaded = false;

  /** The accounts that are there have been read. */
  loaded(): void {
    this.#isLoaded = true;
  }

  /** Until it is opened nobody can say whether it is one that X tells of. */
  hold(accountId: string): () => void {
    this.#held.add(accountId);
    return () => void this.#held.delete(accountId);
  }

  /** `undefined`: X tells nothing of this account. */
  open(accountId: string, hooked: Hooked | undefined): () => void {
    this.#opened.add(accountId);
    if (hooked !== undefined) this.#hooked.set(accountId, hooked);
    return () => {
      this.#opened.delete(accountId);
      if (this.#hooked.get(accountId) === hooked) this.#hooked.delete(accountId);
    };
  }

  /** False: what is not known may be known in a moment. */
  get isComplete(): boolean {
    return this.#isLoaded && [...this.#held].every((accountId) => this.#opened.has(accountId));
  }

  at(path: string): Hooked[] {
    return [...this.#hooked.values()].filter(({ appKey }) => hookPath(appKey) === path);
  }
}

/** Of one app. It is no secret: what counts is signed. */
export const hookPath = (appKey: string): string =>
  `/x/${createHash('sha256').update(`webhook of ${appKey}`).digest('hex').slice(0, 24)}`;
