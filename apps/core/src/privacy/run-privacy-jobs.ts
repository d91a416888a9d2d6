import type { Bus } from '@filo/bus';
import type { PrivacyJob } from '@filo/contracts/http';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';
import { FreeBlobs } from '../housekeeping/free-blobs.js';
import { untilAborted } from '../worker/until-aborted.js';
import { clearExports, forgetOrphans } from './clear-exports.js';
import { eraseAgain } from './erasing/erase-again.js';
import { eraseEverywhere } from './erasing/erase-everywhere.js';
import type { AskedFor, Work } from './erasing/erase-person.js';
import { ErasedFiles } from './erasing/erased-files.js';
import { exportPerson } from './export/export-person.js';

const pollMs = 1_000;
const beatMs = 5_000;
/** A job of which nobody has heard for so long is begun anew. */
const silentSeconds = 60;

export interface JobAtWork {
  id: string;
  kind: PrivacyJob['kind'];
  personId: string;
  groupIds: string[];
  partial: boolean;
  agentId: string;
  /** Of an erasure: whom it is about, then, once the rows are gone, what is left. */
  work: AskedFor | Work | null;
}

interface Surroundings {
  dataSource: DataSource;
  blobs: BlobStore;
  bus: Pick<Bus, 'erase' | 'blobs'>;
  log: Pick<Logger, 'info' | 'error'>;
}

export interface JobParts extends Surroundings {
  files: ErasedFiles;
}

/** How far a job is; kept with each beat. */
export interface Progress {
  done: number;
  total: number | null;
}

/** What a job ends with. */
export type Ended =
  { report: PrivacyJob['report']; file?: { sha256: string; bytes: number } } | { problem: string };

/**
 * Does exports and erasures, the oldest first. Whoever takes one says every few seconds that they are at it; one of a worker that died is begun
 * anew by another, which each step bears.
 */
export class RunPrivacyJobs {
  private readonly parts: JobParts;

  constructor(parts: Surroundings) {
    this.parts = { ...parts, files: new ErasedFiles(new FreeBlobs(parts)) };
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if (!(await this.once())) await untilAborted(pollMs, signal);
  }

  /** One job; false when nothing is to be done. */
  async once(): Promise<boolean> {
    await clearExports(this.parts);
    await eraseAgain(this.parts);
    await this.parts.files.settle();
    const [job] = (await this.parts.dataSource.query(taking)) as JobAtWork[];
    if (!job) return false;
    const progress: Progress = { done: 0, total: null };
    const timer = setInterval(() => void this.#beat(job.id, progress).catch(() => undefined), beatMs);
    try {
      await this.#end(job, progress, await this.#do(job, progress));
    } catch (error) {
      this.parts.log.error({ err: error, job: job.id }, 'privacy job failed; tried again');
      throw error;
    } finally {
      clearInterval(timer);
    }
    return true;
  }

  #do(job: JobAtWork, progress: Progress): Promise<Ended> {
    return job.kind === 'export' ? exportPerson(this.parts, job, progress) : eraseEverywhere(this.parts, job);
  }

  async #beat(id: string, { done, total }: Progress): Promise<void> {
    await this.parts.dataSource.query(
      `update privacy_job set beat_at = now(), done = $2, total = $3 where id = $1 and state = 'running'`,
      [id, done, total],
    );
  }

  async #end({ id, kind }: JobAtWork, { done, total }: Progress, ended: Ended): Promise<void> {
    const isDone = 'report' in ended;
    await this.parts.dataSource.query(ending, [
      id,
      ...(isDone ? ['done', JSON.stringify(ended.report), null] : ['failed', '[]', ended.problem]),
      ...(isDone && ended.file ? [ended.file.sha256, ended.file.bytes] : [null, null]),
      ...[done, total ?? done],
    ]);
    await forgetOrphans(this.parts);
    this.parts.log.info({ job: id, kind, state: isDone ? 'done' : 'failed' }, 'privacy job ended');
  }
}

const taking = `
with next as (
  select id from privacy_job where state = 'waiting' or (state = 'running' and beat_at < now() - interval '${silentSeconds} seconds')
  order by asked_at, id limit 1 for update skip locked),
taken as (
  update privacy_job j set state = 'running', beat_at = now() from next where j.id = next.id returning j.*)
select id, kind, person_id as "personId", account_group_ids as "groupIds", partial, agent_id as "agentId", work from taken`;

const ending = `
update privacy_job set state = $2, report = $3::jsonb, problem = $4, file = $5::text, bytes = $6::bigint, done = $7, total = $8,
  expires_at = case when $5::text is not null then now() + interval '24 hours' end, ended_at = now(), work = null
where id = $1`;
