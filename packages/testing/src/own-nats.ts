import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { testServers } from './test-servers.js';

export interface NatsPlace {
  port: number;
  monitorPort: number;
  storeDir: string;
}

export interface OwnNats extends NatsPlace {
  servers: string;
  monitorUrl: string;
  /** SIGKILL: what the server did not fsync is what a crash may lose. */
  kill(): Promise<void>;
  /** Starts it again on the same port and store. */
  start(): Promise<void>;
  /** Removes its store, as if the disk were new; end it first. */
  wipe(): Promise<void>;
  /** Ends it and removes its store; call it in `afterAll`. */
  remove(): Promise<void>;
}

/** A nats-server of one test file's own, to be killed, restarted or given a configuration. */
export async function ownNats(config: (place: NatsPlace) => string = openConfig): Promise<OwnNats> {
  const binary = (await testServers()).natsServer ?? 'nats-server';
  const folder = await mkdtemp(join(tmpdir(), 'filo-own-nats-'));
  const place = { port: await freePort(), monitorPort: await freePort(), storeDir: join(folder, 'store') };
  const file = join(folder, 'nats.conf');
  await writeFile(file, config(place), { mode: 0o600 });
  const monitorUrl = `http://127.0.0.1:${place.monitorPort}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(binary, ['-c', file], { stdio: 'ignore' });
    await eventually(async () => (await fetch(`${monitorUrl}/healthz`)).ok, { timeoutMs: 15_000 });
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await gone;
  };
  await start();
  return {
    ...place,
    servers: `nats://127.0.0.1:${place.port}`,
    monitorUrl,
    start,
    kill: () => end('SIGKILL'),
    wipe: () => rm(place.storeDir, { recursive: true, force: true }),
    remove: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const openConfig = ({ port, monitorPort, storeDir }: NatsPlace): string =>
  [
    `listen: 127.0.0.1:${port}`,
    `http: 127.0.0.1:${monitorPort}`,
    `jetstream { store_dir: ${JSON.stringify(storeDir)}, sync_interval: always }`,
    '',
  ].join('\n');
