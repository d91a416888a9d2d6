import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Filo } from '../filo.js';

/** What is done to a running Filo; resolves with what was hit, or undefined when there was nothing to hit. */
export type Fault = (filo: Filo, random: () => number) => Promise<string | undefined>;

const services = ['core-worker', 'core-worker-2', 'core-api', 'connector-email', 'connector-webform'];
export const parts = [...services, 'nats-server', 'postgres'] as const;

const pick = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** False when the process is gone already, as one that is just being started again. */
const signal = (pid: number | undefined, name: NodeJS.Signals): boolean => {
  try {
    return pid !== undefined && process.kill(pid, name);
  } catch {
    return false;
  }
};

/** kill -9 of one part. */
export const killOf =
  (among: readonly string[]): Fault =>
  async (filo, random) => {
    const part = pick(among, random);
    return signal((await filo.pids())[part], 'SIGKILL') ? part : undefined;
  };

/** kill -9 of two parts in the same moment. */
export const doubleKill: Fault = async (filo, random) => {
  const first = pick(parts, random);
  const second = pick(
    parts.filter((part) => part !== first),
    random,
  );
  const pids = await filo.pids();
  const hit = [first, second].filter((part) => signal(pids[part], 'SIGKILL'));
  return hit.length > 0 ? hit.join(' and ') : undefined;
};

/** One part hangs, then goes on as if nothing had been: its leases, questions and deliveries are old by then. */
export const freeze =
  (part: string, ms: number): Fault =>
  async (filo) => {
    const pid = (await filo.pids())[part];
    if (!signal(pid, 'SIGSTOP')) return undefined;
    await pause(ms);
    signal(pid, 'SIGCONT');
    return `${part} frozen for ${ms / 1000} s`;
  };

/** kill -9 of what started everything, and a new start at once over the same data. */
export const killLauncher: Fault = async (filo) => {
  await filo.kill();
  await filo.startAgain();
  return 'launcher';
};

const store = (filo: Filo): string => join(filo.dataFolder, 'nats', 'store');

/** The bus is killed and starts again without anything it ever held. */
export const wipeBus: Fault = async (filo) => {
  const pid = (await filo.pids())['nats-server'];
  if (!signal(pid, 'SIGSTOP')) return undefined;
  await rm(store(filo), { recursive: true, force: true });
  signal(pid, 'SIGKILL');
  return 'bus wiped';
};

/** The bus is killed and starts again with what it held `ms` ago. */
export const rollBusBack =
  (ms: number): Fault =>
  async (filo) => {
    const before = (await filo.pids())['nats-server'];
    if (!signal(before, 'SIGSTOP')) return undefined;
    const copy = join(filo.dataFolder, 'nats', 'store-before');
    await rm(copy, { recursive: true, force: true });
    await cp(store(filo), copy, { recursive: true });
    signal(before, 'SIGCONT');
    await pause(ms);
    const pid = (await filo.pids())['nats-server'];
    if (!signal(pid, 'SIGSTOP')) return undefined;
    await rm(store(filo), { recursive: true, force: true });
    await rename(copy, store(filo));
    signal(pid, 'SIGKILL');
    return `bus rolled back by ${ms / 1000} s`;
  };
