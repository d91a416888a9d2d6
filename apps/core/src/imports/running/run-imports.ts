import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../../blobs/blob-store.js';
import { inTransaction } from '../../database/in-transaction.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { readCsv } from '../csv/read-csv.js';
import { CustomerList } from '../rows/customer-list.js';
import { doRows } from './do-rows.js';
import { takeBack } from './take-back.js';

const pollMs = 1_000;

export interface ImportAtWork {
  id: string;
  name: string;
  sha256: string;
  /** Who may see what it makes known; null: everybody. */
  accountGroupId: string | null;
  columns: string[];
  /** Whose users the ids of a column `site` are. */
  siteSpace: string | null;
  mode: 'dry-run' | 'run';
  state: 'waiting' | 'running' | 'undoing';
}

/**
 * Does imports and takes them back, the oldest first, in batches of rows. Each batch is one transaction with the place where
 * the next one begins, so that a kill repeats nothing and leaves nothing out; two workers take turns by the row's lock. A
 * list that cannot be read fails with its reason; anything else waits and is tried again.
 */
export class RunImports {
  #open: { id: string; list: CustomerList } | undefined;

  constructor(private readonly parts: { dataSource: DataSource; blobs: BlobStore; log: Logger }) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if (!(await this.once())) await untilAborted(pollMs, signal);
  }

  /** One batch; false when nothing is to be done. */
  async once(): Promise<boolean> {
    const { dataSource } = this.parts;
    const [one] = (await dataSource.query(
      `select id, name, file_sha256 as sha256, account_group_id as "accountGroupId", site_space as "siteSpace", columns, mode, state from import
       where state in ('waiting', 'running', 'undoing') order by created_at limit 1`,
    )) as ImportAtWork[];
    if (!one) {
      await this.#close();
      return false;
    }
    if (one.state === 'undoing') await inTransaction(dataSource, (db) => takeBack(db, one));
    else {
      const list = await this.#list(one);
      if (list) await inTransaction(dataSource, (db) => doRows(db, one, list));
    }
    return true;
  }

  async #list(one: ImportAtWork): Promise<CustomerList | undefined> {
    if (this.#open?.id === one.id) return this.#open.list;
    await this.#close();
    const file = await readCsv(await this.parts.blobs.get(one.sha256));
    if (file.header.length !== one.columns.length) {
      await this.#fail(
        one.id,
        `The file has ${file.header.length} columns, and ${one.columns.length} were given a meaning.`,
      );
      return undefined;
    }
    if (one.siteSpace === null && one.columns.includes('site')) {
      await this.#fail(
        one.id,
        'It names users by their id on a site, and does not say on which. Import it again.',
      );
      return undefined;
    }
    const list = await CustomerList.open(file, one.columns, one.siteSpace);
    this.#open = { id: one.id, list };
    await this.parts.dataSource.query(
      `update import set state = 'running', rows = $2 where id = $1 and state = 'waiting'`,
      [one.id, list.count],
    );
    return list;
  }

  async #close(): Promise<void> {
    await this.#open?.list.close();
    this.#open = undefined;
  }

  async #fail(id: string, problem: string): Promise<void> {
    await this.parts.dataSource.query(
      `update import set state = 'failed', problem = $2, finished_at = now() where id = $1`,
      [id, problem],
    );
  }
}
