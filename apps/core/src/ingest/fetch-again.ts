import type { Ask } from '@filo/bus';
import { reconcileNow, type InboundEvent } from '@filo/contracts';
import type { Logger } from '@filo/service';

/** How long an account is left in peace after it was asked. */
const askEveryMs = 60_000;

/**
 * Asks connectors to compare their source with core's ledger when the bus has lost a blob. What waits for the blob is not in
 * the ledger, so it is fetched again with everything that belongs to it. Nothing rests on the answer: as long as something
 * waits, the question is asked again.
 */
export class FetchAgain {
  readonly #askedAt = new Map<string, number>();

  constructor(private readonly parts: { ask: Ask; connectorOf(channel: string): string; log: Logger }) {}

  /** Never rejects. */
  async run(waiting: readonly InboundEvent[]): Promise<void> {
    const accounts = new Map(
      waiting
        // Nobody can be asked for a receipt once more; the delivery tells by itself when it stays silent.
        .filter(({ type }) => type !== 'receipt')
        .map(({ accountId, channel }) => [accountId, channel]),
    );
    await Promise.all([...accounts].map(([accountId, channel]) => this.#ask(accountId, channel)));
  }

  async #ask(accountId: string, channel: string): Promise<void> {
    const now = performance.now();
    if (now - (this.#askedAt.get(accountId) ?? -Infinity) < askEveryMs) return;
    this.#askedAt.set(accountId, now);
    const { ask, connectorOf, log } = this.parts;
    log.warn(
      { accountId, channel },
      'a blob is missing on the bus, its connector is asked to fetch it again',
    );
    try {
      await ask.ask({
        subject: reconcileNow.subject(connectorOf(channel)),
        question: reconcileNow,
        request: { accountId },
      });
    } catch (error) {
      log.warn({ accountId, err: error }, 'the connector could not be asked');
    }
  }
}
