import type { AccountList, AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { SayHealth } from '../accounts-health/say-health.js';
import { DomainError } from '../http/domain-error.js';
import { formChannel } from '../forms/show-forms.js';
import { exactly, iso } from '../paging/json-times.js';
import { belowAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import type { ListQuery } from '../paging/page-query.js';
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
    private readonly sayHealth: SayHealth,
  ) {}

  /** Mailboxes and profiles, oldest first; forms are shown by `ShowForms`. */
  async page(reader: Reader, query: ListQuery): Promise<AccountList> {
    const { rows, next } = await this.read(reader, query, `and a.channel <> '${formChannel}'`);
    return { items: await this.withHealth(rows, Date.now()), next };
  }

  /** All accounts that should work now, forms among them. */
  async active(reader: Reader, now = Date.now()): Promise<AccountView[]> {
    const found: AccountView[] = [];
    for (let cursor: string | undefined; ;) {
      const { rows, next } = await this.read(reader, { cursor, limit: 1000 }, `and a.state = 'active'`);
      found.push(...(await this.withHealth(rows, now)));
      if (next === null) return found;
      cursor = next;
    }
  }

  async one(reader: Reader, id: string): Promise<AccountView> {
    const rows = (await this.dataSource.query(
      `select ${columns} from account a
       where a.id = $2 and a.state <> 'removed' and a.channel <> '${formChannel}' and ${visibleTo('a', '$1')}`,
      [reader.accountGroupIds, id],
    )) as Row[];
    const [found] = await this.withHealth(rows, Date.now());
    if (!found) throw new DomainError('not-found', 'There is no account with this id that you may see.');
    return found;
  }

  private async read(
    reader: Reader,
    { cursor, limit }: ListQuery,
    only: string,
  ): Promise<{ rows: Row[]; next: string | null }> {
    const rows = (await this.dataSource.query(
      `select ${columns}, ${exactly('a.created_at')} as "exactAt" from account a
       where a.state <> 'removed' ${only} and ${visibleTo('a', '$1')} and (a.created_at, a.id) > ($2::timestamptz, $3::uuid)
       order by a.created_at, a.id limit $4`,
      [reader.accountGroupIds, ...(readMarker(cursor) ?? belowAll), limit + 1],
    )) as (Row & { exactAt: string })[];
    const { items, next } = pageOf(rows, limit);
    return { rows: items, next };
  }

  private async withHealth(rows: readonly Row[], now: number): Promise<AccountView[]> {
    const shown = rows.map(({ sealed, ...row }) => ({ ...row, secretsSet: sealedNames(sealed) }));
    return this.sayHealth.run(shown, now);
  }
}
