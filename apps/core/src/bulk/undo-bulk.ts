import type { BulkJob } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { showBulkJob } from './bulk-job-json.js';
import { DoBulk } from './do-bulk.js';

/**
 * Takes back an order, all of what it changed; what somebody changed since stays as it is, and is counted. What it has not done yet is not done any
 * more. Asked again, it resolves with the same undo.
 */
@Injectable()
export class UndoBulk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly doBulk: DoBulk,
  ) {}

  async run(reader: Reader, id: string): Promise<BulkJob> {
    const { undo, count } = await inTransaction(this.dataSource, (db) => write(db, reader, id));
    await this.doBulk.soon(undo, count);
    return showBulkJob(this.dataSource, reader, undo);
  }
}

interface Standing {
  action: object;
  undoesId: string | null;
  undoneBy: string | null;
}

const write = async (
  db: Queryable,
  { agentId }: Reader,
  id: string,
): Promise<{ undo: string; count: number }> => {
  const [job] = (await db.query(
    `select action, undoes_id as "undoesId", (select u.id from bulk_job u where u.undoes_id = j.id) as "undoneBy"
     from bulk_job j where j.id = $1 and j.agent_id = $2 for update`,
    [id, agentId],
  )) as Standing[];
  if (!job) throw new DomainError('not-found', 'You gave no such order.');
  if (job.undoesId !== null)
    throw new DomainError('already-undone', 'Nothing was changed: this took something back itself.');
  if (job.undoneBy !== null) return { undo: job.undoneBy, count: Infinity };
  await db.query(
    `update bulk_job set state = 'stopped', ended_at = clock_timestamp() where id = $1 and state = 'running'`,
    [id],
  );
  const undo = newId();
  await db.query(
    `insert into bulk_job (id, agent_id, request_hash, action, undoes_id) values ($1, $2, '', $3, $4)`,
    [undo, agentId, JSON.stringify(job.action), id],
  );
  const taken = (await db.query(
    `insert into bulk_item (job_id, n, person_id, change_id, settled)
     select $1, n, person_id, change_id, settled from bulk_item
     where job_id = $2 and outcome = 'changed' and change_id is not null returning n`,
    [undo, id],
  )) as object[];
  await recordAudit(db, {
    ...{ agentId, kind: 'threads-undone-together', subjectId: undo },
    data: { undoes: id, threads: taken.length },
  });
  return { undo, count: taken.length };
};
