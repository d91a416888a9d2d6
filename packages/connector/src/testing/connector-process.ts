import type { BusOptions } from '@filo/bus';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { connectorSecret } from './start-connector.js';

type Child = ChildProcessByStdio<null, Readable, Readable>;

const fromSource = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register'];

interface ConnectorRun {
  /** `src/main.ts` of the connector. */
  main: URL;
  bus: BusOptions;
  env?: Readonly<Record<string, string>>;
  nodeOptions?: readonly string[];
  /** A folder that outlives the process; else it has one of its own, which goes with it. */
  data?: string;
}

/** A connector as a process of its own, from source, on the test's streams, to be stopped or killed without a word. */
export class ConnectorProcess {
  /** What it has written so far. */
  readonly output: string[] = [];

  private constructor(
    readonly child: Child,
    readonly data: string,
    private readonly ownsData: boolean,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => this.output.push(String(chunk)));
  }

  static async start({ main, bus, env, nodeOptions = [], data }: ConnectorRun): Promise<ConnectorProcess> {
    const folder = data ?? (await mkdtemp(join(tmpdir(), 'filo-connector-')));
    const child = spawn(process.execPath, [...nodeOptions, ...fromSource, fileURLToPath(main)], {
      cwd: fileURLToPath(new URL('..', main)),
      env: {
        PATH: process.env.PATH,
        NATS_URL: String(bus.servers),
        ...(bus.user === undefined ? {} : { NATS_USER: bus.user, NATS_PASSWORD: bus.password }),
        FILO_STREAM_PREFIX: bus.streamPrefix,
        FILO_SECRET_KEY: connectorSecret,
        FILO_DATA: folder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ConnectorProcess(child, folder, data === undefined);
  }

  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** Ends it as told and resolves with its exit code; null when it was killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    if (this.ownsData) await rm(this.data, { recursive: true, force: true });
    return child.exitCode;
  }
}
