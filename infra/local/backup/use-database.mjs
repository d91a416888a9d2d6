// Finds the database of an installation, running or stopped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDatabase } from '../installation/database.mjs';
import { FolderInUse, openDataFolder } from '../installation/data-folder.mjs';
import { keptPorts } from '../installation/ports.mjs';
import { waitUntil } from '../processes/child.mjs';
import { answers } from '../processes/free-port.mjs';
import { endLeftovers } from '../processes/pid-file.mjs';
import { startPostgres } from '../servers/postgres.mjs';

/**
 * Runs `work` with the URL of Filo's database: the one that is named, that of the running installation, or our own Postgres
 * started for the time of `work`.
 */
export async function useDatabase({ settings, say }, work) {
  const { databaseUrl, dataFolder } = settings;
  if (databaseUrl) return work(databaseUrl);
  if (!existsSync(join(dataFolder, 'postgres', 'PG_VERSION'))) {
    throw new Error(
      `There is no Filo in ${dataFolder}. Nothing was done. Name another folder with FILO_DATA.`,
    );
  }
  const release = takeFolder(dataFolder);
  if (!release) {
    say('Filo is running; it goes on while this is made');
    return work(await runningDatabase(dataFolder));
  }
  try {
    say('Filo is stopped; starting its Postgres meanwhile');
    await endLeftovers(dataFolder);
    return await ownPostgres(join(dataFolder, 'postgres'), work);
  } finally {
    release();
  }
}

/** Starts Postgres over `folder`, and ends it after `work`, however that ends. */
export async function ownPostgres(folder, work) {
  const server = await startPostgres({ folder });
  try {
    return await work(await ensureDatabase(server.url));
  } finally {
    await server.stop();
  }
}

function takeFolder(dataFolder) {
  try {
    return openDataFolder(dataFolder);
  } catch (error) {
    if (error instanceof FolderInUse) return undefined;
    throw error;
  }
}

/** A launcher holds the folder. It may have just begun, so its Postgres gets a moment. */
async function runningDatabase(dataFolder) {
  const port = await waitUntil(
    async () => {
      const found = keptPorts(dataFolder).postgres;
      return found && (await answers(found)) ? found : undefined;
    },
    {
      timeoutMs: 60_000,
      message: () => `Filo runs over ${dataFolder}, but its Postgres does not answer. Nothing was done.`,
    },
  );
  const password = readFileSync(join(dataFolder, 'postgres.password'), 'utf8').trim();
  return `postgres://filo:${password}@127.0.0.1:${port}/filo`;
}
