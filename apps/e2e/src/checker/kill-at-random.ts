import type { Filo } from '../filo.js';

export interface KillRecord {
  part: string;
  pid: number;
  at: number;
}

/**
 * Kills one random part after another with SIGKILL: services, NATS and Postgres alike. A part that is just being restarted
 * is left alone until it is back. Ends after `kills` or when the signal aborts.
 */
export const killAtRandom = async (
  filo: Filo,
  options: {
    kills: number;
    everyMs: number;
    random: () => number;
    parts: readonly string[];
    signal: AbortSignal;
  },
): Promise<KillRecord[]> => {
  const records: KillRecord[] = [];
  while (records.length < options.kills && !options.signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, options.everyMs * (0.5 + options.random())));
    const pids = await filo.pids();
    const part = options.parts[Math.floor(options.random() * options.parts.length)] as string;
    const pid = pids[part];
    if (pid && kill(pid)) records.push({ part, pid, at: Date.now() });
  }
  return records;
};

const kill = (pid: number): boolean => {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
};
