// Tells a process from a later one that got the same number.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A text that is the same as long as this very process lives: boot and start time. `undefined` when there is no such
 * process.
 */
export function identityOf(pid) {
  if (process.platform === 'linux') return identityFromProc(pid);
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

export const stillRuns = ({ pid, identity }) => identity !== undefined && identityOf(pid) === identity;

/** Who started it, or who took it over when that one died; `undefined` when there is no such process. */
export function parentOf(pid) {
  try {
    if (process.platform === 'linux') return Number(fieldsOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]);
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return undefined;
  }
}

function identityFromProc(pid) {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return identityFromStat(boot, readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

export function identityFromStat(boot, stat) {
  const fields = fieldsOf(stat);
  const [state, started] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : `${boot}/${started}`;
}

/** The program's name stands in brackets and may hold blanks and brackets itself, so count from the last one. */
const fieldsOf = (stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
