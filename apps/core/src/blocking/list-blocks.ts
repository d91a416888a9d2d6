import type { BlockPage, BlockView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, personVisibleTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { shownName } from '../people-pages/shown-name.js';
import { inDomain } from './block-targets.js';
import { tellsWhy } from './tells-why.js';

/** Counts that a human reads end here. */
const shownMax = 1000;

/** Reads what is blocked: addresses that the reader may see, or that wrote something which they may see, and every domain. */
@Injectable()
export class ListBlocks {
  constructor(private readonly dataSource: DataSource) {}

  async page(reader: Reader, query: { cursor?: string | undefined; limit: number }): Promise<BlockPage> {
    const mark = readMarker(query.cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(
      `${blocks} where (b.at, b.id) < ($3::timestamptz, $4::uuid) order by b.at desc, b.id desc limit $5`,
      [reader.accountGroupIds, reader.agentId, ...mark, query.limit + 1],
    )) as (BlockView & { exactAt: string })[];
    return pageOf(rows, query.limit);
  }

  async one(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<BlockView> {
    const [found] = (await db.query(`${blocks} where b.id = $3`, [
      reader.accountGroupIds,
      reader.agentId,
      id,
    ])) as (BlockView & {
      exactAt?: string;
    })[];
    if (!found) throw new DomainError('not-found', 'Nothing is blocked by this id.');
    delete found.exactAt;
    return found;
  }
}

/** What waits of the address of a row of `identity`, or of a domain. */
const author = `q.envelope #>> '{author,key}'`;
const heldOf = (matches: string): string => `(select count(*)::int from (
  select from quarantine q where q.state = 'waiting' and ${visibleTo('q', '$1')} and ${matches} limit ${shownMax}) held)`;
const heldOfAddress = `${author} = i.key and q.envelope #>> '{author,kind}' = i.kind`;
const heldOfDomain = `q.envelope #>> '{author,kind}' = 'mail' and (${author} like '%@' || d.domain or ${author} like '%.' || d.domain)`;

const hidesOf = (matches: string): string => `(select count(*)::int from (
  select distinct r.person_id from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
  join thread_row r on r.person_id = l.person_id and r.hidden and ${visibleTo('r', '$1')} where ${matches} limit ${shownMax}) hidden)`;

/** `$1`: the groups of the reader, `$2`: who that is. Before a time was written down sorts last. */
const blocks = `
select b.id, b.kind, b.key, b.person, json_build_object('id', a.id, 'name', a.name) as by, ${iso(`nullif(b.at, 'epoch')`)} as at, b.why,
  ${exactly('b.at')} as "exactAt", b.held, b.hides
from (
  select i.id, i.kind, coalesce(i.handle, i.key) as key, coalesce(i.blocked_at, 'epoch') as at, i.blocked_by as by, i.blocked_why as why,
    ${heldOf(heldOfAddress)} as held, ${hidesOf('i.id = blocked.id')} as hides,
    (select json_build_object('id', t.person_id, 'name', ${shownName('t', '$1')})
      from link l join thread t on t.person_id = l.person_id
      where l.identity_id = i.id and l.withdrawn_at is null and ${personVisibleTo('t.person_id', '$1')} limit 1) as person
  from identity i cross join lateral (select i.id) blocked
  where i.blocked and (${identityVisibleTo('i', '$1')} or exists (select from quarantine q where ${visibleTo('q', '$1')}
    and q.state = 'waiting' and ${heldOfAddress}))
  union all
  select d.id, 'domain', d.domain, d.blocked_at, d.blocked_by, case when ${tellsWhy('d', { groups: '$1', agent: '$2' })} then d.why end, ${heldOf(heldOfDomain)}, ${hidesOf(inDomain('i', 'd.domain'))}, null
  from blocked_domain d
) b left join agent a on a.id = b.by`;
