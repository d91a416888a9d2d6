import { freePort, freshDatabase, freshPrefix, testNats } from '@filo/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createDataSource } from '../../src/database/data-source.js';
import { migrations } from '../../src/database/migrations/every-migration.js';
import { runMigrations } from '../../src/database/run-migrations.js';

const core = fileURLToPath(new URL('../..', import.meta.url));
const fromSource = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register'];
const ended: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

interface Line {
  event: string;
  reason?: string;
}

/** Starts a process of core, and answers its log as it comes. */
const start = async (file: string, environment: Record<string, string>) => {
  const child: ChildProcess = spawn(process.execPath, [...fromSource, file], {
    cwd: core,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  ended.push(() => (child.kill('SIGKILL'), exit));
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async (event: string): Promise<Line[]> => {
    const seen: Line[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`It ended before "${event}": ${JSON.stringify(seen)}`);
      const line = JSON.parse(value) as Line;
      seen.push(line);
      if (line.event === event) return seen;
    }
  };
};

/** A way to Postgres that opens only when told to. */
const wayTo = (database: URL): Server =>
  createServer((near) => {
    const far = connect(Number(database.port), database.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => (near.destroy(), far.destroy()));
    ended.push(() => void near.destroy());
  });

it.each(['src/start-worker.ts', 'src/start-api.ts'])(
  '%s waits for a database that is away at the start, says so in one plain line, and goes on when it is there',
  async (file) => {
    const database = await freshDatabase({
      template: ['core start', ...migrations.map(({ name }) => name)].join(),
      migrate: async (url) => {
        const dataSource = await createDataSource(url).initialize();
        await runMigrations(dataSource);
        await dataSource.destroy();
      },
    });
    ended.push(() => database.drop());
    const prefix = await freshPrefix();
    ended.push(() => prefix.remove());
    const folder = await mkdtemp(join(tmpdir(), 'filo-start-'));
    ended.push(() => rm(folder, { recursive: true, force: true }));
    const real = new URL(database.url);
    const port = await freePort();
    const away = new URL(real);
    away.hostname = '127.0.0.1';
    away.port = String(port);

    const until = await start(file, {
      DATABASE_URL: away.href,
      NATS_URL: String((await testNats()).servers),
      FILO_STREAM_PREFIX: prefix.prefix,
      FILO_DATA: folder,
      FILO_SECRET_KEY: Buffer.alloc(32, 7).toString('base64url'),
      FILO_HTTP_PORT: '0',
      FILO_HEALTH_PORT: '0',
    });
    const [waiting] = (await until('the database is away; waiting for it')).slice(-1);
    expect(waiting).toMatchObject({ reason: expect.stringContaining('ECONNREFUSED') });
    const way = wayTo(real).listen(port, '127.0.0.1');
    ended.push(() => void way.close());
    const after = await until('ready');
    expect(after.filter(({ event }) => event.startsWith('the database is away'))).toEqual([]);
  },
  60_000,
);
