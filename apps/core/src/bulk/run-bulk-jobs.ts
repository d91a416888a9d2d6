import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { FindPerson } from '../people-pages/find-person.js';
import { TagThread } from '../tags/tag-thread.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { untilAborted } from '../worker/until-aborted.js';
import { ChangeOne } from './change-one.js';
import { DoBulk } from './do-bulk.js';

const pollMs = 500;

/** Does the orders that are too large for their request, and those that a kill left, a step of each in turn. */
export class RunBulkJobs {
  readonly #doBulk: DoBulk;

  constructor({ dataSource, log }: { dataSource: DataSource; log: Logger }) {
    const findPerson = new FindPerson(dataSource);
    const showThread = new ShowThread(dataSource, findPerson);
    const actOnThread = new ActOnThread(dataSource, showThread);
    const tagThread = new TagThread(dataSource, showThread);
    this.#doBulk = new DoBulk(dataSource, new ChangeOne(findPerson, actOnThread, tagThread), log);
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if (!(await this.once())) await untilAborted(pollMs, signal);
  }

  /** One step; false when there was none, or the order is through with it. */
  once(): Promise<boolean> {
    return this.#doBulk.any();
  }
}
