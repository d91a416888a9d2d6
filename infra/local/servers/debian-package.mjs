// Fetches one Debian package without root and without touching the machine's own apt state.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const archiveKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Downloads `name` from a Debian suite and unpacks it into a new folder below `workFolder`.
 * Answers the folder. Throws with apt's own words when the suite or the network cannot be had.
 */
export async function unpackDebianPackage({ name, suite, workFolder }) {
  await mkdir(workFolder, { recursive: true });
  const folder = await mkdtemp(join(workFolder, `${suite}-`));
  try {
    const mirror = await ownMirror(folder);
    await writeFile(
      join(folder, 'sources.list'),
      `deb [signed-by=${archiveKeyring}] ${mirror} ${suite} main\n`,
    );
    const options = await privateAptOptions(folder);
    await run('apt-get', [...options, '-qq', 'update'], { timeout: 120_000 });
    await run('apt-get', [...options, '-qq', 'download', name], { cwd: folder, timeout: 180_000 });
    const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
    if (!archive) throw new Error(`apt-get download left no file for ${name}`);
    await run('dpkg', ['-x', archive, join(folder, 'unpacked')], { cwd: folder });
    return folder;
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`Debian ${suite} did not give ${name}: ${lastLine(cause)}`, { cause });
  }
}

export function debianToolsPresent() {
  return existsSync(archiveKeyring) && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg');
}

/** The mirror this machine uses itself. An empty lists folder makes apt print it on bare containers too. */
async function ownMirror(folder) {
  const emptyLists = join(folder, 'no-lists');
  await mkdir(join(emptyLists, 'partial'), { recursive: true });
  const { stdout } = await run('apt-get', [`-oDir::State::Lists=${emptyLists}`, 'update', '--print-uris']);
  const mirror = mirrorFromUris(stdout);
  if (!mirror) throw new Error("this machine's apt names no Debian mirror");
  return mirror;
}

/** Picks the main archive out of `apt-get update --print-uris`. */
export function mirrorFromUris(printed) {
  const mirrors = [...printed.matchAll(/^'([^']+?)\/dists\/([^/']+)\//gm)];
  const main = mirrors.find(([, uri, suite]) => /\/debian$/.test(uri) && !/security|updates/.test(suite));
  return (main ?? mirrors.find(([, uri]) => !uri.includes('security')))?.[1];
}

async function privateAptOptions(folder) {
  const lists = join(folder, 'lists');
  const cache = join(folder, 'cache');
  await mkdir(join(lists, 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  return [
    `-oDir::State::Lists=${lists}`,
    `-oDir::Cache=${cache}`,
    `-oDir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    '-oDir::Etc::sourceparts=/dev/null',
    '-oAPT::Sandbox::User=',
    '-oAcquire::Languages=none',
    // Without it a failed update looks like success, and the package merely unknown.
    '-oAPT::Update::Error-Mode=any',
    '-oAcquire::Retries=2',
  ];
}

function lastLine(error) {
  const lines = String(error.stderr || error.message)
    .trim()
    .split('\n');
  return lines.at(-1);
}
