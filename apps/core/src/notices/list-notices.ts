import type { Notice, NoticeList } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import type { ListQuery } from '../paging/page-query.js';
import { shownName } from '../people-pages/shown-name.js';

const textMax = 200;
const countMax = 1_000;

/** What an agent was told, the newest first; what they may not see any more is left out. */
@Injectable()
export class ListNotices {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, { cursor, limit }: ListQuery): Promise<NoticeList> {
    const [at, id] = readMarker(cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(listing, [
      ...[reader.accountGroupIds, reader.agentId, at, id, limit + 1],
    ])) as { id: string; exactAt: string; json: Notice }[];
    const { items, next } = pageOf(rows, limit);
    return { items: items.map(({ json }) => json), next, unread: await countUnread(this.dataSource, reader) };
  }
}

export const countUnread = async (db: Queryable, reader: Reader): Promise<number> => {
  const [row] = (await db.query(counting, [reader.accountGroupIds, reader.agentId])) as { count: number }[];
  return row?.count ?? 0;
};

/** Settled meanwhile: there is nothing left to do about it. */
const isSettled = `(n.kind = 'ok' and not exists (select from ok_request r where r.id = n.source_id and r.state = 'waiting')
  or n.kind = 'promise' and not exists (select from promise p where p.id = n.source_id and p.state = 'open')
  or n.kind = 'webhook' and not exists (select from webhook w where w.id = n.source_id and w.why in ('failing', 'gone')))`;

/** Of agent `$2`, as far as they may see it, in the thread in which it stands now. */
const mine = `notice n left join link l on l.identity_id = n.anchor_identity_id and l.withdrawn_at is null
  where n.agent_id = $2 and ${visibleTo('n', '$1')} and case when n.kind = 'webhook' then exists (
    select from webhook w join agent a on a.id = n.agent_id and a.role = 'admin' where w.id = n.source_id and w.account_group_ids <@ $1::uuid[])
    else l.person_id is not null end`;

const counting = `
select count(*)::int as count from (
  select from ${mine} and n.read_at is null and not ${isSettled} limit ${countMax}) counted`;

const listing = `
with page as materialized (
  select n.*, l.person_id from ${mine} and (n.at, n.id) < ($3::timestamptz, $4::uuid) order by n.at desc, n.id desc limit $5)
select n.id, ${exactly('n.at')} as "exactAt", json_build_object(
  'id', n.id, 'kind', n.kind, 'what', n.what, 'count', n.count, 'threadId', n.person_id,
  'personName', case when n.person_id is null then '' else ${shownName('thread', '$1')} end,
  'messageId', m.id, 'text', coalesce((select left(p.text, ${textMax}) from promise p where n.kind = 'promise' and p.id = n.source_id),
    left(nullif(m.new_text, ''), ${textMax})),
  'by', case when who.id is not null then json_build_object('id', who.id, 'name', who.name) end,
  'dueAt', (select ${iso('p.due_at')} from promise p where n.kind = 'promise' and p.id = n.source_id),
  'webhook', (select json_build_object('id', w.id, 'name', w.name) from webhook w where n.kind = 'webhook' and w.id = n.source_id),
  'at', ${iso('n.at')}, 'read', n.read_at is not null or ${isSettled}) as json
from page n left join thread on thread.person_id = n.person_id
left join message m on m.id = n.message_id and ${visibleTo('m', '$1')}
left join agent who on who.id = n.by_agent_id
order by n.at desc, n.id desc`;
