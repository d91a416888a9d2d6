import { messageClass } from '@filo/contracts';
import type { automaticQuery } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { shownOnceTo } from '../access/visible-to.js';
import { exactly } from '../paging/json-times.js';
import { aboveAll, readMarker, writeMarker } from '../paging/page-marker.js';
import { identityJson } from '../people-pages/identity-json.js';
import { shownMessages } from '../thread-pages/message-json.js';
import { outsideTopics } from './outside-topics.js';

/** Mail that stands in nobody's thread, newest first, so that nothing we took in is out of sight. */
@Injectable()
export class ListAutomatic {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, query: z.output<typeof automaticQuery>): Promise<string> {
    const mark = readMarker(query.cursor) ?? aboveAll;
    const [page] = (await this.dataSource.query(listing, [
      reader.accountGroupIds,
      query.class === undefined ? messageClass.options : [query.class],
      ...mark,
      query.limit,
    ])) as [{ items: string; more: boolean; at: string | null; id: string | null }];
    const next = page.more && page.at && page.id ? JSON.stringify(writeMarker([page.at, page.id])) : 'null';
    return `{"items":${page.items},"next":${next}}`;
  }
}

/** Each class is read from its own stretch of the index. */
const listing = `
with found as materialized (
  select m.id, m.sort_at from unnest($2::text[]) kind(class) cross join lateral (
    select m.id, m.sort_at from message m
    where m.class = kind.class and ${outsideTopics('m')} and (m.sort_at, m.id) < ($3::timestamptz, $4::uuid)
      and not exists (select from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null)
      and ${shownOnceTo('m', '$1')}
    order by m.sort_at desc, m.id desc limit $5::int + 1) m
  order by m.sort_at desc, m.id desc limit $5::int + 1),
page as materialized (select id, sort_at from found order by sort_at desc, id desc limit $5::int),
${shownMessages('$1')}
select
  coalesce((
    select json_agg(shown.json::jsonb || jsonb_build_object('anchor', ${identityJson('anchor', '$1')})
      order by shown.sort_at desc, shown.id desc)::text
    from shown join message m using (id) join identity anchor on anchor.id = m.anchor_identity_id), '[]') as items,
  (select count(*) from found) > $5::int as more, oldest.at, oldest.id
from (select 1) one left join lateral (
  select ${exactly('sort_at')} as at, id from page order by sort_at, id limit 1) oldest on true`;
