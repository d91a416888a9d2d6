import type { Bus, Incoming, Outcome } from '@filo/bus';
import type { Send } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import type { AccountBook, OpenedAccount } from '../accounts/account-book.js';
import type { HealthBook } from '../accounts/health-book.js';
import type { Channel } from '../channel.js';
import { deliverOnce, type Attempted } from './deliver-once.js';
import type { Receipt } from './receipt.js';

/** Of one account, and of all of a channel: an account whose other side hangs holds up none of the others. */
const handedOut = { perSubject: 16, atOnce: 64 };
const workingEveryMs = 5_000;
const unknownAccountRetryMs = 10_000;
const pausedRetryMs = 60_000;
const underWayRetryMs = 2_000;
const keptMax = 1_000;

export interface SendConsumerParts {
  bus: Bus;
  accounts: AccountBook;
  health: HealthBook;
  log: Logger;
}

/**
 * Takes the sends of one channel off the bus, delivers each once, publishes its receipt, and only then lets it be acked. One
 * attempt at a time for each delivery, and what became of it is said again to whoever asks again.
 */
export class SendConsumer {
  /** Also those that the bus took, which may lose them before core reads them: the command comes again, the delivery must not. */
  readonly #receipts = new Map<string, Receipt>();
  /** By what core was asked and did not answer: it may still say go to that. */
  readonly #tokens = new Map<string, string>();
  /** Attempts under way here, by their delivery. A further one waits for how this one ends. */
  readonly #inHand = new Map<string, number>();

  constructor(
    private readonly connector: string,
    private readonly channel: Channel,
    private readonly parts: SendConsumerParts,
  ) {}

  /** Ends when the signal aborts and everything handed out is settled. */
  run(signal: AbortSignal): Promise<void> {
    return this.parts.bus.consumeSends(this.connector, this.channel.name, {
      eachAlone: handedOut,
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

  async #deliver(incoming: Incoming<Send>, signal: AbortSignal): Promise<Outcome> {
    const { deliveryId, attempt, accountId } = incoming.event;
    const key = `${deliveryId}:${attempt}`;
    const kept = this.#receipts.get(key);
    if (kept !== undefined) return this.#publish(kept);
    const underWay = this.#inHand.get(deliveryId);
    // The first copy of the command speaks for this one. Put off, this one would come to another replica as one that somebody let fall.
    if (underWay === attempt) return { type: 'done' };
    if (underWay !== undefined) {
      return { type: 'retry', reason: 'the delivery is under way here', retryAfterMs: underWayRetryMs };
    }
    const opened = this.parts.accounts.get(accountId);
    if (opened === undefined || opened.fault !== undefined) {
      const reason = opened?.fault?.words ?? 'this connector does not know the account yet';
      return { type: 'retry', reason, retryAfterMs: unknownAccountRetryMs };
    }
    if (opened.account.state === 'paused') {
      return { type: 'retry', reason: 'the account is paused', retryAfterMs: pausedRetryMs };
    }
    this.#inHand.set(deliveryId, attempt);
    try {
      const attempted = await this.#attempt(key, incoming, { opened, signal });
      if ('outcome' in attempted) return attempted.outcome;
      const { secrets } = this.parts.accounts.get(accountId) ?? opened;
      const receipt = !isDeepStrictEqual(secrets, opened.secrets)
        ? atOnce(attempted.receipt)
        : attempted.receipt;
      keep(this.#receipts, key, receipt);
      this.#showHealth(receipt);
      return await this.#publish(receipt);
    } finally {
      this.#inHand.delete(deliveryId);
    }
  }

  async #attempt(
    key: string,
    { event: message, deliveries }: Incoming<Send>,
    { opened: { account, secrets }, signal }: { opened: OpenedAccount; signal: AbortSignal },
  ): Promise<Attempted> {
    const { blobs, ask } = this.parts.bus;
    const token = this.#tokens.get(key) ?? uuidv7();
    keep(this.#tokens, key, token);
    const attempted = await deliverOnce(message, {
      ...{ channel: this.channel, ask, token, deliveries },
      sending: {
        account,
        secrets,
        blobs: { get: (ref) => blobs.get(ref), put: (content) => blobs.put(content) },
        signal,
      },
    });
    if (!('outcome' in attempted) || attempted.outcome.type !== 'retry') this.#tokens.delete(key);
    return attempted;
  }

  async #publish(receipt: Receipt): Promise<Outcome> {
    await this.parts.bus.publishInbound({ ...receipt, v: 1, type: 'receipt', eventId: uuidv7() });
    const { deliveryId, attempt, state, code } = receipt;
    this.parts.log.info({ deliveryId, attempt, state, code }, 'delivery attempted');
    return { type: 'done' };
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

/** New keys came while it was tried: what put it off may hold no more. */
const atOnce = (receipt: Receipt): Receipt =>
  receipt.state === 'deferred' ? { ...receipt, retryAt: receipt.at } : receipt;

/** The oldest is forgotten: what it stands for is then told by silence, after which core looks again. */
const keep = <Value>(kept: Map<string, Value>, key: string, value: Value): void => {
  kept.set(key, value);
  const oldest = kept.keys().next().value;
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
};
