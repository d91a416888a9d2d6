import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { exactly, iso } from '../paging/json-times.js';
import { readMarker, writeMarker } from '../paging/page-marker.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { photoVersionOf } from '../photos/photo-of.js';
import { foundBy, matchedJson, type Wanted } from './found-by.js';
import { identitiesJson } from './identity-json.js';
import { everybody, never, those } from './pages-of-people.js';
import { shownName } from './shown-name.js';

export const peopleQuery = z.strictObject({
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** People by a name they go or went by, handle, address or field; without words everybody, whoever was last in touch first. */
@Injectable()
export class ListPeople {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, query: z.output<typeof peopleQuery>): Promise<string> {
    const parameters = new SqlParameters();
    parameters.add(reader.accountGroupIds);
    const mark = readMarker(query.cursor);
    const after = mark && { at: parameters.add(mark[0]), id: parameters.add(mark[1]) };
    const wanted = wantedIn(query.q, parameters);
    const max = parameters.add(query.limit + 1);
    const found = wanted ? those(foundBy(wanted), { after, max }) : everybody({ after, max });
    const [page] = (await this.dataSource.query(
      `with ${found},
       page as (select * from found order by last_at desc, tie desc limit ${max}::int - 1)
       select coalesce((
           select json_agg(json_build_object('id', page.person_id, 'name', ${shownName('t', '$1')},
             'photo', ${photoVersionOf('page.person_id', '$1')},
             'identities', ${identitiesJson('page.person_id', '$1')},
             'lastAt', ${iso(`nullif(page.last_at, ${never})`)},
             'matched', ${wanted ? matchedJson('page.person_id', wanted) : 'null'})
             order by page.last_at desc, page.tie desc)::text
           from page join thread t on t.person_id = page.person_id), '[]') as json,
         (select count(*) from found)::int as found, last.at, last.id
       from (select 1) one left join lateral (
         select ${exactly('last_at')} as at, tie as id from page order by last_at, tie limit 1) last on true`,
      parameters.values,
    )) as [{ json: string; found: number; at: string; id: string }];
    const next = page.found > query.limit ? JSON.stringify(writeMarker([page.at, page.id])) : 'null';
    return `{"items":${page.json},"next":${next}}`;
  }
}

const wantedIn = (text: string | undefined, parameters: SqlParameters): Wanted | undefined => {
  const words = text?.trim() ?? '';
  if (words === '') return undefined;
  return { words, like: parameters.add(`%${words.replace(/[\\%_]/g, '\\$&')}%`) };
};
