import { ConfigError } from '@filo/service';
import { loadRebuildConfig } from './config.js';
import { createDataSource } from './database/data-source.js';
import { RebuildSeverity } from './rebuild/rebuild-severity.js';
import { FollowStorms } from './severity/follow-storms.js';
import { severityWordsOf } from './severity/severity-words-of.js';
import { RebuildProjections } from './rebuild/rebuild-projections.js';

/**
 * Computes all projections anew and prints one line of JSON. Safe while everything runs, safe to repeat, and safe to stop:
 * it goes person by person, and what was rebuilt stays.
 */
const run = async (): Promise<number> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const { DATABASE_URL, FILO_SEVERITY_WORDS: own } = loadRebuildConfig();
  const dataSource = createDataSource(DATABASE_URL, { poolMax: 3 });
  await dataSource.initialize();
  try {
    const persons = await new RebuildProjections(dataSource).run(stop.signal);
    const posts = await new RebuildSeverity(dataSource, severityWordsOf(own)).run(stop.signal);
    await new FollowStorms(dataSource).once(stop.signal);
    process.stdout.write(`${JSON.stringify({ persons, posts })}\n`);
    return stop.signal.aborted ? 130 : 0;
  } finally {
    await dataSource.destroy();
  }
};

process.exitCode = await run().catch((error: unknown) => {
  const { message } = error as Error;
  const said = error instanceof ConfigError ? message : `It failed, and what was rebuilt stays: ${message}`;
  process.stderr.write(`${said}\n`);
  return 1;
});
