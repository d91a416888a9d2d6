import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

export interface TestServers {
  natsUrl: string;
  natsMonitorUrl: string | undefined;
  databaseUrl: string;
  /** The binary, for tests that start and kill a server of their own. */
  natsServer: string | undefined;
}

const starter = fileURLToPath(new URL('../../../infra/local/test-servers.mjs', import.meta.url));

/**
 * Real NATS and Postgres. `FILO_TEST_NATS_URL` and `FILO_TEST_DATABASE_URL` name running ones; without them the first test
 * that asks starts both, all files of one Jest run share them, and they end with the process that started them.
 */
export async function testServers(): Promise<TestServers> {
  const given = fromEnvironment(process.env);
  if (given !== undefined) return given;
  const folder = join(tmpdir(), `filo-test-run-${runPid()}`);
  const file = join(folder, 'servers.env');
  if (!(await claim(folder))) {
    const servers = await eventually(async () => parse(await readFile(file, 'utf8')), { timeoutMs: 120_000 });
    if (await isThere(servers)) return servers;
    // An ended run with the same process id left it.
    await rm(folder, { recursive: true, force: true });
    return testServers();
  }
  try {
    const text = await start();
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    return parse(text);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** True for the first who asks. */
async function claim(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isThere({ natsUrl }: TestServers): Promise<boolean> {
  const { hostname, port } = new URL(natsUrl);
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** Workers of one Jest run share their parent; a run in one process is its own. */
const runPid = (): number => (process.send === undefined ? process.pid : process.ppid);

function fromEnvironment(env: NodeJS.ProcessEnv): TestServers | undefined {
  const { FILO_TEST_NATS_URL: natsUrl, FILO_TEST_DATABASE_URL: databaseUrl } = env;
  if (natsUrl === undefined || databaseUrl === undefined) return undefined;
  return {
    natsUrl,
    databaseUrl,
    natsMonitorUrl: env['FILO_TEST_NATS_MONITOR'],
    natsServer: env['FILO_NATS_SERVER'],
  };
}

function parse(text: string): TestServers {
  const env = Object.fromEntries(
    text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const servers = fromEnvironment(env);
  if (servers === undefined) throw new Error(`infra/local/test-servers.mjs named no servers: ${text}`);
  return servers;
}

/** Resolves with the addresses as NAME=value lines. The servers end when our end of the pipe closes, even by kill -9. */
async function start(): Promise<string> {
  const child = spawn(process.execPath, [starter], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const lines: string[] = [];
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(String(chunk)));
  const exit = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The test servers did not start (exit ${code}): ${errors.join('')}`)),
    );
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'ready') return lines.join('\n');
      lines.push(line);
    }
    return exit;
  })();
  const text = await Promise.race([ready, exit]);
  letGo(child);
  return text;
}

/** Keeps the child running without keeping this process alive. */
function letGo(child: ChildProcess): void {
  child.removeAllListeners('exit');
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    (stream as unknown as { unref(): void }).unref();
  }
}
