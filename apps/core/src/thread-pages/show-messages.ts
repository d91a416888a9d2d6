import type { MessageView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { shownMessages } from './message-json.js';

/** Single messages as a reader sees them, oldest first; what it cannot see is missing. */
@Injectable()
export class ShowMessages {
  constructor(private readonly dataSource: DataSource) {}

  async run(
    reader: Pick<Reader, 'accountGroupIds'>,
    ids: readonly string[],
    db: Queryable = this.dataSource,
  ): Promise<MessageView[]> {
    const rows = (await db.query(
      `with page as (
         select m.id from message m where m.id = any($2::uuid[]) and ${visibleTo('m', '$1')}),
       ${shownMessages('$1')}
       select json from shown order by sort_at, id`,
      [reader.accountGroupIds, ids],
    )) as { json: MessageView }[];
    return rows.map((row) => row.json);
  }
}
