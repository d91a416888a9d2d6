import type { Queryable } from '../../database/queryable.js';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackupError } from '../backup-error.js';
import { copyList } from '../snapshot/copy-list.js';
import type { Ending, Manifest } from '../archive/members.js';

interface Constraint {
  table: string;
  name: string;
  definition: string;
}

/**
 * Fills the tables of a migrated database in the caller's transaction. Foreign keys are laid aside while rows come in the
 * order of table names, and are made again over all rows at the end, which checks each of them.
 */
export class LoadTables {
  #foreignKeys: Constraint[] = [];
  readonly #rows: Record<string, number> = {};

  constructor(
    private readonly client: Client,
    private readonly db: Queryable,
    private readonly tables: Manifest['tables'],
  ) {}

  async begin(): Promise<void> {
    this.#foreignKeys = await this.db.query(
      `select r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
       where n.nspname = 'public' and c.contype = 'f'`,
    );
    for (const { table, name } of this.#foreignKeys)
      await this.db.query(`alter table ${escapeIdentifier(table)} drop constraint ${escapeIdentifier(name)}`);
    // What a migration put there comes from the backup.
    const names = this.tables.map(({ name }) => escapeIdentifier(name));
    await this.db.query(`truncate ${names.join(', ')}`);
  }

  async load(table: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const known = this.tables.find(({ name }) => name === table);
    if (!known) throw new BackupError(`The backup holds a table "${table}" that its own list lacks.`);
    const copy = this.client.query(copyFrom(`copy ${copyList(table, known.columns)} from stdin`));
    await pipeline(Readable.from(content), copy);
    this.#rows[table] = copy.rowCount;
  }

  /** @throws {BackupError} when there are fewer or more rows than were backed up */
  async finish({ rows, sequences }: Ending): Promise<void> {
    for (const [table, count] of Object.entries(rows)) {
      if (this.#rows[table] !== count)
        throw new BackupError(
          `The backup should hold ${count} rows of "${table}", but ${this.#rows[table] ?? 0} came.`,
        );
    }
    for (const { table, name, definition } of this.#foreignKeys)
      await this.db.query(
        `alter table ${escapeIdentifier(table)} add constraint ${escapeIdentifier(name)} ${definition}`,
      );
    for (const [name, last] of Object.entries(sequences))
      await this.db.query('select setval($1::regclass, $2)', [
        escapeIdentifier(name),
        String(BigInt(last) + neverGivenAgain),
      ]);
  }
}

/** A number given out after the backup was made, as to an open browser tab, must not name something else now. */
const neverGivenAgain = 1_000_000n;
