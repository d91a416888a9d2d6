import type { Bus } from '@filo/bus';
import type { DataSource } from 'typeorm';
import type { CoreSettings } from '../config.js';

/** Fills the account bucket of a connector anew; asked when it finds it empty. */
export class RefillAccounts {
  constructor(
    readonly dataSource: DataSource,
    readonly bus: Bus,
    readonly settings: CoreSettings,
  ) {}

  async run(_asked: { connector: string }): Promise<{ accounts: number }> {
    throw new Error('not wired yet');
  }
}
