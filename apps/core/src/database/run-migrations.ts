import type { DataSource } from 'typeorm';

/** Any number will do as long as nobody else takes it. */
const migrationLock = 4_600_001;

/** Runs what is missing, one migrator at a time; resolves with the names of what was run. */
export const runMigrations = async (dataSource: DataSource): Promise<string[]> => {
  const runner = dataSource.createQueryRunner();
  await runner.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    await runner.release();
  }
};
