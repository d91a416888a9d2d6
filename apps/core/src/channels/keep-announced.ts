import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { tellAccounts } from '../accounts-health/tell-accounts.js';
import type { ConnectorNames } from '../accounts/connector-names.js';
import { inTransaction } from '../database/in-transaction.js';
import { Bell } from '../worker/bell.js';
import { keepChannelRules } from './channel-rules.js';
import { KnownChannels } from './known-channels.js';

/**
 * Keeps beside the accounts how answers are counted, as connectors announce it: an answer is refused with its count also while the connector or the bus is
 * away, and after a start without them.
 */
export class KeepAnnounced {
  #kept = '';

  constructor(
    private readonly parts: { dataSource: DataSource; bus: Bus; connectors: ConnectorNames; log: Logger },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const known = new KnownChannels(this.parts.bus, this.parts.connectors);
    const bell = new Bell();
    known.ring = bell.ring;
    try {
      // A connector that is heard for the first time rings nobody.
      while (!signal.aborted) {
        await this.#keep(known).catch((error: unknown) =>
          this.parts.log.warn({ err: error }, 'how channels count their texts is not kept yet'),
        );
        await bell.untilRung(signal);
      }
    } finally {
      known.close();
    }
  }

  async #keep(known: KnownChannels): Promise<void> {
    const channels = (await known.all()).map(({ channel, text }) => ({ channel, text }));
    const now = JSON.stringify(channels);
    if (channels.length === 0 || now === this.#kept) return;
    await inTransaction(this.parts.dataSource, async (db) =>
      tellAccounts(db, await keepChannelRules(db, channels)),
    );
    this.#kept = now;
  }
}
