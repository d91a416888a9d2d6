import type { Bus } from '@filo/bus';
import type { PrivacyJob } from '@filo/contracts/http';
import type { Logger } from '@filo/service';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';
import { FreeBlobs } from '../housekeeping/free-blobs.js';
import { untilAborted } from '../worker/until-aborted.js';
import { clearExports, forgetOrphans, forgetUnnamed } from './clear-exports.js';
import { eraseAgain } from './erasing/erase-again.js';
import { eraseEverywhere } from './erasing/erase-everywhere.js';
import type { AskedFor, Work } from './erasing/erase-person.js';
import { ErasedFiles } from './erasing/erased-files.js';
import { exportPerson } from './export/export-person.js';

const pollMs = 1_000;
const beatMs = 5_000;
/** A job of which nobody has heard for so long is begun anew. */
const silentSeconds = 60;

/** So often is one tried that has not begun to take anything away. */
const triesMax = 10;
/** What stands beside the jobs is tried again after this, when it fails. */
const pauseMs = 60_000;

export interface JobAtWork {
  id: string;
  /** Says that it is still ours. */
  token: string;
  tries: number;
  askedAt: Date;
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
  readonly #parts: JobParts;
  readonly #pausedUntil = new Map<string, number>();

  constructor(parts: Surroundings) {
    this.#parts = { ...parts, files: new ErasedFiles(new FreeBlobs(parts)) };
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if (!(await this.once())) await untilAborted(pollMs, signal);
  }

  /** One job; false when nothing is to be done. */
  async once(): Promise<boolean> {
    await this.#beside('exports that are over', clearExports);
    await this.#beside('what came again', eraseAgain);
    await this.#beside('files to put back', ({ files }) => files.settle());
    const [job] = (await this.#parts.dataSource.query(taking, [randomUUID()])) as JobAtWork[];
    if (!job) return false;
    const progress: Progress = { done: 0, total: null };
    const timer = setInterval(() => void this.#beat(job, progress).catch(() => undefined), beatMs);
    try {
      await this.#end(job, progress, await this.#do(job, progress));
    } catch (error) {
      this.#parts.log.error({ err: error, job: job.id, tries: job.tries }, 'privacy job failed');
      throw error;
    } finally {
      clearInterval(timer);
    }
    return true;
  }

  async #do(job: JobAtWork, progress: Progress): Promise<Ended> {
    if (isHopeless(job)) return { problem: `It failed ${triesMax} times. Ask for it again.` };
    return job.kind === 'export'
      ? exportPerson(this.#parts, job, progress)
      : eraseEverywhere(this.#parts, job);
  }

  /** What fails here keeps no job waiting. */
  async #beside(what: string, work: (parts: JobParts) => Promise<void>): Promise<void> {
    if ((this.#pausedUntil.get(what) ?? 0) > Date.now()) return;
    try {
      await work(this.#parts);
    } catch (error) {
      this.#pausedUntil.set(what, Date.now() + pauseMs);
      this.#parts.log.error({ err: error, what }, 'failed beside privacy jobs; tried again');
    }
  }

  async #beat({ id, token }: JobAtWork, { done, total }: Progress): Promise<void> {
    await this.#parts.dataSource.query(
      `update privacy_job set beat_at = now(), done = $2, total = $3 where id = $1 and state = 'running' and beat_token = $4`,
      [id, done, total, token],
    );
  }

  /** Nothing where another worker has the job by now. */
  async #end(job: JobAtWork, { done, total }: Progress, ended: Ended): Promise<void> {
    const { id, kind, token } = job;
    const isDone = 'report' in ended;
    const file = isDone ? ended.file : undefined;
    try {
      const rows = (await this.#parts.dataSource.query(ending, [
        id,
        ...(isDone ? ['done', JSON.stringify(ended.report), null] : ['failed', '[]', ended.problem]),
        ...[file?.sha256 ?? null, file?.bytes ?? null],
        ...[done, total ?? done],
        token,
      ])) as unknown[];
      if (rows.length > 0)
        this.#parts.log.info({ job: id, kind, state: isDone ? 'done' : 'failed' }, 'privacy job ended');
    } finally {
      if (file !== undefined) await forgetUnnamed(this.#parts, job, file.sha256);
    }
    await this.#beside('exports of nobody', forgetOrphans);
  }
}

/** An erasure that has begun is tried for ever: what is left of it must go. Also of whoever takes its worker along each time. */
const isHopeless = ({ tries, work }: JobAtWork): boolean =>
  tries > triesMax && !(work !== null && 'hashes' in work);

const taking = `
with next as (
  select id from privacy_job where state = 'waiting' or (state = 'running' and beat_at < now() - interval '${silentSeconds} seconds')
  order by asked_at, id limit 1 for update skip locked),
taken as (
  update privacy_job j set state = 'running', beat_at = now(), beat_token = $1, tries = tries + 1 from next where j.id = next.id
  returning j.*)
select id, beat_token as token, tries, asked_at as "askedAt", kind, person_id as "personId", account_group_ids as "groupIds", partial,
  agent_id as "agentId", work from taken`;

const ending = `
with ended as (
  update privacy_job set state = $2, report = $3::jsonb, problem = $4, file = $5::text, bytes = $6::bigint, done = $7, total = $8,
    expires_at = case when $5::text is not null then now() + interval '24 hours' end, ended_at = now(), work = null
  where id = $1 and state = 'running' and beat_token = $9 and ($2 = 'done' or coalesce(work ? 'hashes', false) = false) returning id)
select id from ended`;
