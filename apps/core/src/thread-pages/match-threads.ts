import { bulkMax, type ThreadMatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { matches } from './list-threads.js';

/** All threads that a list shows, of however many pages: by the very condition of the list. One more than `bulkMax` says that there are more. */
@Injectable()
export class MatchThreads {
  constructor(private readonly dataSource: DataSource) {}

  async count(reader: Reader, match: ThreadMatch): Promise<number> {
    const [found] = await this.select<{ count: number }>(reader, match, 'count(*)::int as count');
    return found!.count;
  }

  ids(reader: Reader, match: ThreadMatch): Promise<string[]> {
    return this.select<{ id: string }>(reader, match, 'person_id as id').then((rows) =>
      rows.map(({ id }) => id),
    );
  }

  private select<Row>(reader: Reader, match: ThreadMatch, what: string): Promise<Row[]> {
    const parameters = new SqlParameters();
    const groups = parameters.add(reader.accountGroupIds);
    return this.dataSource.query(
      `select ${what} from (
         select r.person_id from thread_row r where ${matches(reader, match, { groups, parameters })} limit ${bulkMax + 1}) found`,
      parameters.values,
    );
  }
}
