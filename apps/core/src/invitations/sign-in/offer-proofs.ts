import type { Bus } from '@filo/bus';
import { proveOffer } from '@filo/contracts';
import type { ConnectorNames } from '../../accounts/connector-names.js';
import type { SayHealth } from '../../accounts-health/say-health.js';

const keptMs = 60_000;
/** The page does not wait for long: without an answer the line to post is there as ever. */
const timeoutMs = 1_000;

/** How one can show that an account at a network is one's own, but by posting a line. */
export interface OfferedProofs {
  /** By signing in: what the network is called; undefined: not so. */
  signIn: string | undefined;
  /** By sending the line to our account there in private. */
  directMessages: boolean;
}

interface Ours {
  id: string;
  channel: string;
  createdAt: string;
}

/** What connectors say of an account whose direct messages they may not read. */
const unread = 'messages-not-read';

/** Asks the connector of a network what it offers, and keeps the answer for a minute. */
export class OfferProofs {
  readonly #kept = new Map<string, { offered: OfferedProofs; until: number }>();

  constructor(private readonly parts: { bus: Bus; connectors: ConnectorNames; sayHealth: SayHealth }) {}

  /** At this account of ours: a line that is sent to it counts where its connector says that it reads what is sent to it. */
  async at(account: Ours): Promise<OfferedProofs> {
    const offered = await this.run(account.channel);
    if (!offered.directMessages) return offered;
    const [said] = await this.parts.sayHealth.run([account]);
    return { ...offered, directMessages: !said?.health.why?.some(({ code }) => code === unread) };
  }

  async run(channel: string): Promise<OfferedProofs> {
    const kept = this.#kept.get(channel);
    if (kept !== undefined && kept.until > Date.now()) return kept.offered;
    const { bus, connectors } = this.parts;
    const subject = proveOffer.subject(connectors.of(channel));
    const { label, directMessages } = await bus.ask
      .ask({ subject, question: proveOffer, request: { channel }, timeoutMs })
      .catch(() => ({ label: null, directMessages: false }));
    const offered = { signIn: label ?? undefined, directMessages };
    this.#kept.set(channel, { offered, until: Date.now() + keptMs });
    return offered;
  }
}
