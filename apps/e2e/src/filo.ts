import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@filo/testing';
import { Api } from './api.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface FiloOptions {
  /** More environment for `npm start`, such as `FILO_SMTP_OUT`. */
  env?: Record<string, string>;
  /** Keep using the data of an earlier run. */
  dataFolder?: string;
  /** Another checkout than this one. */
  root?: string;
  /** Stands in front of the command, such as `setpriv` with its options. */
  under?: readonly string[];
  /** After the command, such as `--demo`. */
  args?: readonly string[];
  /** By `npm start`, as people do, and not by what stands behind it. */
  npm?: boolean;
}

type StartedBy = Pick<FiloOptions, 'root' | 'under' | 'npm' | 'args'>;

export const admin = { email: 'admin@filo.test', password: 'a long enough passphrase' };

const running = new Set<Filo>();

/** What every running product last warned of, for a failure that would else say only that something did not come. */
export const lastWarnings = (): string => [...running].map((filo) => filo.lastWarnings()).join('\n');

/** The whole product, started as its users start it, on free ports with a data folder of its own. */
export class Filo {
  private constructor(
    private child: ChildProcess,
    readonly ports: { http: number; form: number; smtp: number },
    readonly dataFolder: string,
    private readonly env: Record<string, string>,
    private readonly output: string[],
    private readonly from: StartedBy,
  ) {}

  static async start(options: FiloOptions = {}): Promise<Filo> {
    const ports = { http: await freePort(), form: await freePort(), smtp: await freePort() };
    const dataFolder = options.dataFolder ?? (await newFolder(options));
    const env = {
      FILO_HTTP_PORT: String(ports.http),
      FILO_FORM_PORT: String(ports.form),
      FILO_SMTP_PORT: String(ports.smtp),
      FILO_DATA: dataFolder,
      FILO_ADMIN_EMAIL: admin.email,
      FILO_ADMIN_PASSWORD: admin.password,
      ...options.env,
    };
    const output: string[] = [];
    const filo = new Filo(launch(options, env, output), ports, dataFolder, env, output, options);
    running.add(filo);
    try {
      await filo.ready();
    } catch (error) {
      await filo.remove();
      throw error;
    }
    return filo;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  get formUrl(): string {
    return `http://127.0.0.1:${this.ports.form}`;
  }

  /** What `npm start` has printed so far. */
  get printed(): string {
    return this.output.join('');
  }

  /** The launcher's process id. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  async signIn(): Promise<Api> {
    return Api.signIn(this.httpUrl, admin);
  }

  /** Process ids of the parts, as the launcher wrote them down: `core-worker`, `nats-server`, `postgres`, … */
  async pids(): Promise<Record<string, number>> {
    return JSON.parse(await readFile(join(this.dataFolder, 'pids.json'), 'utf8')) as Record<string, number>;
  }

  async stop(): Promise<void> {
    await end(this.child, 'SIGINT', 30_000);
  }

  /** kill -9 of the launcher: the parts must end by themselves. */
  async kill(): Promise<void> {
    const lock = await readFile(join(this.dataFolder, 'launcher.lock'), 'utf8');
    const gone = once(this.child, 'exit');
    process.kill((JSON.parse(lock) as { pid: number }).pid, 'SIGKILL');
    await gone;
  }

  /** kill -9 of the process that was started, npm where it is one: the launcher must see it and end. */
  async killNpm(): Promise<void> {
    await end(this.child, 'SIGKILL', 5_000);
  }

  async startAgain(): Promise<void> {
    this.output.length = 0;
    this.child = launch(this.from, this.env, this.output);
    await this.ready();
  }

  /** The end of each part's log, without what is only information. */
  lastWarnings(): string {
    const folder = join(this.dataFolder, 'logs');
    // A product that ended before it wrote a log must not hide what failed.
    return (existsSync(folder) ? readdirSync(folder) : [])
      .map((file) => {
        const lines = readFileSync(join(folder, file), 'utf8').split('\n');
        const warnings = lines.filter(
          (line) => line.trim() !== '' && !/"level":"(?:info|debug)"|\[INF\]|LOG:/.test(line),
        );
        return [
          `${file}, ${lines.length} lines:`,
          ...warnings.slice(-15).map((line) => `  ${line.slice(0, 600)}`),
        ].join('\n');
      })
      .join('\n');
  }

  async remove(): Promise<void> {
    running.delete(this);
    await this.stop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 180_000;
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`npm start ended by itself:\n${this.printed}`);
      if (Date.now() > deadline) throw new Error(`npm start was not ready in 180 s:\n${this.printed}`);
      if (/Ready/i.test(this.printed) && ['ok', 'degraded'].includes(await this.health())) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private health(): Promise<string> {
    return fetch(`${this.httpUrl}/api/v1/health`, { signal: AbortSignal.timeout(2_000) })
      .then((answer) => answer.json() as Promise<{ state: string }>)
      .then(({ state }) => state)
      .catch(() => 'away');
  }
}

/** What was started once already, where nothing but the product itself is at stake; else empty. */
const newFolder = async ({ root: from, under, npm, args }: FiloOptions): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-e2e-'));
  const onceStarted = process.env['FILO_E2E_ONCE_STARTED'];
  const isUsual = from === undefined && under === undefined && npm === undefined && args === undefined;
  if (onceStarted === undefined || !isUsual) return folder;
  // Two thousand files: Node's own way of copying takes ten times as long.
  await promisify(execFile)('cp', ['-a', `${onceStarted}/.`, folder]);
  await ownInnerPorts(join(folder, 'ports.json'));
  return folder;
};

/**
 * Inner ports of this process's own, below those of `freePort` and those that the system hands out: test files run at the same time,
 * and products that start together would choose the same free ones. Who finds one taken chooses another. They begin behind 10080, which
 * `fetch` asks nobody at.
 */
const ownInnerPorts = async (file: string): Promise<void> => {
  const names = Object.keys(JSON.parse(await readFile(file, 'utf8')) as Record<string, number>);
  const first = 10_100 + (process.pid % 390) * 24;
  await writeFile(file, JSON.stringify(Object.fromEntries(names.map((name, n) => [name, first + n]))));
};

const launch = (
  { root: from = root, under = [], npm = false, args: more = [] }: StartedBy,
  env: Record<string, string>,
  output: string[],
): ChildProcess => {
  const start = npm ? ['npm', 'start'] : [process.execPath, 'infra/local/start.mjs', ...more];
  const [command = '', ...args] = [...under, ...start];
  const child = spawn(command, args, {
    cwd: from,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  return child;
};

const end = async (child: ChildProcess, signal: NodeJS.Signals, timeoutMs: number): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await gone;
  clearTimeout(timer);
};
