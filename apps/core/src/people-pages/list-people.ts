import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, messageVisibleTo, visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { readMarker, writeMarker } from '../paging/page-marker.js';
import { SqlParameters } from '../paging/sql-parameters.js';
import { FindPerson } from './find-person.js';
import { identityJson } from './identity-json.js';

export const peopleQuery = z.strictObject({
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Messages counted for a profile; more is shown as this number. */
const countMax = 10_000;

/** Identities that a search looks at: a very common word finds its first thousand. */
const foundMax = 1000;

const identities = (person: string): string => `coalesce((
  select json_agg(${identityJson('i', '$1')} order by l.made_at, i.key)
  from link l join identity i on i.id = l.identity_id
  where l.person_id = ${person} and l.withdrawn_at is null and ${identityVisibleTo('i', '$1')}), '[]')`;

/** People by name, handle or address; without words, whoever was last in touch. */
@Injectable()
export class ListPeople {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, query: z.output<typeof peopleQuery>): Promise<string> {
    const parameters = new SqlParameters();
    parameters.add(reader.accountGroupIds);
    const mark = readMarker(query.cursor);
    const after = mark
      ? `having (max(r.last_at), r.person_id) < (${parameters.add(mark[0])}::timestamptz, ${parameters.add(mark[1])}::uuid)`
      : '';
    const limit = parameters.add(query.limit + 1);
    const [page] = (await this.dataSource.query(
      `with found as materialized (
         select r.person_id, max(r.last_at) as last_at from thread_row r
         where ${visibleTo('r', '$1')} ${named(query.q, parameters)}
         group by r.person_id ${after}
         order by 2 desc, 1 desc limit ${limit}),
       page as (select * from found order by last_at desc, person_id desc limit ${limit} - 1)
       select coalesce((
           select json_agg(json_build_object('id', page.person_id, 'name', t.name,
             'identities', ${identities('page.person_id')}, 'lastAt', ${iso('page.last_at')})
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

  async one(reader: Reader, id: string): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    const [row] = (await this.dataSource.query(profile, [reader.accountGroupIds, personId])) as {
      json: string;
    }[];
    if (!row) throw new DomainError('not-found', 'There is no person with this id that you may see.');
    return row.json;
  }
}

const named = (text: string | undefined, parameters: SqlParameters): string => {
  const wanted = text?.trim() ?? '';
  if (wanted === '') return '';
  const like = parameters.add(`%${wanted.replace(/[\\%_]/g, '\\$&')}%`);
  return `and r.person_id in (
    select l.person_id from (
      select i.id from identity i where (coalesce(i.name, '') || ' ' || i.key) ilike ${like} limit ${foundMax}) hit
    join identity i on i.id = hit.id and ${identityVisibleTo('i', '$1')}
    join link l on l.identity_id = i.id and l.withdrawn_at is null)`;
};

const profile = `
select json_build_object('id', t.person_id, 'name', t.name, 'identities', ${identities('t.person_id')},
  'lastAt', (select ${iso('max(r.last_at)')} from thread_row r where r.person_id = t.person_id and ${visibleTo('r', '$1')}),
  'firstSeenAt', coalesce((
    select ${iso('min(first.sort_at)')} from link l cross join lateral (
      select m.sort_at from message m where m.anchor_identity_id = l.identity_id and ${messageVisibleTo('m', '$1')}
      order by m.sort_at, m.id limit 1) first
    where l.person_id = t.person_id and l.withdrawn_at is null), ${iso('t.created_at')}),
  'facts', coalesce((
    select json_agg(json_build_object('field', f.field, 'value', f.value, 'source', f.source, 'at', ${iso('f.at')}) order by f.field)
    from (
      select distinct on (f.field) f.* from link l join identity i on i.id = l.identity_id join fact f on f.identity_id = i.id
      where l.person_id = t.person_id and l.withdrawn_at is null and ${identityVisibleTo('i', '$1')}
      order by f.field, f.at desc, f.id desc) f), '[]'),
  'messageCount', (
    select count(*) from (
      select from link l join message m on m.anchor_identity_id = l.identity_id
      where l.person_id = t.person_id and l.withdrawn_at is null and m.direction <> 'note'
        and ${messageVisibleTo('m', '$1')} limit ${countMax}) c))::text as json
from thread t where t.person_id = $2`;
