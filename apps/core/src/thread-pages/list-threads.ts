import type { ThreadMatch } from '@filo/contracts/http';
import type { ThreadQuery } from './thread-query.js';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { factVisibleTo, identityVisibleTo, visibleTo } from '../access/visible-to.js';
import { exactly } from '../paging/json-times.js';
import { readMarker, writeMarker } from '../paging/page-marker.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { identitiesCalled } from '../people-pages/known-name.js';
import { matchesFilter } from './thread-filter.js';
import { joinSeen, threadRowJson } from './thread-row-json.js';
import { teamView, threadViews, type ThreadView } from './thread-views.js';

/** Lists one view a page at a time; the page comes out of Postgres as JSON and goes to the wire as it is. */
@Injectable()
export class ListThreads {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, query: ThreadQuery): Promise<string> {
    const view = teamView(threadViews(reader.agentId)[query.view], query);
    const parameters = new SqlParameters();
    const groups = parameters.add(reader.accountGroupIds);
    const { by, direction } = view.sort;
    const mark = readMarker(query.cursor);
    const after = mark
      ? `and (${by('r')}, r.person_id) ${direction === 'asc' ? '>' : '<'} (${parameters.add(mark[0])}::timestamptz, ${parameters.add(mark[1])}::uuid)`
      : '';
    const [page] = (await this.dataSource.query(
      `with matching as (
         select r.person_id, ${by('r')} as sorted_by from thread_row r
         where ${matches(reader, query, { groups, parameters })} ${after}
         order by ${by('r')} ${direction}, r.person_id ${direction} limit ${parameters.add(query.limit + 1)}),
       page as (select * from matching order by sorted_by ${direction}, person_id ${direction} limit ${parameters.add(query.limit)}),
       items as (
         select json_agg(${threadRowJson(groups)} order by page.sorted_by ${direction}, page.person_id ${direction})::text as json
         from page ${joinSeen('page', groups)})
       select coalesce(items.json, '[]') as json, last.at, last.id, (select count(*) from matching)::int as found
       from items left join lateral (
         select ${exactly('sorted_by')} as at, person_id as id from page
         order by sorted_by ${direction === 'asc' ? 'desc' : 'asc'}, person_id ${direction === 'asc' ? 'desc' : 'asc'} limit 1) last on true`,
      parameters.values,
    )) as [{ json: string; at: string; id: string; found: number }];
    const next = page.found > query.limit ? JSON.stringify(writeMarker([page.at, page.id])) : 'null';
    return `{"items":${page.json},"next":${next}}`;
  }
}

/** The rows of the threads that a list shows, each thread once: its view, what narrows it, what is looked for. */
export const matches = (
  reader: Reader,
  query: ThreadMatch,
  { groups, parameters }: { groups: string; parameters: SqlParameters },
): string => {
  const view = teamView(threadViews(reader.agentId)[query.view], query);
  return `${inView(view, reader, { groups, parameters })} ${matchesFilter(reader, query, { groups, parameters })} ${matchesText(query.q, groups, parameters)}`;
};

/** The rows of a view that a reader may see, each thread once. Counts use the very same condition. */
export const inView = (
  view: ThreadView,
  reader: Reader,
  { groups, parameters }: { groups: string; parameters: SqlParameters },
): string => {
  const seen = `${visibleTo('r', groups)} and not r.hidden and ${view.where('r', parameters)}`;
  if (reader.accountGroupIds.length < 2) return seen;
  // With several groups a thread has several rows: the matching one that the view shows first stands for it.
  const { by, direction } = view.sort;
  return `${seen} and not exists (
    select from thread_row o where o.person_id = r.person_id and ${visibleTo('o', groups)} and not o.hidden and ${view.where('o', parameters)}
      and (${by('o')}, o.account_group_id) ${direction === 'asc' ? '<' : '>'} (${by('r')}, r.account_group_id))`;
};

/** Threads that a search looks at, by subject and by person each; a very common word finds so many. */
const foundMax = 10_000;

/** Threads by the subject of a row, and people by a name or address; in ways of their own, so that each can use its trigram index. */
const matchesText = (text: string | undefined, groups: string, parameters: SqlParameters): string => {
  const wanted = text?.trim() ?? '';
  if (wanted === '') return '';
  const like = parameters.add(`%${wanted.replace(/[\\%_]/g, '\\$&')}%`);
  return `and r.person_id in (
    (select s.person_id from thread_row s where s.subject ilike ${like} and ${visibleTo('s', groups)} limit ${foundMax})
    union all
    (select l.person_id from (${identitiesCalled(groups, like, foundMax)}) i
     join link l on l.identity_id = i.id and l.withdrawn_at is null
     where exists (select from message m where m.anchor_identity_id = i.id and ${visibleTo('m', groups)}) limit ${foundMax})
    union all
    (select l.person_id from fact f join link l on l.identity_id = f.identity_id and l.withdrawn_at is null
     join identity i on i.id = f.identity_id
     where f.field = 'name' and f.value ilike ${like} and ${factVisibleTo('f', groups)} and ${identityVisibleTo('i', groups)} limit ${foundMax}))`;
};
