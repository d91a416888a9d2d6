import type { AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { HearAccounts } from '../accounts-health/hear-accounts.js';
import { judgeHealth } from '../accounts-health/judge-health.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { ConnectorNames } from './connector-names.js';
import { sealedNames } from './sealed-boxes.js';

type Row = Omit<AccountView, 'health' | 'secretsSet'> & { sealed: string | null };

const columns = `a.id, a.channel, a.address::text as address, a.name, a.state, a.settings - 'smtpFromEnvironment' as settings,
  a.sealed_secrets as sealed,
  a.import_days as "importDays", ${iso('a.created_at')} as "createdAt"`;

/** Accounts as their admin sees them: never a secret, and how they do by the word of their connector. */
@Injectable()
export class ShowAccounts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly heard: HearAccounts,
    private readonly connectors: ConnectorNames,
  ) {}

  /** All but forms, which have a page of their own. */
  async list(reader: Reader, now = Date.now()): Promise<AccountView[]> {
    return (await this.all(reader, now)).filter(({ channel }) => channel !== 'webform');
  }

  async all(reader: Reader, now = Date.now()): Promise<AccountView[]> {
    const rows = (await this.dataSource.query(
      `select ${columns} from account a where a.state <> 'removed' and ${visibleTo('a', '$1')}
       order by a.created_at, a.id limit 2000`,
      [reader.accountGroupIds],
    )) as Row[];
    await this.heard.follow(rows.map(({ channel }) => this.connectors.of(channel)));
    return rows.map(({ sealed, ...row }) => ({
      ...row,
      secretsSet: sealedNames(sealed),
      health: judgeHealth(
        { createdAt: row.createdAt, words: this.heard.wordsOn(row.id) },
        { since: this.heard.since, now },
      ),
    }));
  }

  async one(reader: Reader, id: string): Promise<AccountView> {
    const found = (await this.list(reader)).find((account) => account.id === id);
    if (!found) throw new DomainError('not-found', 'There is no account with this id that you may see.');
    return found;
  }
}
