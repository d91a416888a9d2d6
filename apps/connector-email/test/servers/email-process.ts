import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectorSecret } from '@filo/connector/testing';
import { freePort, type FreshPrefix } from '@filo/testing';

type BusOptions = ReturnType<FreshPrefix['busOptions']>;

/** The connector as a process of its own, from source, on the test's streams. */
export class EmailProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly data: string,
    readonly smtpPort: number,
    readonly output: string[],
  ) {}

  static async start(bus: BusOptions, over: Record<string, string> = {}): Promise<EmailProcess> {
    const data = await mkdtemp(join(tmpdir(), 'filo-email-'));
    const smtpPort = await freePort();
    const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
    // As the README advises for production.
    const loader = [
      '--max-semi-space-size=4',
      '--conditions=@filo/source',
      '--import',
      '@swc-node/register/esm-register',
    ];
    const child = spawn(process.execPath, [...loader, main], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        PATH: process.env['PATH'],
        NATS_URL: String(bus.servers),
        ...(bus.user === undefined ? {} : { NATS_USER: bus.user, NATS_PASSWORD: bus.password }),
        FILO_STREAM_PREFIX: bus.streamPrefix,
        FILO_SECRET_KEY: connectorSecret,
        FILO_DATA: data,
        FILO_SMTP_PORT: String(smtpPort),
        FILO_DOOR_COMMIT_MS: '2000',
        ...over,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream!.on('data', (chunk: Buffer) => output.push(String(chunk)));
    return new EmailProcess(child, data, smtpPort, output);
  }

  /** Megabytes of memory it holds now. */
  async megabytes(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Ends it as told and resolves with its exit code; null when it was killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal);
      await ended;
    }
    await rm(this.data, { recursive: true, force: true });
    return this.child.exitCode;
  }
}
