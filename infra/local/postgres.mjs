// One Postgres cluster in a folder of ours.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dieWithParent, lastWords, startChild, stopChild, waitUntil } from './child.mjs';
import { freePort } from './free-port.mjs';
import { postgresRunner } from './postgres-binaries.mjs';

const run = promisify(execFile);
export const superuser = 'filo';

/** For throw-away clusters only: an operating system crash may tear them. */
export const fastAndUnsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts Postgres over `folder`, which is initialised when empty, and resolves when it takes connections.
 * The password lies beside the data, readable by the owner alone.
 *
 * @param {{folder: string, port?: number, settings?: Record<string, string|number>, onLine?: (text: string) => void}} options
 * @returns {Promise<{url: string, port: number, child: import('node:child_process').ChildProcess, stop: () => Promise<void>}>}
 */
export async function startPostgres({ folder, port, settings = {}, onLine }) {
  const runner = await postgresRunner();
  const password = await initialise(runner, folder);
  const chosen = port ?? (await freePort());
  const lines = Object.entries({ ...quiet, port: chosen, ...settings });
  const child = startChild(
    [
      ...dieWithParent('INT'),
      ...runner.prefix,
      join(runner.native, 'bin', 'postgres'),
      '-D',
      folder,
      ...lines.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...runner.ids, cwd: folder, env: cleanEnvironment() },
  );
  const words = lastWords(child);
  if (onLine)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => onLine(String(text)));
  await waitUntil(() => isReady(folder, chosen), {
    child,
    message: () => `Postgres did not start over ${folder}:\n${words()}`,
  });
  // SIGINT is Postgres' fast shutdown: it ends open sessions and leaves a clean cluster.
  const stop = () => stopChild(child, { signal: 'SIGINT', graceMs: 20_000 });
  return {
    url: `postgres://${superuser}:${password}@127.0.0.1:${chosen}/postgres`,
    port: chosen,
    child,
    stop,
  };
}

const quiet = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  log_checkpoints: 'off',
  timezone: 'UTC',
};

/** Makes the cluster once, in a sibling folder that is renamed when whole: a kill in between leaves no half cluster. */
async function initialise(runner, folder) {
  const passwordFile = `${folder}.password`;
  if (existsSync(join(folder, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim();
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
    throw new Error(`Postgres could not make its data folder ${folder}:\n${cause.stderr || cause.message}`, {
      cause,
    });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return password;
}

async function isReady(folder, port) {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[3]) === port && lines[7]?.trim() === 'ready';
}

/** PG* variables of the user's own tools must not reach our server. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8' };
}
