import type { Bus } from '@filo/bus';
import type { DataSource } from 'typeorm';

/**
 * Asks the connector to read a quarantined raw message once more. When the message that comes of it commits, ingest sets
 * the row to `released`; otherwise it waits again with the new reason.
 */
export class ReplayQuarantined {
  constructor(
    readonly dataSource: DataSource,
    readonly bus: Bus,
  ) {}

  async run(_id: string): Promise<{ ok: boolean; reason: string | null }> {
    throw new Error('being written');
  }
}
