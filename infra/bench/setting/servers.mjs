// Postgres and NATS as production runs them: fsync on in both, JetStream syncs before each ack.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer, startNats, startPostgres } from '../../local/test-servers.mjs';

export async function startServers() {
  const folder = await mkdtemp(join(tmpdir(), 'filo-bench-'));
  const found = await findNatsServer({ log: (line) => console.error(line) });
  const nats = await startNats({ binary: found.path, folder: join(folder, 'nats') });
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  const stop = async () => {
    await Promise.all([nats.stop(), postgres.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  return {
    folder,
    natsVersion: found.version,
    natsUrl: nats.url,
    monitorUrl: nats.monitorUrl,
    databaseUrl: postgres.url,
    stop,
  };
}
