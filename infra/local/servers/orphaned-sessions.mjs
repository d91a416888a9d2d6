// What a killed postmaster leaves behind: sessions that do not notice its death hold the memory without which no other may start.
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, stillRuns } from '../processes/identity.mjs';

/**
 * Ends the sessions of a dead postmaster over `folder`, as systemd or a container does with the group of a main process that
 * died; Postgres recovers from its log as after any crash. Answers how many there were. Touches only processes that run `program`
 * in that very folder, and none while the postmaster lives. Does nothing where there is no /proc.
 */
export async function endOrphanedSessions({ folder, program, graceMs = 1_000 }) {
  if (process.platform !== 'linux') return 0;
  const written = postmasterOf(folder);
  const left = processesOf({ folder, program });
  if (written === undefined || left.some(({ pid }) => pid === written)) return 0;
  for (const one of left) signal(one, 'SIGQUIT');
  const deadline = Date.now() + graceMs;
  while (left.some(stillRuns) && Date.now() < deadline) await pause();
  for (const one of left.filter(stillRuns)) signal(one, 'SIGKILL');
  const hardDeadline = Date.now() + 10 * graceMs;
  while (left.some(stillRuns) && Date.now() < hardDeadline) await pause();
  return left.length;
}

/** The number a postmaster wrote down; `undefined` where it ended in order. */
function postmasterOf(folder) {
  try {
    return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

function processesOf({ folder, program }) {
  const [at, exe] = [realpathSync(folder), realpathSync(program)];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => linkOf(pid, 'cwd') === at && linkOf(pid, 'exe') === exe)
    .map((pid) => ({ pid: Number(pid), identity: identityOf(Number(pid)) }));
}

/** Empty for those of others, and for those that are gone by now. */
function linkOf(pid, name) {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return '';
  }
}

function signal(one, name) {
  try {
    if (stillRuns(one)) process.kill(one.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
