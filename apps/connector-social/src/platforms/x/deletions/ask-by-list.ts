import { PermanentError, TemporaryError, wait, type Following } from '@filo/connector';
import { isNotThere } from '../client/fault-of.js';
import type { Finding, Job, XComplianceClient } from '../client/x-compliance-client.js';
import { isId } from '../reading/post-ids.js';
import { isTimeToAsk, readStanding, writeStanding, type Standing } from './compliance-standing.js';

/** What X answers within this is followed in the same round; the rest half an hour later. */
const patience = { firstMs: 1_000, allMs: 60_000 };
/** Whatever X does not answer by then it never will. */
const openMaxMs = 12 * 3_600_000;

export interface AskByList {
  compliance: XComplianceClient;
  now: number;
  everyMs: number;
  patience?: typeof patience;
}

/**
 * Asks X by a list what became of all posts that core holds, some times a day, and gives what it says to `follow`; a list that X is still
 * at work on is looked at in the next round, by whoever runs it. What was answered and not followed yet, as after a death, is fetched once
 * more. Never throws because of X: looking at the posts themselves makes up for it.
 */
export const askByList = async (
  listening: Following,
  parts: AskByList,
  follow: (findings: readonly Finding[], standing: Standing) => Promise<Partial<Standing>>,
): Promise<void> => {
  const standing = (await readStanding(listening.cursor)) ?? { since: parts.now };
  try {
    await new Asking(listening, parts, follow).run(standing);
  } catch (error) {
    if (!(error instanceof TemporaryError) && !(error instanceof PermanentError)) throw error;
    listening.log.warn({ err: error }, 'x.deletions_list_failed');
    const reached = (await readStanding(listening.cursor)) ?? standing;
    const refused = error instanceof PermanentError && { open: undefined, refusedAt: parts.now };
    await writeStanding(listening.cursor, { ...reached, ...refused });
  }
};

class Asking {
  constructor(
    private readonly listening: Following,
    private readonly parts: AskByList,
    private readonly follow: Parameters<typeof askByList>[2],
  ) {}

  async run(standing: Standing): Promise<void> {
    const { now, everyMs } = this.parts;
    let open = standing.open;
    if (open === undefined && isTimeToAsk(standing, { now, everyMs })) open = await this.#begin(standing);
    if (open === undefined) return;
    const job = await this.#answered(open.jobId);
    if (job.status === 'complete') return this.#followed({ ...standing, open }, job);
    const isOver = job.status !== 'in_progress' || now - open.begunAt > openMaxMs;
    // One that waits for its list got it never, and no list can be begun until X gives it up.
    if (isOver) await writeStanding(this.listening.cursor, { ...standing, open: undefined });
  }

  /** Noted before it is handed over: one that was not handed over for a death is over soon, by X's own clock. */
  async #begin(standing: Standing): Promise<Standing['open']> {
    const { compliance, now } = this.parts;
    const ids = await this.#ids();
    if (ids.length === 0) {
      await writeStanding(this.listening.cursor, { ...standing, wholeAt: now, refusedAt: undefined });
      return undefined;
    }
    const job = await compliance.begin();
    const open = { jobId: job.jobId, begunAt: now };
    await writeStanding(this.listening.cursor, { ...standing, open, refusedAt: undefined });
    await compliance.handOver(job, ids);
    return open;
  }

  async #ids(): Promise<string[]> {
    const ids = new Set<string>();
    for await (const page of this.listening.published(new Date(0).toISOString()))
      for (const { externalId } of page) if (isId(externalId)) ids.add(externalId);
    return [...ids];
  }

  async #answered(jobId: string): Promise<Job> {
    const { compliance, patience: { firstMs, allMs } = patience } = this.parts;
    for (let pauseMs = firstMs, waitedMs = 0; ; pauseMs *= 2) {
      this.listening.signal.throwIfAborted();
      const job = await compliance.look(jobId).catch(unlessGone(jobId));
      if (job.status !== 'in_progress' || waitedMs + pauseMs > allMs) return job;
      await wait(pauseMs, this.listening.signal);
      waitedMs += pauseMs;
    }
  }

  async #followed(standing: Standing, job: Job): Promise<void> {
    const more = await this.follow(await this.parts.compliance.findings(job), standing);
    const wholeAt = standing.open!.begunAt;
    const followed = { ...standing, ...more, open: undefined, refusedAt: undefined, wholeAt };
    await writeStanding(this.listening.cursor, followed);
  }
}

const unlessGone =
  (jobId: string) =>
  (error: unknown): Job => {
    if (isNotThere(error)) return { jobId, status: 'gone', uploadUrl: undefined, downloadUrl: undefined };
    throw error;
  };
