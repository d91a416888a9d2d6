import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { identityOf, parentOf, stillRuns } from './identity.mjs';

/**
 * Takes a lock that a crash cannot leave behind: the file names its process by id and start time, and one whose process
 * is gone is free. Answers a function that lets go, or `{ holder }` with the process id that has it.
 *
 * @returns {{release: () => void} | {holder: number}}
 */
export function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  const me = { pid: process.pid, identity: identityOf(process.pid), parent: process.ppid };
  writeFileSync(own, JSON.stringify(me));
  try {
    for (;;) {
      if (linked(own, path)) return { release: () => releaseIfMine(path) };
      const holder = readLock(path);
      if (holder && stillRuns(holder)) return { holder: holder.pid };
      setAside(path, own, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Whether the process that has the lock has lost the one that started it, and so may be about to end. */
export function holderIsOrphan(path) {
  const holder = readLock(path);
  return holder !== undefined && stillRuns(holder) && parentOf(holder.pid) !== holder.parent;
}

/** A link is made whole or not at all, so nobody ever reads half a lock. */
function linked(own, path) {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Moves a dead lock away; when another was quicker and it is alive after all, puts it back. */
function setAside(path, own, judged) {
  const aside = `${own}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const moved = readLock(aside);
  if (moved?.pid !== judged?.pid || moved?.identity !== judged?.identity) linked(aside, path);
  rmSync(aside, { force: true });
}

function releaseIfMine(path) {
  if (readLock(path)?.pid === process.pid) rmSync(path, { force: true });
}
