import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const atMostMs = 180_000;
const root = new URL('../../../..', import.meta.url);

/**
 * Starts the product once over an empty folder and ends it in order: each test begins with a copy of what is there then, so that the machine
 * makes a database, its tables and the streams once, and not for every file of tests. Nobody has an account yet.
 */
export default async function makeOnceStarted() {
  const folder = await mkdtemp(join(tmpdir(), 'filo-e2e-once-started-'));
  try {
    await startAndStop(folder);
    await withoutDisk(join(folder, 'postgres', 'postgresql.conf'));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  process.env.FILO_E2E_ONCE_STARTED = folder;
}

async function startAndStop(folder) {
  const [http, form, smtp] = [await freePort(), await freePort(), await freePort()];
  const ports = { FILO_HTTP_PORT: http, FILO_FORM_PORT: form, FILO_SMTP_PORT: smtp };
  const env = { ...process.env, NODE_OPTIONS: '', FILO_DATA: folder, ...ports };
  const child = spawn(process.execPath, ['infra/local/start.mjs'], { cwd: root, env });
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), atMostMs);
  let printed = '';
  let told = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
      if (told || !/^Ready/m.test(printed)) return;
      told = true;
      child.kill('SIGINT');
    });
  const [code] = await gone;
  clearTimeout(timer);
  if (!told || code !== 0) throw new Error(`npm start did not start and end in order:\n${printed}`);
}

/** These tests kill processes and no machine: what was said to be stored is with the system, and nothing waits until it is on the disk. */
const withoutDisk = (file) => appendFile(file, '\nfsync = off\nfull_page_writes = off\n');

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
