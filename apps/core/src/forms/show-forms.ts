import type { FormView } from '@filo/contracts/http';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { HearAccounts } from '../accounts-health/hear-accounts.js';
import { judgeHealth } from '../accounts-health/judge-health.js';
import type { ConnectorNames } from '../accounts/connector-names.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';

/** The channel whose accounts are forms. */
export const formChannel = 'webform';

/** Forms with the addresses at which people reach them, and how they do by the word of their connector. */
export class ShowForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly heard: HearAccounts,
    private readonly connectors: ConnectorNames,
    private readonly formUrl: string,
  ) {}

  async list(reader: Reader, now = Date.now()): Promise<FormView[]> {
    const rows = (await this.dataSource.query(
      `select a.id, a.address::text as key, a.state, a.settings as definition,
         a.sealed_secrets is not null as "siteTokenSecretSet", ${iso('a.created_at')} as "createdAt"
       from account a where a.channel = $2 and a.state <> 'removed' and ${visibleTo('a', '$1')}
       order by a.created_at, a.id limit 1000`,
      [reader.accountGroupIds, formChannel],
    )) as Omit<FormView, 'urls' | 'health'>[];
    await this.heard.follow([this.connectors.of(formChannel)]);
    const { since } = this.heard;
    return rows.map((row) => {
      const words = this.heard.wordsOn(row.id);
      const health = judgeHealth({ createdAt: row.createdAt, words }, { since, now });
      return { ...row, health, urls: this.urls(row.key) };
    });
  }

  async one(reader: Reader, id: string): Promise<FormView> {
    const found = (await this.list(reader)).find((form) => form.id === id);
    if (!found) throw new DomainError('not-found', 'There is no form with this id that you may see.');
    return found;
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
