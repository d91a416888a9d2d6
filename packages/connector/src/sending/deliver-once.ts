import { PermanentError, standOf, TemporaryError, whyOf, type Ask, type Outcome } from '@filo/bus';
import { deliveryStart, type Send } from '@filo/contracts';
import type { Channel, Sending } from '../channel.js';
import { receiptOfError, receiptOfSent, type Receipt } from './receipt.js';

/** What became of one command: a receipt to publish, or how to settle the command without one. */
export type Attempted = { receipt: Receipt } | { outcome: Outcome };

export interface Attempting {
  channel: Channel;
  sending: Omit<Sending, 'start'>;
  ask: Ask;
  /** By which core knows who asks; whoever got no answer comes again with the same one. */
  token: string;
  /** 1 unless the bus hands the command out again, because somebody who had it did not settle it. */
  deliveries: number;
}

const startTimeoutMs = 5_000;

/**
 * One attempt to deliver, fenced by core: before the first byte it asks `delivery.start`, and without the answer `go`
 * nothing leaves. So redelivery, a second replica and undo are all harmless; what remains is a cut after `go`, of which
 * nobody knows how it ended, and which becomes the receipt `unknown`. An attempt after that looks before it sends.
 */
export const deliverOnce = async (message: Send, attempting: Attempting): Promise<Attempted> => {
  const { channel, sending } = attempting;
  if (channel.send === undefined) {
    const error = new PermanentError(
      'channel-cannot-send',
      `The channel ${channel.name} cannot send anything`,
    );
    return { receipt: receiptOfError(error, message, { when: 'before' }) };
  }
  if (message.attempt > 1) {
    const looked = await lookUp(message, attempting);
    if (looked !== undefined) return looked;
  }
  const fence = new Fence(attempting, message);
  try {
    const sent = await channel.send(message, { ...sending, start: () => fence.start() });
    return { receipt: receiptOfSent(sent, message) };
  } catch (error) {
    return settleError(error, fence, { message, deliveries: attempting.deliveries });
  }
};

/** Undefined when it shall be sent: it is not there, or nobody can tell. */
const lookUp = async (
  message: Send,
  { channel, sending }: Attempting,
): Promise<{ receipt: Receipt } | undefined> => {
  try {
    const found = await channel.lookUp?.(message, sending);
    return found === undefined || found === 'absent' ? undefined : { receipt: receiptOfSent(found, message) };
  } catch (error) {
    const later = laterIfMended(error, message);
    // Whoever cannot look just now looks later: what may stand there already must not be said again.
    if (later instanceof TemporaryError)
      return { receipt: receiptOfError(later, message, { when: 'before' }) };
    // It cannot be told at all; core, which knows what went before, decided that this attempt shall be made.
    return undefined;
  }
};

/** Of an answer whose files are missing on the bus: core lays them there again with each attempt, which it does in vain when it has lost them, too. */
const withoutFilesMax = 5;

/**
 * An account that is refused as a whole, as with keys that were revoked, may be let in again with new ones: until then the answer waits,
 * and nobody has to say it again. So does one whose files went with the memory of the bus.
 */
const laterIfMended = (error: unknown, { attempt }: Send): unknown => {
  if (!(error instanceof PermanentError)) return error;
  if (!error.ofAccount && !(error.code === 'blob-missing' && attempt < withoutFilesMax)) return error;
  const why = whyOf(error);
  return new TemporaryError(error.message, {
    ...{ cause: error, why: why.at(-1), before: why.at(-2) },
    stand: standOf(error),
  });
};

const settleError = (
  thrown: unknown,
  fence: Fence,
  { message, deliveries }: { message: Send; deliveries: number },
): Attempted => {
  const error = laterIfMended(thrown, message);
  switch (fence.state) {
    case 'unanswered':
      return { outcome: { type: 'retry', reason: 'core did not say whether this delivery may start' } };
    case 'stopped':
      // Handed out again and begun by somebody who is gone: nobody will ever tell how that ended.
      return fence.reason === 'started-elsewhere' && deliveries > 1
        ? { receipt: receiptOfError(error, message, { when: 'cut' }) }
        : { outcome: { type: 'done' } };
    case 'not-asked':
      return { receipt: receiptOfError(error, message, { when: 'before' }) };
    case 'started':
      return { receipt: receiptOfError(error, message, { when: 'after' }) };
  }
};

/** Core's word on one attempt, asked once; the token makes a repeated question get the same answer. */
class Fence {
  state: 'not-asked' | 'unanswered' | 'stopped' | 'started' = 'not-asked';
  reason: string | undefined;

  constructor(
    private readonly asking: Pick<Attempting, 'ask' | 'token'>,
    private readonly message: Send,
  ) {}

  async start(): Promise<void> {
    if (this.state === 'started') return;
    this.state = 'unanswered';
    const { answer, reason } = await this.#askTwice();
    if (answer === 'go') {
      this.state = 'started';
      return;
    }
    this.state = 'stopped';
    this.reason = reason;
    throw new PermanentError(
      'stopped',
      `Core stopped delivery ${this.message.deliveryId}: ${reason ?? 'no reason given'}`,
    );
  }

  /** A lost answer is not a lost start: the second question with the same token gets the same answer. */
  async #askTwice() {
    const { deliveryId, attempt } = this.message;
    const { ask, token } = this.asking;
    const asking = {
      subject: deliveryStart.subject(),
      question: deliveryStart,
      request: { deliveryId, attempt, token },
      timeoutMs: startTimeoutMs,
    };
    try {
      return await ask.ask(asking);
    } catch (error) {
      if (!(error instanceof TemporaryError)) throw error;
      return ask.ask(asking);
    }
  }
}
