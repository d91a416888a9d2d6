import { connectBus, type Bus, type BusOptions } from '@filo/bus';
import {
  inboundEvent,
  type InboundEvent,
  type InboundEventInput,
  type MessageReceivedInput,
} from '@filo/contracts';
import { createLogger, type Logger } from '@filo/service';
import { aMessage, freshDatabase, freshPrefix } from '@filo/testing';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { BlobSettings } from '../../src/blobs/blob-settings.js';
import { createDataSource } from '../../src/database/data-source.js';
import { migrations } from '../../src/database/migrations/every-migration.js';
import { runMigrations } from '../../src/database/run-migrations.js';
import { runLoops } from '../../src/worker/run-loops.js';
import { workerParts, type WorkerParts } from '../../src/worker/worker-parts.js';

export const secretKey = Buffer.alloc(32, 7).toString('base64url');
export const mailAccount = '01900000-0000-7000-8000-000000000001';
export const formAccount = '01900000-0000-7000-8000-000000000002';
export const groupId = '01900000-0000-7000-8000-00000000000a';
export const log = createLogger({ service: 'core-worker', level: process.env['FILO_LOG_LEVEL'] ?? 'silent' });
const silent = log;

interface Surroundings {
  log?: Logger;
  /** What the worker takes for its database, by the URL of the real one. */
  wayTo?: (url: string) => Promise<string>;
}

export interface TestWorker {
  dataSource: DataSource;
  bus: Bus;
  /** For another service on the same streams. */
  busOptions(service: string): BusOptions;
  parts: WorkerParts;
  folder: string;
  /** Hands events to ingest as one batch, without the bus; answers the types of the outcomes. */
  take(...events: InboundEventInput[]): Promise<string[]>;
  rows<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
  /** One more agent of the desk; resolves with the id. */
  agent(name?: string): Promise<string>;
  /** Starts the loops of one more worker; they end with `close`. */
  start(): WorkerParts;
  close(): Promise<void>;
}

/** Core's worker on a database and streams of this file's own, with one mail account and one form. */
export const testWorker = async (
  over: Partial<BlobSettings> = {},
  { log = silent, wayTo = async (url) => url }: Surroundings = {},
): Promise<TestWorker> => {
  const database = await freshDatabase({
    template: ['core worker', ...migrations.map(({ name }) => name)].join(),
    migrate,
  });
  const prefix = await freshPrefix();
  const folder = await mkdtemp(join(tmpdir(), 'filo-worker-'));
  const dataSource = await createDataSource(await wayTo(database.url), { poolMax: 30 }).initialize();
  await seed(dataSource);
  const bus = await connectBus({ ...prefix.busOptions('core'), log });
  const settings = {
    FILO_DATA: folder,
    FILO_SECRET_KEY: secretKey,
    FILO_SECRET_KEY_FORMER: [],
    FILO_CHANNEL_CONNECTORS: [],
    FILO_HTTP_PORT: 4600,
    FILO_S3_REGION: 'nowhere',
    FILO_WEBHOOK_ALLOW: ['127.0.0.1'],
    ...over,
  };
  const make = () => workerParts({ dataSource, bus, log, settings });
  const parts = make();
  const stop = new AbortController();
  // Every loop of every worker listens to it.
  setMaxListeners(0, stop.signal);
  const loops: Promise<void>[] = [];
  return {
    dataSource,
    bus,
    busOptions: prefix.busOptions,
    parts,
    folder,
    take: async (...events) =>
      (await parts.inbound.handle(events.map((event) => incoming(inboundEvent.parse(event))))).map(
        ({ type }) => type,
      ),
    rows: (sql, params) => dataSource.query(sql, params),
    agent: async (name = 'Agent') => {
      const id = uuidv7();
      await dataSource.query(`insert into agent (id, email, name, role) values ($1, $2, $3, 'agent')`, [
        id,
        `${id}@desk.example`,
        name,
      ]);
      return id;
    },
    start: () => {
      const more = make();
      loops.push(runLoops(more, log, stop.signal));
      return more;
    },
    close: async () => {
      stop.abort();
      await Promise.all(loops);
      await bus.drain();
      await dataSource.destroy();
      await database.drop();
      await prefix.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const incoming = (event: InboundEvent) => ({
  event,
  subject: 'inbound.0.email.x.message',
  deliveries: 1,
  working: () => undefined,
});

/** A mail of `address`, `minutes` after nine o'clock of a day gone by. */
export const mail = (
  address: string,
  minutes: number,
  over: Partial<MessageReceivedInput> = {},
): MessageReceivedInput =>
  aMessage({
    accountId: mailAccount,
    author: { kind: 'mail', key: address, name: address.split('@')[0]! },
    sortAt: new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString(),
    ...over,
  });

/** The same person through the form. */
export const formPost = (
  address: string,
  minutes: number,
  over: Partial<MessageReceivedInput> = {},
): MessageReceivedInput =>
  mail(address, minutes, {
    channel: 'webform',
    accountId: formAccount,
    authorProof: { verdict: 'claimed', reason: 'form' },
    participants: [],
    arrival: { via: 'form' },
    ...over,
  });

const migrate = async (url: string): Promise<void> => {
  const dataSource = await createDataSource(url).initialize();
  await runMigrations(dataSource);
  await dataSource.destroy();
};

const seed = async (dataSource: DataSource): Promise<void> => {
  await dataSource.query(`insert into workspace (name) values ('Test')`);
  await dataSource.query(`insert into account_group (id, name) values ($1, 'Everybody')`, [groupId]);
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'email', 'support@example.com', $3), ($2, 'webform', 'contact', $3)`,
    [mailAccount, formAccount, groupId],
  );
  await dataSource.query(
    `insert into identity (id, kind, key, ours) values ($1, 'mail', 'support@example.com', true)`,
    [uuidv7()],
  );
};
