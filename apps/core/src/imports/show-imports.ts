import type { ImportList, ImportView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { importVisibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';

const faultsShown = 20;

/** Imports with how far they are. */
@Injectable()
export class ShowImports {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async page(
    reader: Reader,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<ImportList> {
    const mark = readMarker(cursor) ?? aboveAll;
    const rows = (await this.dataSource.query(
      `select p.id, ${exactly('p.created_at')} as "exactAt", ${json} as json from import p join agent a on a.id = p.agent_id
       where (p.created_at, p.id) < ($1::timestamptz, $2::uuid) and ${importVisibleTo('p', '$4')} order by p.created_at desc, p.id desc limit $3`,
      [...mark, limit + 1, reader.accountGroupIds],
    )) as { id: string; exactAt: string; json: ImportView }[];
    const { items, next } = pageOf(rows, limit);
    return { items: items.map((row) => row.json), next };
  }

  async one(reader: Reader, id: string): Promise<ImportView> {
    const [row] = (await this.dataSource.query(
      `select ${json} as json from import p join agent a on a.id = p.agent_id where p.id = $1 and ${importVisibleTo('p', '$2')}`,
      [id, reader.accountGroupIds],
    )) as { json: ImportView }[];
    if (row) return row.json;
    throw new DomainError('not-found', 'There is no import with this id.');
  }

  /** All rows that nothing was done for, as a table for a spreadsheet. */
  async faults(reader: Reader, id: string): Promise<string> {
    await this.one(reader, id);
    const rows = (await this.dataSource.query(
      'select line, reason from import_fault where import_id = $1 order by line',
      [id],
    )) as { line: number; reason: string }[];
    const lines = rows.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"\r\n`);
    return `line,reason\r\n${lines.join('')}`;
  }
}

const json = `json_build_object('id', p.id, 'name', p.name, 'fileName', p.file_name, 'mode', p.mode, 'state', p.state,
  'rows', p.rows, 'rowsDone', p.next_row, 'takenBack', p.taken_back, 'problem', p.problem,
  'fileRemoved', p.file_sha256 is null, 'accountGroupId', p.account_group_id,
  'counts', json_build_object('newIdentities', p.new_identities, 'merges', p.merges, 'facts', p.facts, 'badRows', p.bad_rows),
  'faults', coalesce((select json_agg(json_build_object('line', f.line, 'reason', f.reason) order by f.line) from (
    select line, reason from import_fault where import_id = p.id order by line limit ${faultsShown}) f), '[]'),
  'by', json_build_object('id', a.id, 'name', a.name), 'createdAt', ${iso('p.created_at')}, 'finishedAt', ${iso('p.finished_at')})`;
