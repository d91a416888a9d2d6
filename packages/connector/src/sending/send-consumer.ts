import type { Bus, Incoming, Outcome } from '@filo/bus';
import type { Send } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import type { AccountBook } from '../accounts/account-book.js';
import type { HealthBook } from '../accounts/health-book.js';
import type { Channel } from '../channel.js';
import { deliverOnce } from './deliver-once.js';
import type { Receipt } from './receipt.js';

/** Of one account, and of all of a channel: an account whose other side hangs holds up none of the others. */
const atOnce = { perSubject: 16, atOnce: 64 };
const workingEveryMs = 5_000;
const unknownAccountRetryMs = 10_000;
const pausedRetryMs = 60_000;
const keptReceiptsMax = 1_000;

export interface SendConsumerParts {
  bus: Bus;
  accounts: AccountBook;
  health: HealthBook;
  log: Logger;
}

/** Takes the sends of one channel off the bus, delivers each once, publishes its receipt, and only then lets it be acked. */
export class SendConsumer {
  /** Receipts that the bus did not take yet: the command comes again, the delivery must not. */
  readonly #kept = new Map<string, Receipt>();

  constructor(
    private readonly connector: string,
    private readonly channel: Channel,
    private readonly parts: SendConsumerParts,
  ) {}

  /** Ends when the signal aborts and everything handed out is settled. */
  run(signal: AbortSignal): Promise<void> {
    return this.parts.bus.consumeSends(this.connector, this.channel.name, {
      eachAlone: atOnce,
      signal,
      handle: (batch) => Promise.all(batch.map((incoming) => this.#handle(incoming, signal))),
    });
  }

  async #handle(incoming: Incoming<Send>, signal: AbortSignal): Promise<Outcome> {
    const working = setInterval(() => incoming.working(), workingEveryMs);
    try {
      return await this.#deliver(incoming, signal);
    } catch (error) {
      const { deliveryId, attempt } = incoming.event;
      this.parts.log.warn({ deliveryId, attempt, err: error }, 'a delivery is tried again');
      return { type: 'retry', reason: error instanceof Error ? error.message : 'delivery is tried again' };
    } finally {
      clearInterval(working);
    }
  }

  async #deliver({ event: message, deliveries }: Incoming<Send>, signal: AbortSignal): Promise<Outcome> {
    const key = `${message.deliveryId}:${message.attempt}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return this.#publish(key, kept);
    const opened = this.parts.accounts.get(message.accountId);
    if (opened === undefined || opened.fault !== undefined) {
      const reason = opened?.fault?.words ?? 'this connector does not know the account yet';
      return { type: 'retry', reason, retryAfterMs: unknownAccountRetryMs };
    }
    if (opened.account.state === 'paused') {
      return { type: 'retry', reason: 'the account is paused', retryAfterMs: pausedRetryMs };
    }
    const { blobs, ask } = this.parts.bus;
    const attempted = await deliverOnce(message, {
      channel: this.channel,
      ask,
      deliveries,
      sending: {
        account: opened.account,
        secrets: opened.secrets,
        blobs: { get: (ref) => blobs.get(ref), put: (content) => blobs.put(content) },
        signal,
      },
    });
    return 'outcome' in attempted ? attempted.outcome : this.#publish(key, attempted.receipt);
  }

  async #publish(key: string, receipt: Receipt): Promise<Outcome> {
    this.#keep(key, receipt);
    await this.parts.bus.publishInbound({ ...receipt, v: 1, type: 'receipt', eventId: uuidv7() });
    this.#kept.delete(key);
    this.#showHealth(receipt);
    const { deliveryId, attempt, state, code } = receipt;
    this.parts.log.info({ deliveryId, attempt, state, code }, 'delivery attempted');
    return { type: 'done' };
  }

  #keep(key: string, receipt: Receipt): void {
    this.#kept.set(key, receipt);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > keptReceiptsMax && oldest !== undefined) this.#kept.delete(oldest);
  }

  #showHealth({ accountId, state, detail = '', why }: Receipt): void {
    const { health } = this.parts;
    const said = { words: detail, why };
    if (state === 'accepted') health.wentOut(accountId);
    if (state === 'deferred') health.set(accountId, 'send', { state: 'degraded', reason: [waits, said] });
    // Whoever refuses one message for good, such as an answer to a post that is gone, has answered: the way out is open.
    else if (state !== 'unknown') health.set(accountId, 'send', { state: 'ok' });
  }
}

const waits = { words: 'Sending waits and is tried again:', why: { code: 'sending-waits' } };
