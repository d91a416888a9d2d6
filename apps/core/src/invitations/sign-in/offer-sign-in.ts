import type { Bus } from '@filo/bus';
import { proveOffer } from '@filo/contracts';
import type { ConnectorNames } from '../../accounts/connector-names.js';

const keptMs = 60_000;
/** The page does not wait for long: without an answer the line to post is there as ever. */
const timeoutMs = 1_000;

/** Whether one can sign in to a network to show that an account there is one's own, and what the network is called. */
export class OfferSignIn {
  readonly #kept = new Map<string, { label: string | undefined; until: number }>();

  constructor(private readonly parts: { bus: Bus; connectors: ConnectorNames }) {}

  async run(channel: string): Promise<string | undefined> {
    const kept = this.#kept.get(channel);
    if (kept !== undefined && kept.until > Date.now()) return kept.label;
    const { bus, connectors } = this.parts;
    const subject = proveOffer.subject(connectors.of(channel));
    const answer = await bus.ask
      .ask({ subject, question: proveOffer, request: { channel }, timeoutMs })
      .catch(() => ({ label: null }));
    const label = answer.label ?? undefined;
    this.#kept.set(channel, { label, until: Date.now() + keptMs });
    return label;
  }
}
