import type { ImportCreate, ImportPreview } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { importVisibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { BlobStore } from '../blobs/blob-store.js';
import { DomainError } from '../http/domain-error.js';
import { chooseSite } from './choose-site.js';
import { firstRows } from './csv/first-rows.js';
import { readCsv } from './csv/read-csv.js';
import type { ImportRequest } from './read-import-request.js';
import { readersOf } from './readers-of.js';
import { suggestColumn } from './rows/suggest-column.js';

const samples = 5;

/** Shows what a list holds, and takes one in for the worker. */
@Injectable()
export class TakeImport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  async preview(reader: Reader, { bytes }: Pick<ImportRequest, 'bytes'>): Promise<ImportPreview> {
    const { header, encoding, delimiter, rows } = await readCsv(bytes);
    if (header.length === 0)
      throw new DomainError('invalid-request', 'The file is empty: its first row must name the columns.', {
        reason: 'empty-file',
      });
    const shown = await firstRows(rows(), samples);
    return {
      encoding,
      delimiter,
      columns: header.map((name, index) => ({
        header: name,
        samples: shown.map(({ cells }) => (cells[index] ?? '').slice(0, 200)),
        suggested: suggestColumn(name),
      })),
      readers: await readersOf(this.dataSource, reader),
    };
  }

  /** Resolves with its id; the worker does the rest. */
  async run(reader: Reader, { bytes, fileName }: ImportRequest, wanted: ImportCreate): Promise<string> {
    if (!wanted.columns.some((column) => ['mail', 'phone', 'site'].includes(column)))
      throw new DomainError(
        'invalid-request',
        'Nothing was stored: no column names an address by which a customer is known.',
        {
          reason: 'no-address-column',
          errors: [{ path: 'columns', message: 'One must be mail, phone or site' }],
        },
      );
    const accountGroupId = await this.groupOf(reader, wanted);
    const siteSpace = await chooseSite(this.dataSource, reader, wanted);
    const stored = await this.blobs.put(bytes);
    const id = uuidv7();
    await this.dataSource.transaction(async (db) => {
      await db.query(
        `insert into blob (sha256, bytes, upload_only) values ($1, $2, true)
         on conflict (sha256) do update set stored_at = now() where blob.upload_only`,
        [stored.sha256, stored.bytes],
      );
      await db.query(
        `insert into import (id, name, file_name, file_sha256, columns, mode, agent_id, account_group_id, site_space)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[id, wanted.name, fileName, stored.sha256, wanted.columns, wanted.mode],
          ...[reader.agentId, accountGroupId, siteSpace],
        ],
      );
      const data = { name: wanted.name, mode: wanted.mode };
      await recordAudit(db, { agentId: reader.agentId, kind: 'import-started', subjectId: id, data });
    });
    return id;
  }

  /** At any time once it has begun; what it has not done yet is not done any more. */
  async undo(reader: Reader, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const rows: object[] = await db.query(
        `with undone as (
           update import set state = 'undoing', finished_at = null
           where id = $1 and mode = 'run' and state in ('waiting', 'running', 'done', 'failed')
             and ${importVisibleTo('import', '$2')} returning id)
         select id from undone`,
        [id, reader.accountGroupIds],
      );
      if (rows.length > 0)
        return recordAudit(db, { agentId: reader.agentId, kind: 'import-undone', subjectId: id });
      const known: object[] = await db.query(
        `select from import where id = $1 and ${importVisibleTo('import', '$2')}`,
        [id, reader.accountGroupIds],
      );
      if (known.length === 0) throw new DomainError('not-found', 'There is no import with this id.');
      throw new DomainError(
        'already-undone',
        'Nothing was changed: it was undone before, or was a dry run.',
        { reason: 'import-is-over' },
      );
    });
  }

  /** Whoever does not see everything cannot speak to everybody. */
  private async groupOf(reader: Reader, { accountGroupId }: ImportCreate): Promise<string | null> {
    const { everybody } = await readersOf(this.dataSource, reader);
    if ((accountGroupId ?? 'everybody') === 'everybody' && everybody) return null;
    if (accountGroupId === undefined && reader.accountGroupIds.length === 1)
      return reader.accountGroupIds[0]!;
    if (accountGroupId !== undefined && reader.accountGroupIds.includes(accountGroupId))
      return accountGroupId;
    throw new DomainError(
      'invalid-request',
      'Nothing was stored: say which account group may see the list.',
      {
        reason: 'choose-group',
        errors: [{ path: 'accountGroupId', message: 'Name an account group that you see' }],
      },
    );
  }
}
