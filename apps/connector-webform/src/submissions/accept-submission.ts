import type { Listening } from '@filo/connector';
import type { Logger } from '@filo/service';
import { commitEntry } from '../spool/commit-entry.js';
import type { DrainSpool } from '../spool/drain-spool.js';
import type { Spool } from '../spool/spool.js';
import type { SpoolEntry } from '../spool/spool-entry.js';

/** `stored`: core has committed it (201). `spooled`: our own disk has it (202). `unsafe`: nobody has it (503). */
export type Accepted = 'stored' | 'spooled' | 'unsafe';

const commitMs = 4_000;
/** After core failed to answer, the next submissions of this span wait shorter before they are spooled. */
const awayMs = 10_000;
const commitWhileAwayMs = 500;

/**
 * Says yes only when somebody durable has the submission. It goes to the fsynced spool first, so that a kill at any later
 * moment loses nothing, and leaves it with core's receipt. When the spool cannot be written, core's receipt alone is a yes.
 */
export class AcceptSubmission {
  #coreAwayUntil = 0;

  constructor(
    private readonly spool: Spool,
    private readonly drain: DrainSpool,
    private readonly log: Logger,
  ) {}

  /** `folder` holds the uploaded files and belongs to this from now on; none on a disk that takes nothing. */
  async run(folder: string | undefined, entry: SpoolEntry, listening: Listening): Promise<Accepted> {
    const kept = folder === undefined ? undefined : await this.#keep(folder, entry);
    if (kept === undefined) return this.#commitFrom(folder, entry, listening);
    const letGo = this.drain.take(kept);
    try {
      await this.#commit(entry, (index) => this.spool.filePath(kept, index), listening);
      await this.spool.remove(kept);
      return 'stored';
    } catch (error) {
      this.log.warn(
        { accountId: entry.accountId, err: error, waiting: this.spool.count },
        'submission spooled',
      );
      return 'spooled';
    } finally {
      letGo();
    }
  }

  async #keep(folder: string, entry: SpoolEntry): Promise<string | undefined> {
    try {
      return await this.spool.keep(folder, entry);
    } catch (error) {
      this.log.error({ err: error }, 'the spool cannot be written');
      return undefined;
    }
  }

  async #commitFrom(folder: string | undefined, entry: SpoolEntry, listening: Listening): Promise<Accepted> {
    try {
      await this.#commit(entry, (index) => `${folder}/${index}`, listening);
      return 'stored';
    } catch {
      return 'unsafe';
    } finally {
      if (folder !== undefined) await this.spool.abandon(folder);
    }
  }

  async #commit(entry: SpoolEntry, filePath: (index: number) => string, listening: Listening): Promise<void> {
    const timeoutMs = Date.now() < this.#coreAwayUntil ? commitWhileAwayMs : commitMs;
    try {
      await inTime(commitEntry(entry, filePath, { listening, timeoutMs }), timeoutMs);
      this.#coreAwayUntil = 0;
    } catch (error) {
      this.#coreAwayUntil = Date.now() + awayMs;
      throw error;
    }
  }
}

/** The bus has time limits of its own, longer than somebody at a form waits. */
const inTime = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no receipt from core within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
