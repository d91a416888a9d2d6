import type { Watch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { myWatches } from './my-watches.js';

/** What an agent watches, what is new in it first. */
@Injectable()
export class ListWatches {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader): Promise<Watch[]> {
    return readWatches(this.dataSource, reader);
  }
}

/** All of them, or the one by this post. */
export const readWatches = async (
  db: Queryable,
  { accountGroupIds, agentId }: Reader,
  messageId: string | null = null,
): Promise<Watch[]> => {
  const rows = (await db.query(listing, [accountGroupIds, agentId, messageId])) as { json: Watch }[];
  return rows.map(({ json }) => json);
};

const listing = `
with ${myWatches({ groups: '$1', agent: '$2', only: '$3' })}
select json from my_watches order by is_new desc, json ->> 'beganAt' desc, message_id`;
