import { bulkMax, type BulkAction, type BulkJob, type bulkOrder } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { personVisibleTo, visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { keyReused } from '../replies/idempotency.js';
import { needTags } from '../tags/tag-thread.js';
import { needAgent } from '../thread-actions/act-on-thread.js';
import { needTeam } from '../thread-actions/hand-to-team.js';
import { refuseWrongTime } from '../thread-actions/refuse-wrong-time.js';
import { MatchThreads } from '../thread-pages/match-threads.js';
import { Undoing } from '../undoing/undoing.js';
import { showBulkJob } from './bulk-job-json.js';
import { DoBulk } from './do-bulk.js';

type Order = z.output<typeof bulkOrder>;

/**
 * Takes an order for many threads: it is written down whole, with every thread that it is about, before the first of them is changed, so that
 * whoever dies in the middle leaves it to the worker. Few threads are done before this resolves, many are done by the worker.
 */
@Injectable()
export class OrderBulk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly matchThreads: MatchThreads,
    private readonly doBulk: DoBulk,
  ) {}

  /** The same key resolves with the same order; throws where it was used for another one. */
  async run(reader: Reader, order: Order, key: string): Promise<BulkJob> {
    const hash = createHash('sha256').update(JSON.stringify(order)).digest('base64url');
    const earlier = await this.earlier(reader, key, hash);
    if (earlier !== undefined) return showBulkJob(this.dataSource, reader, earlier);
    const persons = await this.personsOf(reader, order);
    const id = await inTransaction(this.dataSource, async (db) => {
      await needNamed(db, order.action);
      return write(db, reader, { persons, action: order.action, key, hash });
    });
    // Another request with this key came first.
    const written = id ?? (await this.earlier(reader, key, hash));
    if (written === undefined) throw keyReused();
    if (id !== undefined) await this.doBulk.soon(id, persons.length);
    return showBulkJob(this.dataSource, reader, written);
  }

  private async earlier({ agentId }: Reader, key: string, hash: string): Promise<string | undefined> {
    const [job] = (await this.dataSource.query(
      `select id, request_hash = $3 as "isSame" from bulk_job where agent_id = $1 and key = $2`,
      [agentId, key, hash],
    )) as { id: string; isSame: boolean }[];
    if (job && !job.isSame) throw keyReused();
    return job?.id;
  }

  private async personsOf(reader: Reader, { of }: Order): Promise<string[]> {
    if ('ids' in of) return seenOf(this.dataSource, reader, of.ids);
    const ids = await this.matchThreads.ids(reader, of.matching);
    if (ids.length > bulkMax)
      throw new DomainError(
        'invalid-request',
        `Nothing was changed: more than ${bulkMax} threads match. Narrow the list first.`,
        { reason: 'too-many-threads' },
      );
    const except = new Set(of.except);
    return ids.filter((id) => !except.has(id));
  }
}

/** What is named by its id, each once, as far as the reader may see it; whoever was merged away names who they are now. */
const seenOf = async (db: Queryable, reader: Reader, ids: readonly string[]): Promise<string[]> => {
  const rows = (await db.query(
    `select distinct now_held.person_id as id from unnest($1::uuid[]) wanted(id)
     join link former on former.person_id = wanted.id
       and (former.withdrawn_at is null or not exists (
         select from link own where own.person_id = wanted.id and own.withdrawn_at is null))
     join link now_held on now_held.identity_id = former.identity_id and now_held.withdrawn_at is null
     where ${personVisibleTo('now_held.person_id', '$2')}
       and exists (select from thread_row r where r.person_id = now_held.person_id and ${visibleTo('r', '$2')})`,
    [ids, reader.accountGroupIds],
  )) as { id: string }[];
  if (rows.length === 0)
    throw new DomainError('not-found', 'There is none of these threads that you may see.');
  return rows.map(({ id }) => id);
};

/** What is wrong with all of it is said at once, and nothing is written down. */
const needNamed = async (db: Queryable, action: BulkAction): Promise<void> => {
  if (action.kind === 'assign' && action.agentId !== null) await needAgent(db, action.agentId);
  if (action.kind === 'team' && action.teamId !== null) await needTeam(db, action.teamId);
  if (action.kind === 'tag') await needTags(db, action, new Undoing());
  if (action.kind === 'snooze' && action.until !== null) await refuseWrongTime(db, action.until);
};

interface ToWrite {
  persons: readonly string[];
  action: BulkAction;
  key: string;
  hash: string;
}

const write = async (
  db: Queryable,
  { agentId }: Reader,
  { persons, action, key, hash }: ToWrite,
): Promise<string | undefined> => {
  const id = newId();
  const [made] = (await db.query(
    `insert into bulk_job (id, agent_id, key, request_hash, action) values ($1, $2, $3, $4, $5)
     on conflict (agent_id, key) do nothing returning id`,
    [id, agentId, key, hash, JSON.stringify(action)],
  )) as { id: string }[];
  if (!made) return undefined;
  await db.query(
    `insert into bulk_item (job_id, n, person_id)
     select $1, n, id from unnest($2::uuid[]) with ordinality as wanted(id, n)`,
    [id, [...persons].sort()],
  );
  const data = { action: action.kind, threads: persons.length };
  await recordAudit(db, { agentId, kind: 'threads-changed-together', subjectId: id, data });
  return id;
};
