// Real servers for tests: `node infra/local/test-servers.mjs` starts one Postgres and one nats-server on free
// ports over a temp folder, prints their addresses as NAME=value lines, then `ready`, and ends both on
// SIGTERM, SIGINT, the end of a piped stdin or the death of its parent.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNatsServer } from './nats-server.mjs';
import { startNats } from './servers/nats.mjs';
import { fastAndUnsafe, startPostgres } from './servers/postgres.mjs';
import { identityOf } from './processes/identity.mjs';
import { untilToldToStop } from './processes/until-told.mjs';

export { findNatsServer, startNats, startPostgres };

/** Starts both; `env` names them the way the tests look for them. */
export async function startTestServers({ log } = {}) {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `filo-test-${process.pid}-`));
  const started = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const keep = (server) => (started.push(server), server);
  try {
    const found = await findNatsServer({ log });
    const settled = await Promise.allSettled([
      startNats({ binary: found.path, folder: join(folder, 'nats') }).then(keep),
      startPostgres({
        folder: join(folder, 'postgres'),
        settings: { ...fastAndUnsafe, max_connections: 300, shared_buffers: '128MB' },
      }).then(keep),
    ]);
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const [nats, postgres] = settled.map(({ value }) => value);
    const env = {
      FILO_TEST_NATS_URL: nats.url,
      FILO_TEST_NATS_MONITOR: nats.monitorUrl,
      FILO_TEST_DATABASE_URL: postgres.url,
      FILO_NATS_SERVER: found.path,
    };
    return { env, stop, children: [nats.child, postgres.child] };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Removes what starters that were killed left in the temp folder. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^filo-test-(\d+)-/.exec(name)?.[1]);
    if (pid && identityOf(pid) === undefined)
      await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

async function main() {
  const told = untilToldToStop({ watchStdin: true });
  const servers = await startTestServers({ log: (line) => console.error(line) });
  for (const [name, value] of Object.entries(servers.env)) console.log(`${name}=${value}`);
  console.log('ready');
  await told;
  await servers.stop();
  process.exit(0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
