import { escapeIdentifier } from 'pg';
import { BackupError } from '../backup-error.js';
import type { Queryable } from '../../database/queryable.js';
import { migrationTable } from '../snapshot/read-schema.js';

/**
 * Refuses a database that holds anything. What a killed restore left, our tables without a single row, is taken away.
 *
 * @throws {BackupError}
 */
export const requireEmptyDatabase = async (db: Queryable): Promise<void> => {
  const tables: string[] = await tablesOf(db);
  if (tables.length === 0) return;
  const full = tables.includes(migrationTable) ? await firstWithRows(db, tables) : tables[0];
  if (full !== undefined) {
    throw new BackupError(
      `The database is not empty (it has the table "${full}"). Nothing was changed. ` +
        'Restore into a new, empty database; drop this one yourself if nobody needs it.',
    );
  }
  await dropTables(db);
};

/** Takes away all our tables and sequences; extensions stay. */
export const dropTables = async (db: Queryable): Promise<void> => {
  const tables = await tablesOf(db);
  if (tables.length > 0) await db.query(`drop table ${tables.map(escapeIdentifier).join(', ')} cascade`);
  const sequences: { name: string }[] = await db.query(
    `select sequencename as name from pg_sequences where schemaname = 'public'`,
  );
  for (const { name } of sequences) await db.query(`drop sequence ${escapeIdentifier(name)}`);
};

const tablesOf = async (db: Queryable): Promise<string[]> => {
  const rows: { name: string }[] = await db.query(
    `select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.map(({ name }) => name);
};

const firstWithRows = async (db: Queryable, tables: readonly string[]): Promise<string | undefined> => {
  for (const table of tables.filter((name) => name !== migrationTable)) {
    const [row]: { full: boolean }[] = await db.query(
      `select exists (select from ${escapeIdentifier(table)}) as full`,
    );
    if (row?.full) return table;
  }
  return undefined;
};
