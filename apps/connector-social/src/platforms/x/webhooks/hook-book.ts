import { createHash } from 'node:crypto';
import type { HookEvent } from './hook-event.js';

/** An account that X may tell of. */
export interface Hooked {
  accountId: string;
  /** Our id at X. */
  userId: string;
  appKey: string;
  appSecret: string;
  /** X refuses its keys, as when the secret of the app was made anew and not entered for this account. */
  isRefused?(): boolean;
  /** Counts what X takes money for having told. */
  count(event: HookEvent): void;
  /** Keeps an event on the bus; `known` when it lies there, or lay there, already. Rejects when the bus is away. */
  keep(event: HookEvent, body: Uint8Array): Promise<'kept' | 'known'>;
}

/**
 * What cannot be opened by then has a fault that somebody must mend. It is not waited for any longer, since X would give everything again
 * to everybody; its lists have what was told of it.
 */
const settleMs = 60_000;

/** Which accounts are told of at the door. All accounts of one app share an address: X allows an app few of them. */
export class HookBook {
  readonly #hooked = new Map<string, Hooked>();
  /** Since when; undefined while it is open. */
  readonly #held = new Map<string, { awaitedSince: number | undefined }>();
  /** When X last showed that it knows the secret that an account has: one rises above the other. */
  readonly #shown = new WeakMap<Hooked, number>();
  #lastShown = 0;
  #isLoaded = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** The accounts that are there have been read. */
  loaded(): void {
    this.#isLoaded = true;
  }

  /** Until it is opened nobody can say whether it is one that X tells of. */
  hold(accountId: string): () => void {
    const holding = { awaitedSince: this.now() };
    this.#held.set(accountId, holding);
    return () => {
      if (this.#held.get(accountId) === holding) this.#held.delete(accountId);
    };
  }

  /** `undefined`: X tells nothing of this account. */
  open(accountId: string, hooked: Hooked | undefined): () => void {
    const holding = this.#held.get(accountId);
    if (holding !== undefined) holding.awaitedSince = undefined;
    if (hooked !== undefined) {
      this.#hooked.set(accountId, hooked);
      // X has just said by its keys who it is.
      this.shown([hooked]);
    }
    return () => {
      if (holding !== undefined) holding.awaitedSince = this.now();
      if (this.#hooked.get(accountId) === hooked) this.#hooked.delete(accountId);
    };
  }

  /** False: what is not known may be known in a moment. */
  get isComplete(): boolean {
    const awaited = [...this.#held.values()].flatMap(({ awaitedSince }) => awaitedSince ?? []);
    return this.#isLoaded && awaited.every((since) => this.now() - since > settleMs);
  }

  at(path: string): Hooked[] {
    return [...this.#hooked.values()].filter(({ appKey }) => hookPath(appKey) === path);
  }

  /** X has signed something with the secret of these. */
  shown(hooked: readonly Hooked[]): void {
    this.#lastShown += 1;
    for (const one of hooked) this.#shown.set(one, this.#lastShown);
  }

  /**
   * Whose secret of the app holds, as far as anybody knows: one account whose secret was not entered anew must not break what X tells
   * of the others.
   */
  speakerAt(path: string): Hooked | undefined {
    const all = this.at(path);
    const taken = all.filter((hooked) => hooked.isRefused?.() !== true);
    return (taken.length > 0 ? taken : all).toSorted(
      (one, other) => (this.#shown.get(other) ?? 0) - (this.#shown.get(one) ?? 0),
    )[0];
  }
}

/** Of one app. It is no secret: what counts is signed. */
export const hookPath = (appKey: string): string => `/x/${appMark(appKey)}`;

/** Stands for an app where its key must not. */
export const appMark = (appKey: string): string =>
  createHash('sha256').update(`webhook of ${appKey}`).digest('hex').slice(0, 24);
