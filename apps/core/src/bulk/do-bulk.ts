import type { Logger } from '@filo/service';
import type { BulkAction } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { readAgent } from '../access/read-agent.js';
import { isCollision, isConnectionLost, isKeyTaken } from '../database/database-errors.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { GatheringLive } from '../live/record-live.js';
import { lockThreads } from '../threads/lock-threads.js';
import { ChangeOne, type BulkItem } from './change-one.js';
import { queueOneNotice } from './queue-one-notice.js';

/** Threads of one transaction: nobody waits for longer than these take. */
const atOnce = 25;
/** What is done before the request is answered. */
const soonMax = 100;

interface Job {
  id: string;
  agentId: string;
  action: BulkAction;
  undoesId: string | null;
}

/**
 * Does orders step by step. Each step is one transaction: some threads, what became of each, and with the last of them that the order is done. A kill
 * takes back the step that it meets; who takes the order up goes on behind the last whole one. The row of the order is locked meanwhile, so
 * that it is never done by two at once.
 */
@Injectable()
export class DoBulk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changeOne: ChangeOne,
    private readonly log: Logger,
  ) {}

  /** A small order at once; a large one is left to the worker. */
  async soon(id: string, count: number): Promise<void> {
    if (count > soonMax) return;
    for (let left = Math.floor(soonMax / atOnce) + 1; left > 0; left--)
      if (!(await this.step(`j.id = $1`, [id]))) return;
  }

  /** One step of whichever order waits longest; false when there is none, or another worker is at each of them. One that fails lets others pass. */
  async any(): Promise<boolean> {
    let taken: string | undefined;
    try {
      return await this.step('true', [], (id) => (taken = id));
    } catch (error) {
      if (taken !== undefined) await this.dataSource.query(stepped, [taken]);
      throw error;
    }
  }

  /** False: nothing is to be done. */
  private step(which: string, values: readonly string[], onTaken?: (id: string) => void): Promise<boolean> {
    return inTransaction(this.dataSource, async (session) => {
      const [job] = (await session.query(
        `select j.id, j.agent_id as "agentId", j.action, j.undoes_id as "undoesId" from bulk_job j
         where j.state = 'running' and ${which} order by j.stepped_at limit 1 for update skip locked`,
        [...values],
      )) as Job[];
      if (!job) return false;
      onTaken?.(job.id);
      const db = new GatheringLive(session);
      const more = await this.within(db, job);
      await db.tell();
      return more;
    });
  }

  private async within(db: GatheringLive, job: Job): Promise<boolean> {
    const reader = await readAgent(db, job.agentId);
    const items = (await db.query(toDo, [job.id, atOnce])) as Waiting[];
    if (!reader) await leaveAll(db, job.id);
    else {
      await lockThreads(
        db,
        items.map(({ personId }) => personId),
      );
      const ended: Ended[] = [];
      for (const item of items) ended.push(await this.one(db, reader, itemOf(job, item)));
      await keep(db, job.id, ended);
      await db.query(forgetting, [job.id, items.map(({ n }) => n)]);
    }
    const more = reader !== undefined && items.length === atOnce;
    if (!more && job.action.kind === 'assign' && job.undoesId === null) await queueOneNotice(db, job.id);
    await db.query(more ? stepped : finished, [job.id]);
    return more;
  }

  /** What is refused of one thread is taken back, and the others stand. */
  private async one(db: GatheringLive, reader: Reader, item: BulkItem): Promise<Ended> {
    const change = () => bySavepoint(db, () => this.changeOne.run(db, reader, item));
    try {
      const { changeId, settled } = await change().catch((error: unknown) => {
        if (!isKeyTaken(error)) throw error;
        // Who was quicker is seen now; a key that is taken once more is a fault of ours.
        return change();
      });
      return {
        n: item.n,
        outcome: changeId === undefined ? 'same' : 'changed',
        why: null,
        changeId: changeId ?? null,
        settled,
      };
    } catch (error) {
      if ((isCollision(error) && !isKeyTaken(error)) || isConnectionLost(error)) throw error;
      return { n: item.n, ...this.refused(item, error), changeId: null, settled: [] };
    }
  }

  /** A fault of ours stops one thread, not the order. */
  private refused(item: BulkItem, error: unknown): Pick<Ended, 'outcome' | 'why'> {
    if (error instanceof DomainError) return refused(item, error);
    this.log.error(
      { err: error, jobId: item.jobId, personId: item.personId },
      'a thread could not be changed',
    );
    return { outcome: 'left', why: 'internal-error' };
  }
}

const bySavepoint = async <Value>(db: GatheringLive, work: () => Promise<Value>): Promise<Value> => {
  await db.query('savepoint one');
  try {
    const value = await db.orForget(work);
    await db.query('release savepoint one');
    return value;
  } catch (error) {
    if (!isConnectionLost(error)) await db.query('rollback to savepoint one');
    throw error;
  }
};

interface Waiting {
  n: number;
  personId: string;
  changeId: string | null;
  settled: string[];
}

const itemOf = ({ id: jobId, action, undoesId }: Job, { changeId, settled, ...one }: Waiting): BulkItem => ({
  ...one,
  jobId,
  action,
  undoes: undoesId === null ? null : { changeId: changeId!, settled },
});

interface Ended {
  n: number;
  outcome: 'changed' | 'same' | 'left' | 'unseen';
  why: string | null;
  changeId: string | null;
  settled: readonly string[];
}

/** Everything there is closed: there is nothing to do, and nothing went wrong. */
const nothingThere: ReadonlySet<string> = new Set(['nothing-open', 'nothing-to-hand']);

/** What the agent may not see any more is not counted; of an undo it is, as they saw it when they changed it. */
const refused = ({ undoes }: BulkItem, { code, more }: DomainError): Pick<Ended, 'outcome' | 'why'> => {
  const why = more.reason ?? code;
  if (nothingThere.has(why)) return { outcome: 'same', why: null };
  const isUnseen = undoes === null && (why === 'not-found' || why === 'unknown-reference');
  return isUnseen ? { outcome: 'unseen', why: null } : { outcome: 'left', why };
};

const toDo = `
select n, person_id as "personId", change_id as "changeId", settled from bulk_item
where job_id = $1 and outcome is null order by n limit $2`;

const keep = async (db: Queryable, jobId: string, ended: readonly Ended[]): Promise<void> => {
  await db.query(keeping, [jobId, JSON.stringify(ended)]);
};

const keeping = `
update bulk_item i set outcome = e.outcome, why = e.why, change_id = coalesce(e."changeId", i.change_id), settled = e.settled
from jsonb_to_recordset($2::jsonb) e(n integer, outcome text, why text, "changeId" uuid, settled uuid[])
where i.job_id = $1 and i.n = e.n`;

/** Whom an erasure took away while the order was written down: it did not find them in it yet. */
const forgetting = `
delete from bulk_item i where i.job_id = $1 and i.n = any($2::int[]) and not exists (select from link l where l.person_id = i.person_id)`;

/** Whoever gave the order is deactivated: nothing more is done in their name. */
const leaveAll = async (db: Queryable, jobId: string): Promise<void> => {
  await db.query(
    `update bulk_item set outcome = 'left', why = 'agent-deactivated' where job_id = $1 and outcome is null`,
    [jobId],
  );
};

const stepped = 'update bulk_job set stepped_at = clock_timestamp() where id = $1';
const finished = `update bulk_job set state = 'done', ended_at = clock_timestamp() where id = $1`;
