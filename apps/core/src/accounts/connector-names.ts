import { defaultConnectors } from '@filo/bus';
import type { CoreSettings } from '../config.js';

/**
 * Which connector serves a channel: the one that the settings name, the one that Filo ships, or the one that says itself on
 * the bus that it speaks it. What a connector says never takes a channel away from another that is named or shipped.
 */
export class ConnectorNames {
  readonly #heard = new Map<string, string>();

  constructor(private readonly settings: Pick<CoreSettings, 'FILO_CHANNEL_CONNECTORS'>) {}

  /** Until it is heard of, a channel's connector is taken to have its name. */
  of(channel: string): string {
    return this.find(channel) ?? channel;
  }

  find(channel: string): string | undefined {
    const named = this.settings.FILO_CHANNEL_CONNECTORS.map((pair) => pair.split('='));
    return (
      named.find(([name]) => name === channel)?.[1] ?? shippedConnector(channel) ?? this.#heard.get(channel)
    );
  }

  /** Every connector that is named, shipped or was heard. */
  all(): string[] {
    const named = this.settings.FILO_CHANNEL_CONNECTORS.flatMap((pair) => pair.split('=')[1] ?? []);
    return [...new Set([...named, ...Object.keys(defaultConnectors), ...this.#heard.values()])];
  }

  /** A running connector said which channels it speaks. */
  heard(connector: string, channels: readonly string[]): void {
    for (const channel of channels) this.#heard.set(channel, connector);
  }

  /** Whether a connector that speaks it has been heard. */
  isSpoken(channel: string): boolean {
    return this.#heard.has(channel);
  }

  /** The channels of which a connector was heard. */
  spoken(): string[] {
    return [...this.#heard.keys()].toSorted();
  }
}

const shippedConnector = (channel: string): string | undefined =>
  Object.entries(defaultConnectors).find(([, channels]) => channels.includes(channel))?.[0];
