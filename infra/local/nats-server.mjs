// Finds a nats-server that is new enough, or fetches one.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { debianToolsPresent, unpackDebianPackage } from './servers/debian-package.mjs';

const run = promisify(execFile);

/** From here on acknowledged messages survive a power cut; see docs/operations.md. */
const wanted = [2, 12, 7];
/** The oldest server that can fsync before it acknowledges; runs marked as degraded. */
const oldest = [2, 10, 27];

const defaultCacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'filo');

/**
 * Finds nats-server: FILO_NATS_SERVER, the PATH, our cache, then Debian's archive (without root).
 * A server older than 2.10.27 is refused; one older than 2.12.7 is taken only when nothing newer can be had,
 * and is marked `degraded`.
 *
 * @param {{cacheDir?: string, log?: (line: string) => void}} [options]
 * @returns {Promise<{path: string, version: string, degraded: boolean}>}
 */
export async function findNatsServer({ cacheDir = defaultCacheFolder(), log = () => {} } = {}) {
  const named = process.env.FILO_NATS_SERVER;
  if (named) {
    const server = await inspect(named);
    if (!server) throw new Error(`FILO_NATS_SERVER=${named} cannot be run. Give the path of a nats-server.`);
    if (server.refused) throw new Error(tooOld(server));
    return server;
  }
  const seen = [];
  for (const path of [...onPath(), join(cacheDir, 'nats-server')]) {
    const server = await inspect(path);
    if (server && !server.refused && !server.degraded) return server;
    if (server) seen.push(server);
  }
  const failures = [];
  if (debianToolsPresent()) {
    for (const suite of ['forky', 'trixie']) {
      const fallback = seen.find((server) => !server.refused);
      if (suite === 'trixie' && fallback) break;
      try {
        log(`Fetching nats-server from Debian ${suite} into ${cacheDir}`);
        return await fetchFromDebian(suite, cacheDir);
      } catch (error) {
        failures.push(error.message);
      }
    }
  }
  const degraded = seen.find((server) => !server.refused);
  if (degraded) return degraded;
  throw new Error(notFound(seen, failures));
}

async function fetchFromDebian(suite, cacheDir) {
  const folder = await unpackDebianPackage({ name: 'nats-server', suite, workFolder: cacheDir });
  try {
    const [path, fresh] = [join(cacheDir, 'nats-server'), join(cacheDir, `nats-server.${process.pid}`)];
    await mkdir(cacheDir, { recursive: true });
    await copyFile(await unpackedBinary(folder), fresh);
    await chmod(fresh, 0o755);
    await rename(fresh, path);
    const server = await inspect(path);
    if (!server || server.refused) throw new Error(`nats-server of Debian ${suite} does not run here`);
    return server;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpackedBinary(folder) {
  for (const place of ['usr/bin', 'usr/sbin']) {
    const path = join(folder, 'unpacked', place, 'nats-server');
    if (isExecutable(path)) return path;
  }
  throw new Error('the Debian package holds no nats-server');
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders, '/usr/sbin', '/usr/local/sbin'].map((folder) => join(folder, 'nats-server'));
}

async function inspect(path) {
  if (!isExecutable(path)) return undefined;
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    return judgeVersion(path, stdout);
  } catch {
    return undefined;
  }
}

/** Reads `nats-server: v2.15.1` and says whether that version is good, degraded or refused. */
export function judgeVersion(path, printed) {
  const match = /v?(\d+)\.(\d+)\.(\d+)/.exec(printed);
  if (!match) return undefined;
  const parts = match.slice(1, 4).map(Number);
  return {
    path,
    version: parts.join('.'),
    degraded: isBefore(parts, wanted),
    ...(isBefore(parts, oldest) ? { refused: true } : {}),
  };
}

function isBefore(version, limit) {
  for (let part = 0; part < limit.length; part += 1) {
    if (version[part] !== limit[part]) return version[part] < limit[part];
  }
  return false;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const tooOld = ({ path, version }) =>
  `${path} is nats-server ${version}; Filo needs ${oldest.join('.')} or newer (better ${wanted.join('.')}).`;

function notFound(seen, failures) {
  return [
    'Filo needs nats-server 2.12.7 or newer and could not find or fetch one.',
    ...seen.map(tooOld),
    ...failures,
    'Do one of these and start again; your data is untouched:',
    '  macOS: brew install nats-server',
    "  any system: put the program of a NATS release (the nats-server project's releases page) on the PATH,",
    '    or name it with FILO_NATS_SERVER=/path/to/nats-server',
    '  with containers: docker compose up -d nats, then NATS_URL=nats://127.0.0.1:4222 npm start',
  ].join('\n');
}
