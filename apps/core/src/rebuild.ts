import { loadCoreConfig } from './config.js';
import { createDataSource } from './database/data-source.js';
import { RebuildProjections } from './rebuild/rebuild-projections.js';

/** Computes all projections anew; prints one line of JSON. Safe while everything runs, and safe to repeat. */
const settings = loadCoreConfig();
const dataSource = await createDataSource(settings.DATABASE_URL, { poolMax: 3 }).initialize();
try {
  const persons = await new RebuildProjections(dataSource).run();
  process.stdout.write(`${JSON.stringify({ persons })}\n`);
} finally {
  await dataSource.destroy();
}
