import type { Channel, Listening } from '../channel.js';
import { reasonOf } from '../reason.js';
import { makeListening, type ListeningParts } from '../listening/make-listening.js';
import type { OpenedAccount } from './account-book.js';
import type { HoldLease } from './hold-lease.js';
import { keepTrying } from './keep-trying.js';
import { accountRetries, type RetryDelays } from './retry-delay.js';
import { runReconcile, type ReconcileTimes } from './run-reconcile.js';
import { aborted } from './wait.js';

export interface RunnerOptions {
  parts: ListeningParts;
  lease: HoldLease;
  times: ReconcileTimes;
  retries?: RetryDelays;
}

/**
 * Serves one account of one channel until it is stopped: the door on every replica, listening and reconcile on the one that
 * holds the lease. Whatever goes wrong stays inside and becomes this account's health.
 */
export class AccountRunner {
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  #reconcile: (() => void) | undefined;

  constructor(
    private readonly channel: Channel,
    private readonly opened: OpenedAccount,
    private readonly options: RunnerOptions,
  ) {
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
    if (account.state === 'paused' && this.channel.open === undefined) {
      // Whether it works is seen once it is resumed; until then nobody may read that it does.
      health.set(account.accountId, 'listen', { state: 'starting' });
      return aborted(signal);
    }
    if (fault !== undefined) {
      health.set(account.accountId, 'listen', { state: 'failed', reason: fault });
      return aborted(signal);
    }
    await Promise.all([this.#holdDoor(signal), this.#listen(signal)]);
  }

  async #holdDoor(signal: AbortSignal): Promise<void> {
    const open = this.channel.open?.bind(this.channel);
    if (open !== undefined) await this.#keep('door', signal, (listening) => open(listening));
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { channel, opened, options } = this;
    if (channel.listen === undefined || opened.account.state === 'paused') return;
    await options.lease.whileHeld(opened.account.accountId, signal, async (held) => {
      const round = channel.reconcile?.bind(channel);
      const reconciling =
        round &&
        runReconcile({
          round: () => round(makeListening(options.parts, opened, { duty: 'reconcile', signal: held })),
          failed: (error) => this.#show('reconcile', 'degraded', error),
          done: () => options.parts.health.clear(opened.account.accountId, 'reconcile'),
          times: options.times,
          signal: held,
        });
      this.#reconcile = reconciling?.now;
      await Promise.all([
        this.#keep('listen', held, (listening) => channel.listen!(listening)),
        reconciling?.done,
      ]);
      this.#reconcile = undefined;
      // Whoever listens next says how that goes.
      for (const duty of ['listen', 'reconcile']) options.parts.health.clear(opened.account.accountId, duty);
    });
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
