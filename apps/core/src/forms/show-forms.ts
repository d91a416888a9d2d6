import type { FormList, FormView } from '@filo/contracts/http';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { SayHealth } from '../accounts-health/say-health.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { belowAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import type { ListQuery } from '../paging/page-query.js';

/** The channel whose accounts are forms. */
export const formChannel = 'webform';

type Row = Omit<FormView, 'urls' | 'health'>;

const selecting = `select a.id, a.address::text as key, a.state, a.settings as definition,
  a.sealed_secrets is not null as "siteTokenSecretSet", ${iso('a.created_at')} as "createdAt"`;
const from = `from account a where a.channel = $2 and a.state <> 'removed' and ${visibleTo('a', '$1')}`;

/** Forms with the addresses at which people reach them. */
export class ShowForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sayHealth: SayHealth,
    private readonly formUrl: string,
  ) {}

  /** Oldest first. */
  async page(reader: Reader, { cursor, limit }: ListQuery): Promise<FormList> {
    const rows = (await this.dataSource.query(
      `${selecting}, ${exactly('a.created_at')} as "exactAt" ${from}
         and (a.created_at, a.id) > ($3::timestamptz, $4::uuid)
       order by a.created_at, a.id limit $5`,
      [reader.accountGroupIds, formChannel, ...(readMarker(cursor) ?? belowAll), limit + 1],
    )) as (Row & { exactAt: string })[];
    const { items, next } = pageOf(rows, limit);
    return { items: await this.whole(items), next };
  }

  async one(reader: Reader, id: string): Promise<FormView> {
    const [row] = (await this.dataSource.query(`${selecting} ${from} and a.id = $3`, [
      reader.accountGroupIds,
      formChannel,
      id,
    ])) as Row[];
    if (!row) throw new DomainError('not-found', 'There is no form with this id that you may see.');
    return (await this.whole([row]))[0]!;
  }

  private async whole(rows: readonly Row[]): Promise<FormView[]> {
    const asked = rows.map(({ id, createdAt }) => ({ id, createdAt, channel: formChannel }));
    const said = await this.sayHealth.run(asked);
    return rows.map((row, index) => ({ ...row, health: said[index]!.health, urls: this.urls(row.key) }));
  }

  private urls(key: string): FormView['urls'] {
    const page = `${this.formUrl}/forms/${key}`;
    return {
      page,
      embed: `${page}/embed`,
      script: `${this.formUrl}/embed.js`,
      submissions: `${page}/submissions`,
    };
  }
}
