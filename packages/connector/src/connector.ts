import { leasesBucket, publicKeyKey, type Bucket, type Bus } from '@filo/bus';
import { accountsBucket, grantKeep, stateBucket } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { AccountBook, type OpenedAccount } from './accounts/account-book.js';
import { AccountRunner } from './accounts/account-runner.js';
import { HealthBook } from './accounts/health-book.js';
import { forgetCursors } from './accounts/kv-cursor.js';
import { HoldLease } from './accounts/hold-lease.js';
import type { RetryDelays } from './accounts/retry-delay.js';
import { ReconcileWishes } from './accounts/reconcile-wishes.js';
import { reconcileTimes, type ReconcileTimes } from './accounts/run-reconcile.js';
import type { SecretOpener } from './accounts/secret-opener.js';
import { announce } from './announce.js';
import type { Channel } from './channel.js';
import { makeDeliver } from './listening/make-deliver.js';
import { makeListening } from './listening/make-listening.js';
import { AnswerQuestions, oursOn } from './questions/answer-questions.js';
import { SendConsumer } from './sending/send-consumer.js';

export interface ConnectorParts {
  name: string;
  channels: readonly Channel[];
  bus: Bus;
  opener: SecretOpener;
  /** Names this process and no other. */
  instance: string;
  leaseTtlMs?: number;
  log: Logger;
  times?: ReconcileTimes;
  retries?: RetryDelays;
}

/** Shorter than a claim on renewing tokens, with the provider's own time beside it. */
const grantKeepTimeoutMs = 5_000;

/**
 * Everything round the channels of one connector, on a bus that is connected: one runner per account, one consumer of sends
 * per channel that can send, health, and the answers to core's questions.
 */
