import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Ids of the processes that serve the IMAP sessions of this Dovecot. */
export async function sessionsOf(dovecotPid: number | undefined): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,comm=']);
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, name] = line.trim().split(/\s+/);
    return name === 'imap' && Number(parent) === dovecotPid ? [Number(pid)] : [];
  });
}

export function killEach(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
