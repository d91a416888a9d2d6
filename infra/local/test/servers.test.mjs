import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase } from '../installation/database.mjs';
import { answers } from '../processes/free-port.mjs';
import { startPostgres } from '../servers/postgres.mjs';
import { eventually, runs, testFolder } from './folder.mjs';

const script = fileURLToPath(new URL('../test-servers.mjs', import.meta.url));

async function startScript() {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const env = {};
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') return { child, env };
    env[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
  }
  throw new Error('the test servers did not start');
}

const portsOf = (env) =>
  [env.FILO_TEST_NATS_URL, env.FILO_TEST_DATABASE_URL].map((url) => Number(new URL(url).port));
const allClosed = async (ports) =>
  (await Promise.all(ports.map((port) => answers(port)))).every((open) => !open);

test.each([
  ['stdin ends', (child) => child.stdin.end()],
  ['it is asked to', (child) => child.kill('SIGTERM')],
  ['it is killed', (child) => child.kill('SIGKILL')],
])(
  'the test servers are gone when %s',
  async (_, end) => {
    const { child, env } = await startScript();
    const ports = portsOf(env);
    expect(await Promise.all(ports.map((port) => answers(port)))).toEqual([true, true]);
    end(child);
    await eventually(() => allClosed(ports), 'both servers gone');
  },
  60_000,
);

test('Postgres keeps its data over kill -9 and starts again over it', async () => {
  const folder = join(testFolder(), 'postgres');
  const first = await startPostgres({ folder });
  const url = await ensureDatabase(first.url);
  await query(url, 'create table kept as select 42 as answer');
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(pid).toBe(first.child.pid);
  process.kill(pid, 'SIGKILL');
  await eventually(() => !runs(pid), 'killed');
  const second = await startAgain(folder);
  const again = await ensureDatabase(second.url);
  expect(await query(again, 'select answer from kept')).toEqual([{ answer: 42 }]);
  const [{ collation }] = await query(
    again,
    "select datcollate as collation from pg_database where datname = 'filo'",
  );
  expect(collation).toBe('C.UTF-8');
  await second.stop();
}, 60_000);

/** Sessions of the killed server may hold its memory for a moment. */
const startAgain = (folder) =>
  eventually(() => startPostgres({ folder }).catch(() => undefined), 'Postgres up again');

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
