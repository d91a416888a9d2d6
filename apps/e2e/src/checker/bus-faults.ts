import { cp, open, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Filo } from '../filo.js';
import { pause, signal, type Fault } from './faults.js';

const store = (filo: Filo): string => join(filo.dataFolder, 'nats', 'store');

/** A bus that was wiped a moment ago has no store until it has started: it cannot be hit yet, and goes on. */
const stopped = async (filo: Filo): Promise<number | undefined> => {
  const pid = (await filo.pids())['nats-server'];
  if (pid === undefined || !signal(pid, 'SIGSTOP')) return undefined;
  if (await exists(store(filo))) return pid;
  signal(pid, 'SIGCONT');
  return undefined;
};

/** The bus is killed and starts again without anything it ever held. */
export const wipeBus: Fault = {
  name: 'bus wiped',
  run: async ({ filo }) => {
    const pid = await stopped(filo);
    if (pid === undefined) return false;
    await rm(store(filo), { recursive: true, force: true });
    return signal(pid, 'SIGKILL');
  },
};

/** The bus is killed and starts again with what it held `ms` ago. */
export const rollBusBack = (ms: number): Fault => ({
  name: `bus rolled back by ${ms / 1000} s`,
  run: async ({ filo }) => {
    const before = await stopped(filo);
    if (before === undefined) return false;
    const copy = join(filo.dataFolder, 'nats', 'store-before');
    await rm(copy, { recursive: true, force: true });
    await cp(store(filo), copy, { recursive: true });
    signal(before, 'SIGCONT');
    await pause(ms);
    const pid = await stopped(filo);
    if (pid === undefined) return false;
    await rm(store(filo), { recursive: true, force: true });
    await rename(copy, store(filo));
    return signal(pid, 'SIGKILL');
  },
});

/** What a disk does to the bus: it is killed, and the block that holds most of its messages is not what it was when it starts again. */
const damagedBus = (name: string, damage: (file: string, bytes: number) => Promise<void>): Fault => ({
  name,
  run: async ({ filo }) => {
    const pid = await stopped(filo);
    if (pid === undefined) return false;
    const block = await largestBlock(store(filo));
    if (block) await damage(block.file, block.bytes);
    return signal(pid, block ? 'SIGKILL' : 'SIGCONT') && block !== undefined;
  },
});

/** The second half of it is missing, as after a crash of a machine that had said it was written. */
export const truncateBus = damagedBus('bus truncated', (file, bytes) =>
  truncate(file, Math.floor(bytes / 2)),
);

/** One bit in its middle is another. */
export const flipBusBit = damagedBus('one bit of the bus flipped', async (file, bytes) => {
  const handle = await open(file, 'r+');
  try {
    const at = Math.floor(bytes / 2);
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at);
    await handle.write(Buffer.of((buffer[0] ?? 0) ^ 1), 0, 1, at);
  } finally {
    await handle.close();
  }
});

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Blocks of streams alone: of the buckets of keys and accounts none is as large. */
const largestBlock = async (folder: string): Promise<{ file: string; bytes: number } | undefined> => {
  const names = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.blk'));
  const blocks = await Promise.all(
    names.map(async (name) => ({ file: join(folder, name), bytes: (await stat(join(folder, name))).size })),
  );
  return blocks.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes)[0];
};
