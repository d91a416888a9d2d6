// One Postgres cluster in a folder of ours.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { dieWithParent, lastWords, startChild, stopChild, waitUntil } from '../processes/child.mjs';
import { freePort } from '../processes/free-port.mjs';
import { endOrphanedSessions } from './orphaned-sessions.mjs';
import { postgresRunner } from './postgres-binaries.mjs';

const run = promisify(execFile);
const superuser = 'filo';

/**
 * For throw-away clusters only: a crash of the machine may tear them. What the planner knows of a table does not change by itself in the
 * middle of a test either.
 */
export const fastAndUnsafe = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  autovacuum: 'off',
};

/**
 * Initialises `folder` when it is empty and says how to run Postgres over it. The superuser's password lies beside the
 * data, readable by the owner alone.
 */
export async function postgresProcess({ folder, port, settings = {} }) {
  const runner = await postgresRunner();
  const password = await initialise(runner, folder);
  const lines = Object.entries({ ...quiet, port, ...settings });
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  const program = join(runner.native, 'bin', 'postgres');
  return {
    name: 'postgres',
    program,
    beforeStart: () => endOrphanedSessions({ folder, program }),
    command: [
      ...dieWithParent('INT'),
      ...runner.prefix,
      ...[program, '-D', folder],
      ...lines.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    options: { ...runner.ids, cwd: folder, env: cleanEnvironment() },
    isReady: () => takesSessions(url),
    // Postgres' fast shutdown: ends open sessions and leaves a clean cluster.
    stopSignal: 'SIGINT',
    url,
    port,
  };
}

/** Starts a cluster that ends with `stop()` or with this process; resolves when it takes connections. */
export async function startPostgres({ folder, port, settings }) {
  const server = await postgresProcess({ folder, port: port ?? (await freePort()), settings });
  await server.beforeStart();
  const child = startChild(server.command, server.options);
  const words = lastWords(child);
  const message = () => `Postgres did not start over ${folder}:\n${words()}`;
  await waitUntil(server.isReady, { child, message });
  const stop = () => stopChild(child, { signal: server.stopSignal, graceMs: 20_000 });
  return { url: server.url, port: server.port, child, stop };
}

const quiet = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  log_checkpoints: 'off',
  timezone: 'UTC',
};

/** Makes the cluster in a sibling folder that is renamed when whole: a kill in between leaves no half cluster. */
async function initialise(runner, folder) {
  const passwordFile = `${folder}.password`;
  if (existsSync(join(folder, 'PG_VERSION'))) {
    refuseOtherMajor(runner, folder);
    return (await readFile(passwordFile, 'utf8')).trim();
  }
  await mkdir(dirname(folder), { recursive: true });
  const password = randomBytes(18).toString('base64url');
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [fresh, passwordFile]) await runner.own(path);
  const [command, ...args] = [
    ...runner.prefix,
    join(runner.native, 'bin', 'initdb'),
    ...['-D', fresh, '-U', superuser, '--encoding=UTF8', '--locale=C.UTF-8'],
    ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
  ];
  try {
    await run(command, args, { ...runner.ids, cwd: dirname(folder), env: cleanEnvironment() });
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    const why = cause.stderr || cause.message;
    throw new Error(`Postgres could not make its data folder ${folder}:\n${why}`, { cause });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return password;
}

function refuseOtherMajor({ version }, folder) {
  const had = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version.split('.')[0] === had) return;
  throw new Error(
    `${folder} was made by Postgres ${had}, and this Filo brings ${version}. Nothing was touched. ` +
      'Start the former Filo, run "npm run backup -- FILE", then restore that file with this one.',
  );
}

/** A knock is not enough: a Postgres that recovers from a kill listens and refuses, and its pid file may be of the killed one. */
async function takesSessions(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** PG* variables of the user's own tools must not reach our server. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8' };
}
