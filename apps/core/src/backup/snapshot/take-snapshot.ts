import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Queryable } from '../../database/queryable.js';
import type { ArchiveWriter } from '../archive/write-archive.js';
import { manifestName, tableName, type Ending } from '../archive/members.js';
import { BackupError } from '../backup-error.js';
import { copyList } from './copy-list.js';
import { readMigrations, readSequences, readTables } from './read-schema.js';
import { referencedBlobs } from './referenced-blobs.js';

export interface Snapshot extends Pick<Ending, 'rows' | 'sequences'> {
  /** The blobs that its rows name; they are all stored already, for core stores a blob before the row that names it. */
  blobs: string[];
}

/**
 * Writes every table as it is at one instant into the archive, while others write on: one transaction that sees nothing of
 * what is committed after its first statement, and locks nobody out.
 */
export const takeSnapshot = async (
  databaseUrl: string,
  archive: ArchiveWriter,
  progress: (table: string) => Promise<void> | void,
): Promise<Snapshot> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'filo-backup',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  const db: Queryable = { query: async (sql, params) => (await client.query(sql, params)).rows };
  try {
    await db.query('begin isolation level repeatable read read only');
    // A slow disk behind the archive must not end the transaction, nor a habit of the server change how values are written.
    await db.query(`set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0;
      set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'`);
    const tables = await readTables(db);
    if (tables.length === 0) throw new BackupError(nothingThere);
    const migrations = await readMigrations(db);
    await archive.addJson(manifestName, {
      format: 1,
      madeAt: new Date().toISOString(),
      migrations,
      tables,
    });
    const rows: Record<string, number> = {};
    for (const { name, columns } of tables) {
      const copy = client.query(copyTo(`copy ${copyList(name, columns)} to stdout`));
      await archive.add(tableName(name), copy);
      rows[name] = copy.rowCount;
      await progress(name);
    }
    const snapshot = { rows, sequences: await readSequences(db), blobs: await referencedBlobs(db) };
    await db.query('commit');
    return snapshot;
  } finally {
    await client.end();
  }
};

const nothingThere =
  'The database holds no Filo: it has no tables. Nothing was written. Is DATABASE_URL the right one?';
