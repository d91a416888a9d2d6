import { connectorOf, type CoreSettings } from '../config.js';

/** Which connector serves a channel. */
export class ConnectorNames {
  constructor(private readonly settings: Pick<CoreSettings, 'FILO_CHANNEL_CONNECTORS'>) {}

  of(channel: string): string {
    return connectorOf(this.settings, channel);
  }
}
