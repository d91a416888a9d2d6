import type { QueryList, QueryView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { SayHealth } from '../accounts-health/say-health.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { sayQueryHealth } from './query-health.js';

type Row = Omit<QueryView, 'health'> & {
  accountState: string;
  accountCreatedAt: string;
};

/** More than an account group is ever asked for. */
const shownMax = 1_000;

/** What accounts listen for, how that does, and how much it finds. */
@Injectable()
export class ShowQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sayHealth: SayHealth,
  ) {}

  async all(reader: Reader, accountId?: string): Promise<QueryList> {
    const rows = (await this.dataSource.query(
      `select ${columns} from saved_query q join account a on a.id = q.account_id
       where q.state <> 'removed' and a.state <> 'removed' and ${visibleTo('a', '$1')} and ($2::uuid is null or a.id = $2)
       order by a.created_at, a.id, q.created_at, q.id limit ${shownMax}`,
      [reader.accountGroupIds, accountId ?? null],
    )) as Row[];
    return { items: await this.withHealth(rows) };
  }

  /** Removed ones too, as long as their account is there: they can be brought back. */
  async one(reader: Reader, id: string): Promise<QueryView> {
    const rows = (await this.dataSource.query(
      `select ${columns} from saved_query q join account a on a.id = q.account_id
       where q.id = $2 and a.state <> 'removed' and ${visibleTo('a', '$1')}`,
      [reader.accountGroupIds, id],
    )) as Row[];
    const [found] = await this.withHealth(rows);
    if (!found) throw new DomainError('not-found', 'There is no saved query with this id that you may see.');
    return found;
  }

  private async withHealth(rows: readonly Row[]): Promise<QueryView[]> {
    const accounts = new Map(
      rows.map(({ accountId: id, channel, accountCreatedAt: createdAt }) => [id, { id, channel, createdAt }]),
    );
    const judged = await this.sayHealth.run([...accounts.values()]);
    const said = new Map(
      judged.map(({ id, health }) => [id, { health, queries: this.sayHealth.queriesOf(id) }]),
    );
    return rows.map(({ accountState, accountCreatedAt: _, ...query }) => {
      const { health, queries } = said.get(query.accountId)!;
      return { ...query, health: sayQueryHealth({ ...query, accountState }, health, queries) };
    });
  }
}

const columns = `q.id, q.account_id as "accountId", a.channel, q.name, q.words, q.hashtags, q.handle,
  q.not_words as "notWords", q.not_authors as "notAuthors", q.language, q.state, ${iso('q.created_at')} as "createdAt",
  a.state as "accountState", ${iso('a.created_at')} as "accountCreatedAt",
  (select count(*)::int from found_by f where f.query_id = q.id and f.at > now() - interval '24 hours') as found,
  (select ${iso('max(f.at)')} from found_by f where f.query_id = q.id) as "lastFoundAt"`;
