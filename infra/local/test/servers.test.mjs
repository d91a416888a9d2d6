import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase } from '../installation/database.mjs';
import { answers } from '../processes/free-port.mjs';
import { identityOf } from '../processes/identity.mjs';
import { endOrphanedSessions } from '../servers/orphaned-sessions.mjs';
import { postgresProcess, startPostgres } from '../servers/postgres.mjs';
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
  const second = await startPostgres({ folder });
  const again = await ensureDatabase(second.url);
  expect(await query(again, 'select answer from kept')).toEqual([{ answer: 42 }]);
  const [{ collation }] = await query(
    again,
    "select datcollate as collation from pg_database where datname = 'filo'",
  );
  expect(collation).toBe('C.UTF-8');
  await second.stop();
}, 60_000);

test('Postgres starts again at once over a session that did not notice the kill of its server', async () => {
  const folder = join(testFolder(), 'postgres');
  const first = await startPostgres({ folder });
  const session = await busySession(first.url);
  process.kill(first.child.pid, 'SIGKILL');
  await eventually(() => !runs(first.child.pid), 'killed');
  expect(lives(session)).toBe(true);
  const second = await startPostgres({ folder });
  expect(lives(session)).toBe(false);
  expect(await query(second.url, 'select 1 as answer')).toEqual([{ answer: 1 }]);
  await second.stop();
}, 60_000);

test('no session is ended while its server lives, nor one of another folder', async () => {
  const [folder, other] = [join(testFolder(), 'postgres'), join(testFolder(), 'postgres')];
  const [server, killed] = await Promise.all([startPostgres({ folder }), startPostgres({ folder: other })]);
  const [session, orphan] = [await busySession(server.url), await busySession(killed.url)];
  process.kill(killed.child.pid, 'SIGKILL');
  await eventually(() => !runs(killed.child.pid), 'killed');
  const { program } = await postgresProcess({ folder, port: server.port });
  expect(await endOrphanedSessions({ folder, program })).toBe(0);
  expect([session, orphan].map(lives)).toEqual([true, true]);
  expect(await endOrphanedSessions({ folder: other, program })).toBeGreaterThan(0);
  expect([session, orphan].map(lives)).toEqual([true, false]);
  await server.stop();
}, 60_000);

/** Not so one that is dead and that nobody took notice of. */
const lives = (pid) => identityOf(pid) !== undefined;

/** A session that only computes and waits for nothing; answers its process. */
async function busySession(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  client.query('do $$ begin loop perform 1; end loop; end $$').catch(() => {});
  const busy = `select 1 from pg_stat_activity where pid = ${rows[0].pid} and state = 'active'`;
  await eventually(async () => (await query(url, busy)).length === 1, 'busy');
  return rows[0].pid;
}

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
