import pg from 'pg';
import { createHash, randomBytes } from 'node:crypto';
import { testPostgres } from './test-postgres.js';

export interface FreshDatabase {
  url: string;
  /** Call it in `afterAll`, after closing your own connections. */
  drop(): Promise<void>;
}

export interface FreshDatabaseOptions {
  /** Brings an empty database to the state every test starts from; runs once per `template` and server. */
  migrate(url: string): Promise<void>;
  /** Names that state, such as the name of the newest migration. */
  template: string;
}

/** A database of one test file's own, cloned from a template that is migrated once. */
export async function freshDatabase({ migrate, template }: FreshDatabaseOptions): Promise<FreshDatabase> {
  const { url } = await testPostgres();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    const source = await ensureTemplate(admin, url, { template, migrate });
    const name = `filo_test_${randomBytes(6).toString('hex')}`;
    // Clones of one template at the same time get in each other's way; the lock makes them queue.
    await withLock(admin, source, () => admin.query(`create database ${name} template ${source}`));
    return { url: inDatabase(url, name), drop: () => drop(url, name) };
  } finally {
    await admin.end();
  }
}

async function ensureTemplate(
  admin: pg.Client,
  url: string,
  { template, migrate }: FreshDatabaseOptions,
): Promise<string> {
  const name = `filo_template_${createHash('sha256').update(template).digest('hex').slice(0, 16)}`;
  return withLock(admin, name, async () => {
    const present = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (present.rowCount !== 0) return name;
    const unfinished = `${name}_new`;
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await admin.query(`create database ${unfinished} template template0`);
    await migrate(inDatabase(url, unfinished));
    await admin.query(`alter database ${unfinished} rename to ${name}`);
    return name;
  });
}

async function withLock<Value>(admin: pg.Client, name: string, work: () => Promise<Value>): Promise<Value> {
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
  try {
    return await work();
  } finally {
    await admin.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }
}

async function drop(url: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${name} with (force)`);
  } finally {
    await admin.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
