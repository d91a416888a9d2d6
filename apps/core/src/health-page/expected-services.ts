import { DataSource } from 'typeorm';
import { ConnectorNames } from '../accounts/connector-names.js';
import { Injectable } from '@nestjs/common';

/** Which services an installation needs: core's own, and a connector for every channel that an account or form is on. */
@Injectable()
export class ExpectedServices {
  #connectors: string[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorNames,
  ) {}

  /** While the database is away it is what was known before. */
  async list(): Promise<string[]> {
    try {
      const rows = (await this.dataSource.query(
        `select distinct channel from account where state = 'active'`,
      )) as { channel: string }[];
      this.#connectors = [...new Set(rows.map(({ channel }) => this.connectors.of(channel)))];
    } catch {
      // The page says of the database itself that it is away.
    }
    return ['core-api', 'core-worker', ...this.#connectors];
  }
}
