import type { Channel, Listening } from '../channel.js';
import { reasonOf, type Reason } from '../reason.js';
import { makeListening, type ListeningParts } from '../listening/make-listening.js';
import type { OpenedAccount } from './account-book.js';
import type { HoldLease } from './hold-lease.js';
import { keepTrying } from './keep-trying.js';
import { accountRetries, type RetryDelays } from './retry-delay.js';
import { runReconcile, type ReconcileTimes } from './run-reconcile.js';
import { FollowedAt } from './followed-at.js';
import { KvCursor } from './kv-cursor.js';
import { aborted } from './wait.js';

const pausedReason: Reason = {
  words:
    'Paused: nothing new is read, and answers wait. What authors delete or change of what is here is followed all the same.',
  why: { code: 'paused-follows-changes' },
};

export interface RunnerOptions {
  parts: ListeningParts;
  lease: HoldLease;
  times: ReconcileTimes;
  retries?: RetryDelays;
}

/**
 * Serves one account of one channel until it is stopped: the door on every replica, listening and reconcile on the one that
 * holds the lease. While the account is paused nothing new comes in, and what changed at its source is followed where its channel can. Whatever
 * goes wrong stays inside and becomes this account's health.
 */
export class AccountRunner {
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  readonly #followedAt: FollowedAt | undefined;
  #reconcile: (() => void) | undefined;

  constructor(
    private readonly channel: Channel,
    private readonly opened: OpenedAccount,
    private readonly options: RunnerOptions,
  ) {
    const { accountId } = opened.account;
    const { health, state } = options.parts;
    if (channel.followChanges !== undefined)
      this.#followedAt = new FollowedAt(new KvCursor(state, accountId), (at) =>
        health.followed(accountId, at),
      );
    this.#done = this.#run();
  }

  /** Asks for a reconcile now; nothing happens when this replica does not listen on the account. */
  reconcile(): void {
    this.#reconcile?.();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the account was changed or the service stops'));
    await this.#done;
  }

  async #run(): Promise<void> {
    const letGo = this.channel.hold?.(this.opened.account);
    try {
      await this.#serve();
    } finally {
      letGo?.();
    }
  }

  async #serve(): Promise<void> {
    const { account, fault } = this.opened;
    const { health } = this.options.parts;
    const signal = this.#stopping.signal;
    const { open, followChanges } = this.channel;
    await this.#remember();
    if (this.#isPaused && open === undefined && followChanges === undefined) {
      health.pause(account.accountId);
      return aborted(signal);
    }
    if (fault !== undefined) {
      health.set(account.accountId, 'listen', { state: 'failed', reason: fault });
      return aborted(signal);
    }
    await Promise.all([this.#holdDoor(signal), this.#isPaused ? this.#follow(signal) : this.#listen(signal)]);
  }

  get #isPaused(): boolean {
    return this.opened.account.state === 'paused';
  }

  async #remember(): Promise<void> {
    try {
      await this.#followedAt?.remember();
      await this.options.parts.health.remember(this.opened.account.accountId);
    } catch (error) {
      // The next look tells it anew.
      const { accountId } = this.opened.account;
      this.options.parts.log.warn(
        { accountId, err: error },
        'what was told of the account before is not known',
      );
    }
  }

  async #holdDoor(signal: AbortSignal): Promise<void> {
    const open = this.channel.open?.bind(this.channel);
    if (open !== undefined) await this.#keep('door', signal, (listening) => open(listening));
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { channel } = this;
    if (channel.listen === undefined) return;
    await this.#whileHeld(signal, channel.reconcile?.bind(channel), (held) =>
      this.#keep('listen', held, (listening) => channel.listen!(listening)),
    );
  }

  /** Paused: whether reading works is not known, and what is here goes on being looked for at its source. */
  async #follow(signal: AbortSignal): Promise<void> {
    const { channel, opened, options } = this;
    const { accountId } = opened.account;
    const follow = channel.followChanges?.bind(channel);
    if (follow === undefined) return;
    await this.#whileHeld(signal, follow, (held) => {
      options.parts.health.pause(accountId, pausedReason);
      return aborted(held);
    });
  }

  #whileHeld(
    signal: AbortSignal,
    round: ((listening: Listening) => Promise<Reason | undefined | void>) | undefined,
    work: (held: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { opened, options } = this;
    const { accountId } = opened.account;
    return options.lease.whileHeld(accountId, signal, async (held) => {
      await this.#remember();
      const reconciling =
        round &&
        runReconcile({
          round: (told) => this.#round(round, held, told),
          failed: (error) => this.#show('reconcile', 'degraded', error),
          times: options.times,
          signal: held,
        });
      this.#reconcile = reconciling?.now;
      await Promise.all([work(held), reconciling?.done]);
      this.#reconcile = undefined;
      // Whoever listens next says how that goes.
      for (const duty of ['listen', 'reconcile']) options.parts.health.letGo(accountId, duty);
    });
  }

  async #round(
    round: (listening: Listening) => Promise<Reason | undefined | void>,
    held: AbortSignal,
    told: { askedAt: Date | undefined },
  ) {
    const { health } = this.options.parts;
    const { accountId } = this.opened.account;
    const listening = makeListening(this.options.parts, this.opened, { duty: 'reconcile', signal: held });
    const doubt = await round({ ...listening, ...told });
    await this.#followedAt?.now();
    if (doubt) health.set(accountId, 'reconcile', { state: 'degraded', reason: doubt });
    else health.clear(accountId, 'reconcile');
  }

  #keep(duty: string, signal: AbortSignal, run: (listening: Listening) => Promise<void>): Promise<void> {
    const { accountId } = this.opened.account;
    const { parts, retries = accountRetries } = this.options;
    let worked = false;
    return keepTrying(
      {
        delays: retries,
        run: async () => {
          worked = false;
          if (parts.health.stateOf(accountId, duty) === undefined)
            parts.health.set(accountId, duty, { state: 'starting' });
          // One signal per try: what a failed try left behind is told to end.
          const tried = new AbortController();
          const either = AbortSignal.any([signal, tried.signal]);
          const listening = makeListening(parts, this.opened, { duty, signal: either });
          const told = listening.health;
          listening.health = (state, reason) => {
            worked ||= state === 'ok';
            told(state, reason);
          };
          try {
            await run(listening);
          } finally {
            tried.abort(new Error('this try is over'));
          }
        },
        worked: () => worked,
        failed: (error) => this.#show(duty, 'failed', error),
      },
      signal,
    );
  }

  #show(duty: string, state: 'failed' | 'degraded', error: unknown): void {
    const { accountId, channel } = this.opened.account;
    this.options.parts.log.warn({ accountId, channel, duty, err: error }, 'an account is in trouble');
    this.options.parts.health.set(accountId, duty, { state, reason: reasonOf(error) });
  }
}
