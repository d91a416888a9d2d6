import type { QuarantineItem, quarantineQuery } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import { blockOf } from '../blocking/blocked-authors.js';
import { tellsWhy } from '../blocking/tells-why.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';

const blockOn = (q: string, tells: string) =>
  blockOf(`${q}.envelope #>> '{author,kind}'`, `${q}.envelope #>> '{author,key}'`, tells);
const block = blockOn('q', tellsWhy('d', { groups: '$1', agent: '$2' }));

/** It came while its sender was blocked; rows of earlier releases say so in words alone. */
const cameBlocked = (q: string): string =>
  `(${q}.cause = 'untrusted' and coalesce(${q}.why @> '[{"code":"held-blocked"}]', ${q}.reason like 'Its sender is blocked by %'))`;

/** It waits since its sender is blocked: once they are let in it is for a human, as everything else that waits. */
export const isSpam = (q: string): string => `(${cameBlocked(q)} and ${blockOn(q, 'false')} is not null)`;

/** It was spam, and is no more. */
export const wasSpam = (q: string): string => `(${cameBlocked(q)} and ${blockOn(q, 'false')} is null)`;

/** By which people know an account at a network, where the reader may see it. */
const handle = `(select i.handle from identity i where i.kind <> 'mail'
  and i.kind = q.envelope #>> '{author,kind}' and i.key = q.envelope #>> '{author,key}' and ${identityVisibleTo('i', '$1')})`;

const columns = `q.id, q.cause, q.reason, q.why, q.channel, q.account_id as "accountId", coalesce(${handle}, q.envelope ->> 'from') as "from",
  q.envelope -> 'author' as sender,
  ${block} is not null as blocked, ${block} as block,
  (select json_build_object('as', q.reported_as, 'by', json_build_object('id', a.id, 'name', a.name), 'at', ${iso('q.reported_at')})
    from agent a where a.id = q.reported_by) as reported,
  coalesce(q.envelope -> 'to', '[]') as "to", q.envelope ->> 'subject' as subject, q.envelope ->> 'headers' as headers,
  q.state, ${iso('q.at')} as at, q.bytes::float8 as bytes, q.attempts`;

/** Reads what waits in quarantine, for those who may see its account group. */
@Injectable()
export class QuarantineItems {
  constructor(private readonly dataSource: DataSource) {}

  async page(reader: Reader, query: z.output<typeof quarantineQuery>) {
    const mark = readMarker(query.cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(
      `select ${columns}, ${exactly('q.at')} as "exactAt" from quarantine q
       where q.state in ('waiting', 'replaying') and ${visibleTo('q', '$1')} and (q.at, q.id) < ($3::timestamptz, $4::uuid)
         and ($6::boolean is null or ${isSpam('q')} = $6)
       order by q.at desc, q.id desc limit $5`,
      [
        reader.accountGroupIds,
        reader.agentId,
        ...mark,
        query.limit + 1,
        query.spam === undefined ? null : query.spam === 'true',
      ],
    )) as (QuarantineItem & { exactAt: string })[];
    return pageOf(rows, query.limit);
  }

  /** Inside a transaction by its own connection: many that each asked for a second one would wait for each other. */
  async one(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<QuarantineItem> {
    const [item] = (await db.query(
      `select ${columns} from quarantine q where q.id = $3 and ${visibleTo('q', '$1')}`,
      [reader.accountGroupIds, reader.agentId, id],
    )) as QuarantineItem[];
    if (!item)
      throw new DomainError('not-found', 'There is nothing in quarantine with this id that you may see.');
    return item;
  }
}
