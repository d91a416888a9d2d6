import type { QuarantineItem } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';

const columns = `q.id, q.cause, q.reason, q.why, q.channel, q.account_id as "accountId", q.envelope ->> 'from' as "from",
  q.envelope -> 'author' as sender,
  exists (select from identity i where i.kind = q.envelope #>> '{author,kind}' and i.key = q.envelope #>> '{author,key}'
    and i.blocked) as blocked,
  (select json_build_object('as', q.reported_as, 'by', json_build_object('id', a.id, 'name', a.name), 'at', ${iso('q.reported_at')})
    from agent a where a.id = q.reported_by) as reported,
  coalesce(q.envelope -> 'to', '[]') as "to", q.envelope ->> 'subject' as subject, q.envelope ->> 'headers' as headers,
  q.state, ${iso('q.at')} as at, q.bytes::float8 as bytes, q.attempts`;

/** Reads what waits in quarantine, for those who may see its account group. */
@Injectable()
export class QuarantineItems {
  constructor(private readonly dataSource: DataSource) {}

  async page(reader: Reader, query: { cursor?: string | undefined; limit: number }) {
    const mark = readMarker(query.cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(
      `select ${columns}, ${exactly('q.at')} as "exactAt" from quarantine q
       where q.state in ('waiting', 'replaying') and ${visibleTo('q', '$1')} and (q.at, q.id) < ($2::timestamptz, $3::uuid)
       order by q.at desc, q.id desc limit $4`,
      [reader.accountGroupIds, ...mark, query.limit + 1],
    )) as (QuarantineItem & { exactAt: string })[];
    return pageOf(rows, query.limit);
  }

  async one(reader: Reader, id: string): Promise<QuarantineItem> {
    const [item] = (await this.dataSource.query(
      `select ${columns} from quarantine q where q.id = $1 and ${visibleTo('q', '$2')}`,
      [id, reader.accountGroupIds],
    )) as QuarantineItem[];
    if (!item)
      throw new DomainError('not-found', 'There is nothing in quarantine with this id that you may see.');
    return item;
  }
}
