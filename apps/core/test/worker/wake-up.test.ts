import { eventually } from '@filo/testing';
import type pg from 'pg';
import { poolOf } from '../../src/database/pg-session.js';
import { WakeUp } from '../../src/database/wake-up.js';
import { testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => {
  worker = await testWorker();
}, 60_000);
afterAll(() => worker.close());

/** Sessions that listen by now: one that is still at it would not hear. */
const listening = (): Promise<{ pid: number }[]> =>
  worker.rows(
    `select pid from pg_stat_activity
     where datname = current_database() and query = 'listen test_bell' and state = 'idle'`,
  );
const longMs = 60_000;

it('is woken by a notification, also on the session after one that Postgres ended', async () => {
  const bell = new WakeUp(worker.dataSource, 'test_bell');
  const signal = new AbortController().signal;
  for (const round of ['first', 'second']) {
    const woken = bell.next(longMs, signal).then(() => round);
    await eventually(async () => (await listening()).length === 1);
    await worker.rows(`select pg_notify('test_bell', '')`);
    expect(await woken).toBe(round);
    const [session] = await listening();
    await worker.rows('select pg_terminate_backend($1)', [session!.pid]);
    await eventually(async () => (await listening()).length === 0);
  }
  bell.close();
});

it('gives its session back once, whatever the session says of its end, and keeps none that came late', async () => {
  const pool = poolOf(worker.dataSource);
  const before = pool.totalCount;
  const bell = new WakeUp(worker.dataSource, 'test_bell');
  const taken = new Promise<pg.PoolClient>((resolve) => pool.once('acquire', resolve));
  const stop = new AbortController();
  const waiting = bell.next(longMs, stop.signal);
  const session = await taken;
  // One of the test before may still say of its own end.
  const died = new Promise<unknown>((resolve) =>
    pool.on('error', (error, of) => {
      if (of === session) resolve(error);
    }),
  );
  await eventually(async () => (await listening()).length === 1);
  session.emit('error', new Error('terminating connection due to administrator command'));
  session.emit('error', new Error('Connection terminated unexpectedly'));
  expect(await died).toMatchObject({ message: 'Connection terminated unexpectedly' });
  stop.abort();
  await waiting;
  bell.close();
  const late = new WakeUp(worker.dataSource, 'test_bell');
  const unheard = late.next(1, new AbortController().signal);
  late.close();
  await unheard;
  await eventually(() =>
    Promise.resolve(pool.totalCount - pool.idleCount === 0 && pool.totalCount <= before),
  );
});
