import { Bus } from '@filo/bus';
import type { AccountHealth } from '@filo/contracts';
import type { AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { ConnectorNames } from './connector-names.js';
import { readAccountsHealth } from './read-accounts-health.js';

type Row = Omit<AccountView, 'health'>;

const columns = `a.id, a.channel, a.address::text as address, a.name, a.state, a.settings - 'smtpFromEnvironment' as settings,
  a.import_days as "importDays", ${iso('a.created_at')} as "createdAt"`;

/** Accounts as their admin sees them: never a secret, and how they do by the word of their connector. */
@Injectable()
export class ShowAccounts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  async list(reader: Reader): Promise<AccountView[]> {
    const rows = (await this.dataSource.query(
      `select ${columns} from account a where a.state <> 'removed' and a.channel <> 'webform' and ${visibleTo('a', '$1')}
       order by a.created_at, a.id limit 1000`,
      [reader.accountGroupIds],
    )) as Row[];
    const health = await readAccountsHealth(
      this.bus,
      rows.map(({ channel }) => this.connectors.of(channel)),
    );
    return rows.map((row) => ({ ...row, health: healthOf(row, health.get(row.id)) }));
  }

  async one(reader: Reader, id: string): Promise<AccountView> {
    const found = (await this.list(reader)).find((account) => account.id === id);
    if (!found) throw new DomainError('not-found', 'There is no account with this id that you may see.');
    return found;
  }
}

const healthOf = (row: Row, said: AccountHealth | undefined): AccountView['health'] =>
  said
    ? {
        state: said.state,
        reason: said.reason,
        since: said.since,
        checkedAt: said.checkedAt,
        lastInAt: said.lastInAt ?? null,
        lastOutAt: said.lastOutAt ?? null,
      }
    : {
        state: 'starting',
        reason: 'Its connector has not said anything about it yet.',
        since: row.createdAt,
        checkedAt: null,
        lastInAt: null,
        lastOutAt: null,
      };
