import { ConfigError } from '@filo/service';
import { loadCoreConfig, type CoreSettings } from './config.js';
import { createDataSource } from './database/data-source.js';
import { isConnectionLost } from './database/database-errors.js';
import { runMigrations } from './database/run-migrations.js';
import { seedFirstStart } from './setup/seed-first-start.js';

/** Brings the database up to date and makes what an installation begins with; prints one line of JSON. */
const migrate = async (settings: CoreSettings): Promise<void> => {
  const dataSource = await createDataSource(settings.DATABASE_URL, { poolMax: 3 }).initialize();
  try {
    const migrations = await runMigrations(dataSource);
    const { setupToken } = await seedFirstStart(dataSource, settings);
    process.stdout.write(
      `${JSON.stringify({ migrations, ...(setupToken !== undefined && { setupToken }) })}\n`,
    );
  } finally {
    await dataSource.destroy();
  }
};

/** A sentence for what the person who starts us can mend; anything else keeps its stack. */
const complaintOf = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isConnectionLost(error))
    return `The database that DATABASE_URL names cannot be reached (${error.message}). Nothing was changed. Start it, or correct the address.`;
  return error.stack ?? error.message;
};

try {
  await migrate(loadCoreConfig());
} catch (error) {
  process.stderr.write(`${complaintOf(error)}\n`);
  process.exitCode = 1;
}
