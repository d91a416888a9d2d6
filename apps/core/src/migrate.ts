import { loadCoreConfig } from './config.js';
import { createDataSource } from './database/data-source.js';
import { runMigrations } from './database/run-migrations.js';
import { seedFirstStart } from './setup/seed-first-start.js';

/** Brings the database up to date and makes what an installation begins with; prints one line of JSON. */
const settings = loadCoreConfig();
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
