import { natsMicroservice } from '@filo/bus';
import { ledgerHas } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { NestFactory } from '@nestjs/core';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { WorkerModule } from '../../src/worker/worker.module.js';
import { mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';
import { wayToDatabase, type WayToDatabase } from './way-to-database.js';

let worker: TestWorker;
let way: WayToDatabase;
const lines: { level: string; event: string; deliveries?: number }[] = [];
const log = createLogger({
  service: 'core-worker',
  level: 'info',
  destination: { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
});
beforeAll(async () => {
  worker = await testWorker({}, { log, wayTo: async (url) => (way = await wayToDatabase(url)).url });
}, 60_000);
afterAll(async () => {
  way.open();
  await worker.close();
  await way.end();
});
beforeEach(() => void lines.splice(0));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  way.open();
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Takes from INBOUND until it is told to stop. */
const ingest = () => {
  const stop = new AbortController();
  const ended = worker.parts.inbound.run(stop.signal, 20);
  const running = {
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
  stops.push(running.stop);
  return running;
};

const publish = (domain: string, from: number, to: number) =>
  Promise.all(
    Array.from({ length: to - from }, (_, n) =>
      worker.bus.publishInbound(mail(`n${from + n}@${domain}`, from + n)),
    ),
  );

const stored = async (domain: string): Promise<number> =>
  (await worker.rows(`select 1 from identity where key like $1`, [`%@${domain}`])).length;

it('keeps what is in hand while the database is away, and stores all of it at once when it is back', async () => {
  const running = ingest();
  await publish('before.example', 0, 20);
  await eventually(async () => (await stored('before.example')) === 20);
  way.close();
  await publish('away.example', 0, 60);
  await eventually(() => way.knocks() >= 8, { timeoutMs: 60_000 });
  way.open();
  await eventually(async () => (await stored('away.example')) === 60, { timeoutMs: 10_000 });
  await running.stop();
  const said = lines.filter(({ event }) => event.startsWith('event ') || event.includes('in hand'));
  expect(said).toMatchObject([
    { level: 'warn', event: 'something is away; what is in hand waits' },
    { level: 'info', event: 'all is back; what was in hand goes on' },
  ]);
}, 90_000);

it('gives back at once what is in hand when it is told to stop, to whoever has a database', async () => {
  const running = ingest();
  way.close();
  await publish('stopped.example', 0, 30);
  await eventually(() => way.knocks() >= 3);
  const since = Date.now();
  await running.stop();
  expect(Date.now() - since).toBeLessThan(10_000);
  way.open();
  const next = ingest();
  await eventually(async () => (await stored('stopped.example')) === 30, { timeoutMs: 10_000 });
  await next.stop();
  expect(lines.filter(({ event }) => event === 'event retry').map(({ deliveries }) => deliveries)).toEqual(
    Array.from({ length: 30 }, () => 1),
  );
}, 60_000);

it('says of each loop at most once that it waits and once that it goes on', async () => {
  worker.start();
  await publish('loops.example', 0, 1);
  await eventually(async () => (await stored('loops.example')) === 1);
  lines.splice(0);
  way.close();
  await eventually(() => way.knocks() >= 40, { timeoutMs: 60_000 });
  const said = lines.map(({ event }) => event);
  expect(said).not.toContain('loop failed');
  expect(said.filter((event) => event === 'outbox waits')).toHaveLength(1);
  expect(said.filter((event) => event === 'something is away; what is in hand waits')).toHaveLength(1);
  expect(said.length).toBeLessThan(10);
  way.open();
  await publish('loops-after.example', 0, 1);
  await eventually(async () => (await stored('loops-after.example')) === 1);
  const wantedAfter = ['outbox waits no more', 'all is back; what was in hand goes on'];
  await eventually(() => wantedAfter.every((event) => lines.some((line) => line.event === event)));
}, 90_000);

it('answers connectors that core cannot reach its storage for now, and answers them again when it can', async () => {
  const questions = await NestFactory.createMicroservice(
    WorkerModule.with(worker.dataSource, worker.bus, new ConnectorNames({ FILO_CHANNEL_CONNECTORS: [] })),
    { ...natsMicroservice(worker.busOptions('core')), logger: false },
  );
  await questions.listen();
  const ask = () =>
    worker.bus.ask.ask({
      subject: ledgerHas.subject(),
      question: ledgerHas,
      request: { channel: 'email', accountId: mailAccount, externalIds: ['never seen'] },
    });
  try {
    await eventually(ask);
    way.close();
    await expect(ask()).rejects.toMatchObject({
      name: 'TemporaryError',
      message: expect.stringContaining('was refused: core cannot reach its storage for now') as string,
    });
    way.open();
    await eventually(ask);
  } finally {
    await questions.close();
  }
}, 60_000);