export class Connector {
  readonly health: HealthBook;
  readonly accounts: AccountBook;
  readonly answers: AnswerQuestions;
  readonly #runners = new Map<string, Promise<AccountRunner>>();
  readonly #stopping = new AbortController();
  readonly #wishes: ReconcileWishes;
  #sending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly parts: ConnectorParts,
    private readonly state: Bucket,
    accounts: Bucket,
    private readonly lease: HoldLease,
  ) {
    const { bus, name, log, opener, channels, instance } = parts;
    this.health = new HealthBook(state, instance, log);
    this.#wishes = new ReconcileWishes(state);
    this.accounts = new AccountBook(name, accounts, bus.ask, opener, log);
    this.answers = new AnswerQuestions({
      channels,
      accounts: this.accounts,
      opener,
      blobs: bus.blobs,
      reconcile: (accountId) => this.#wishes.make(accountId),
      listening: (opened, duty, signal) => makeListening(this.#listeningParts(), opened, { duty, signal }),
      log,
    });
  }

  /** Publishes the public key, then serves every account until `stop`. */
  static async start(parts: ConnectorParts): Promise<Connector> {
    const { bus, name, opener, instance, log, leaseTtlMs } = parts;
    const state = await bus.bucket(stateBucket(name));
    const accounts = await bus.bucket(accountsBucket(name));
    const lease = new HoldLease(await bus.bucket(leasesBucket(name)), instance, log, leaseTtlMs);
    const connector = new Connector(parts, state, accounts, lease);
    await connector.#announce();
    for (const channel of parts.channels) {
      channel.remember?.({
        state,
        seal: (binding, secrets) => opener.seal(secrets, binding),
        open: (binding, sealed) => opener.open(sealed, binding),
        ownKey: (purpose, bytes) => opener.ownKey(purpose, bytes),
        keepGrant: (request) =>
          bus.ask.ask({
            subject: grantKeep.subject(),
            question: grantKeep,
            request,
            timeoutMs: grantKeepTimeoutMs,
          }),
      });
      channel.spool?.((accountId) => ({
        deliver: makeDeliver(bus, { channel: channel.name, accountId }, () =>
          connector.health.cameIn(accountId),
        ),
        blobs: { put: (content) => bus.blobs.put(content) },
      }));
    }
    await connector.#serve();
    return connector;
  }

  async #serve(): Promise<void> {
    const { signal } = this.#stopping;
    this.health.keep(signal);
    await this.accounts.watch((accountId, opened) => this.#changed(accountId, opened), signal);
    await this.#wishes.watch((accountId) => this.reconcile(accountId), signal);
    this.#sending = Promise.all(
      this.parts.channels
        .filter((channel) => channel.send !== undefined)
        .map((channel) =>
          new SendConsumer(this.parts.name, channel, {
            bus: this.parts.bus,
            accounts: this.accounts,
            health: this.health,
            log: this.parts.log,
          }).run(signal),
        ),
    );
    // A consumer that ends early is noticed by whoever awaits `ended`; here it must not become an unhandled rejection.
    this.#sending.catch(() => undefined);
  }

  /** Settles when the consumers of sends have ended; rejects when one of them broke. */
  get ended(): Promise<unknown> {
    return this.#sending;
  }

  /** After the bus was away: it may have come back without its memory. */
  async reconnected(): Promise<void> {
    await this.#announce();
    await this.accounts.refill();
    this.reconcile();
  }

  /** By which it is known: its public key, and what its channels are called and can do. */
  async #announce(): Promise<void> {
    await this.state.put(publicKeyKey, this.parts.opener.publicKey);
    for (const channel of this.parts.channels) await announce(channel, this.state);
  }

  /** Reconciles the accounts that this replica listens on, or the one named if it does. */
  reconcile(accountId?: string): void {
    const wanted = accountId === undefined ? [...this.#runners.keys()] : [accountId];
    const running = wanted.flatMap((id) => this.#runners.get(id) ?? []);
    void Promise.all(running).then((runners) => runners.forEach((runner) => runner.reconcile()));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the connector stops'));
    await Promise.all([...this.#runners.values()].map(async (runner) => (await runner).stop()));
    await this.#sending.catch((error: unknown) =>
      this.parts.log.error({ err: error }, 'sends ended with an error'),
    );
    await this.health.settled();
  }

  /** One change after the other per account: the former runner has ended before the next begins. */
  #changed(accountId: string, opened: OpenedAccount | undefined): void {
    const former = this.#runners.get(accountId);
    // It was said of the account as it was.
    this.health.clear(accountId, 'send');
    const next = (async () => {
      await (await former)?.stop();
      return opened && this.#run(opened);
    })();
    if (opened === undefined) {
      this.#runners.delete(accountId);
      void next.then(() => this.#forget(accountId));
      return;
    }
    this.#runners.set(accountId, next as Promise<AccountRunner>);
  }

  #forget(accountId: string): void {
    this.health.forget(accountId);
    const forgetting = [
      this.#wishes.forget(accountId),
      forgetCursors(this.state, accountId),
      ...this.parts.channels.map((channel) => channel.forget?.(accountId)),
    ];
    for (const part of forgetting) {
      part?.catch((error: unknown) =>
        this.parts.log.warn({ accountId, err: error }, 'an account is not forgotten'),
      );
    }
  }

  #run(opened: OpenedAccount): AccountRunner {
    const { channels, times = reconcileTimes, retries, log } = this.parts;
    const { accountId, channel: name, version } = opened.account;
    const channel = channels.find((one) => one.name === name);
    const served = channel === undefined ? { ...opened, fault: notSpoken(name) } : opened;
    log.info({ accountId, channel: name, version }, 'serving account');
    this.health.obeys(accountId, channel?.besideWords ?? []);
    const runner = new AccountRunner(channel ?? { name }, served, {
      parts: this.#listeningParts(),
      lease: this.lease,
      times,
      retries,
    });
    if (this.#stopping.signal.aborted) void runner.stop();
    return runner;
  }

  #listeningParts() {
    const { bus, log, channels } = this.parts;
    const privatePosts = (channel: string) =>
      channels.find(({ name }) => name === channel)?.privatePosts ?? false;
    const ours = (channel: string) => oursOn(this.accounts, channel);
    return { bus, state: this.state, health: this.health, log, ours, privatePosts };
  }
}

const notSpoken = (channel: string) => ({
  words: `This connector does not speak ${channel}. Run the connector that does.`,
  why: { code: 'unknown-channel', with: { channel } },
});
