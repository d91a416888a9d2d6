import type { JsMsg } from '@nats-io/jetstream';
import type { Outcome } from '../bus.js';
import { retryDelayMs, unknownMajorDelayMs } from './retry-delay.js';

/**
 * The one place that tells the server what became of a message. A message without its word comes back by itself after the
 * consumer's ack wait: a killed process, a lost ack and a thrown handler all end in another delivery, never in a loss.
 *
 * - `done`: ack. Called after the handler's promise resolved, which is after its commit.
 * - `retry`: nak with the handler's delay, or one that grows with the deliveries.
 * - `dead`: a copy goes on DEAD first; only when the server has stored that, the message is ended. If DEAD refuses it, it
 *   comes back like any other.
 * - `unknown-major`: a long nak, for ever: an upgrade cures it, nothing else does.
 */
export async function settle(
  message: JsMsg,
  outcome: Outcome | { type: 'unknown-major' },
  publishDead: (reason: string) => Promise<void>,
): Promise<void> {
  const deliveries = message.info.deliveryCount;
  switch (outcome.type) {
    case 'done':
      message.ack();
      return;
    case 'retry':
      message.nak(outcome.retryAfterMs ?? retryDelayMs(deliveries));
      return;
    case 'unknown-major':
      message.nak(unknownMajorDelayMs);
      return;
    case 'dead':
      try {
        await publishDead(outcome.reason);
      } catch {
        message.nak(retryDelayMs(deliveries));
        return;
      }
      message.term(outcome.reason.slice(0, 200));
      return;
  }
}
