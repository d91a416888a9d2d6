import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { exactly, iso } from '../paging/json-times.js';
import { readMarker, writeMarker } from '../paging/page-marker.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { photoVersionOf } from '../photos/photo-of.js';
import { foundBy, matchedJson, type Wanted } from './found-by.js';
import { identitiesJson } from './identity-json.js';
import { shownName } from './shown-name.js';

export const peopleQuery = z.strictObject({
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** People by a name they go or went by, handle, address or field; without words, whoever was last in touch. */
@Injectable()
export class ListPeople {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, query: z.output<typeof peopleQuery>): Promise<string> {
    const parameters = new SqlParameters();
    parameters.add(reader.accountGroupIds);
    const mark = readMarker(query.cursor);
    const after = mark
      ? `having (max(r.last_at), r.person_id) < (${parameters.add(mark[0])}::timestamptz, ${parameters.add(mark[1])}::uuid)`
      : '';
    const wanted = wantedIn(query.q, parameters);
    const limit = parameters.add(query.limit + 1);
    const [page] = (await this.dataSource.query(
      `with found as materialized (
         select r.person_id, max(r.last_at) as last_at from ${wanted ? rowsOf(foundBy(wanted)) : 'thread_row r'}
         where ${visibleTo('r', '$1')}
         group by r.person_id ${after}
         order by 2 desc, 1 desc limit ${limit}),
       page as (select * from found order by last_at desc, person_id desc limit ${limit} - 1)
       select coalesce((
           select json_agg(json_build_object('id', page.person_id, 'name', ${shownName('t', '$1')},
             'photo', ${photoVersionOf('page.person_id', '$1')},
             'identities', ${identitiesJson('page.person_id', '$1')}, 'lastAt', ${iso('page.last_at')},
             'matched', ${wanted ? matchedJson('page.person_id', wanted) : 'null'})
             order by page.last_at desc, page.person_id desc)::text
           from page join thread t on t.person_id = page.person_id), '[]') as json,
         (select count(*) from found)::int as found, last.at, last.id
       from (select 1) one left join lateral (
         select ${exactly('last_at')} as at, person_id as id from page order by last_at, person_id limit 1) last on true`,
      parameters.values,
    )) as [{ json: string; found: number; at: string; id: string }];
    const next = page.found > query.limit ? JSON.stringify(writeMarker([page.at, page.id])) : 'null';
    return `{"items":${page.json},"next":${next}}`;
  }
}

/** Looked up one by one: the planner would read all rows there are for the few persons that a search finds. */
const rowsOf = (persons: string): string =>
  `(${persons}) hit cross join lateral (select r.* from thread_row r where r.person_id = hit.person_id offset 0) r`;

const wantedIn = (text: string | undefined, parameters: SqlParameters): Wanted | undefined => {
  const words = text?.trim() ?? '';
  if (words === '') return undefined;
  return { words, like: parameters.add(`%${words.replace(/[\\%_]/g, '\\$&')}%`) };
};
