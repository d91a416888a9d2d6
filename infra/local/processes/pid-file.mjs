// Which children run, written down so that the next start can end what a killed launcher left.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, stillRuns } from './identity.mjs';

/** `pids.json` (`{name: pid}`) for people and tests; `children.json` with start times for {@link endLeftovers}. */
export class PidFile {
  #folder;
  #children = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  add(name, pid) {
    this.#children.set(name, { name, pid, identity: identityOf(pid) });
    this.#write();
  }

  remove(name) {
    if (this.#children.delete(name)) this.#write();
  }

  #write() {
    const children = [...this.#children.values()];
    const pids = Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
    try {
      writeWhole(join(this.#folder, 'children.json'), children);
      writeWhole(join(this.#folder, 'pids.json'), pids);
    } catch {
      // A full disk must not end the launcher: these files only help the start after a kill -9.
    }
  }
}

/** Ends children of a launcher that is gone, and answers their names. Only safe behind the lock of the folder. */
export async function endLeftovers(folder, { graceMs = 4_000 } = {}) {
  const left = readChildren(folder).filter(stillRuns);
  for (const child of left) signal(child, child.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (left.some(stillRuns) && Date.now() < deadline) await pause();
  for (const child of left.filter(stillRuns))
    signal(child, child.name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
  const hardDeadline = Date.now() + graceMs;
  while (left.some(stillRuns)) {
    if (Date.now() > hardDeadline) for (const child of left.filter(stillRuns)) signal(child, 'SIGKILL');
    await pause();
  }
  return left.map(({ name }) => name);
}

function readChildren(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'children.json'), 'utf8'));
  } catch {
    return [];
  }
}

function writeWhole(path, value) {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

function signal({ pid }, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
