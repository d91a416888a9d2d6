import type { Queryable } from '../../database/queryable.js';
import type { Manifest } from '../archive/members.js';

/** The migrations write this table themselves. */
export const migrationTable = 'migration';

/** Our tables with the columns that hold data; the others are computed from these. */
export const readTables = async (db: Queryable): Promise<Manifest['tables']> =>
  db.query(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> $1
     group by c.relname order by c.relname`,
    [migrationTable],
  );

/** Names of the migrations that this database has seen, oldest first. */
export const readMigrations = async (db: Queryable): Promise<string[]> => {
  const rows: { name: string }[] = await db.query(
    `select name from ${migrationTable} order by timestamp, id`,
  );
  return rows.map(({ name }) => name);
};

/** The last number that each sequence gave out. Sequences know no snapshot: these may be newer than the rows. */
export const readSequences = async (db: Queryable): Promise<Record<string, string>> => {
  const rows: { name: string; last: string }[] = await db.query(
    `select sequencename as name, coalesce(last_value, start_value)::text as last from pg_sequences
     where schemaname = 'public' and sequencename <> $1`,
    [`${migrationTable}_id_seq`],
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
};
