import { isRoleAddress } from '../../matching/keys/role-address.js';
import type { CsvRow } from '../csv/csv-rows.js';
import type { CsvFile } from '../csv/read-csv.js';
import { nameOf, readRow, type ImportedRow, type RowIdentity } from './read-row.js';
import { SharedByRows } from './shared-by-rows.js';

/**
 * A row as an import works on it. `own` are the addresses that the list gives to no other customer; of these, `joinable` are
 * one human's as far as their names say.
 */
export type PreparedRow =
  { line: number; fault: string } | { row: ImportedRow; own: RowIdentity[]; joinable: RowIdentity[] };

/**
 * A list in the hands of an import: read once for what its rows say of each other, then batch by batch. It is never held as a
 * whole: a list of the largest size would take what the worker needs for mail.
 */
export class CustomerList {
  #reading: { at: number; rows: AsyncGenerator<CsvRow, void> } | undefined;
  #taken: { from: number; rows: PreparedRow[] } | undefined;

  private constructor(
    private readonly file: CsvFile,
    private readonly columns: readonly string[],
    private readonly siteSpace: string | null,
    /** Rows of the file, without the header. */
    readonly count: number,
    private readonly shared: ReadonlySet<string>,
  ) {}

  static async open(
    file: CsvFile,
    columns: readonly string[],
    siteSpace: string | null = null,
  ): Promise<CustomerList> {
    const shared = new SharedByRows();
    let count = 0;
    for await (const row of file.rows()) {
      count += 1;
      const read = readRow(row, columns, siteSpace);
      if ('row' in read) shared.add(read.row);
    }
    return new CustomerList(file, columns, siteSpace, count, shared.names);
  }

  /** Row `from` and those that follow, `max` at most. Asked for in order, and again, each row is read once. */
  async take(from: number, max: number): Promise<readonly PreparedRow[]> {
    if (this.#taken?.from === from) return this.#taken.rows;
    if (!this.#reading || this.#reading.at > from) {
      await this.close();
      this.#reading = { at: 0, rows: this.file.rows() };
    }
    const reading = this.#reading;
    const rows: PreparedRow[] = [];
    while (rows.length < max) {
      const next = await reading.rows.next();
      if (next.done) break;
      if (reading.at++ >= from) rows.push(this.#prepare(next.value));
    }
    this.#taken = { from, rows };
    return rows;
  }

  async close(): Promise<void> {
    await this.#reading?.rows.return();
    this.#reading = undefined;
  }

  #prepare(csv: CsvRow): PreparedRow {
    const read = readRow(csv, this.columns, this.siteSpace);
    if ('fault' in read) return read;
    const own = read.row.identities.filter((identity) => !this.shared.has(nameOf(identity)));
    const joinable = own.filter(({ kind, key }) => kind !== 'mail' || !isRoleAddress(key));
    return { row: read.row, own, joinable };
  }
}
