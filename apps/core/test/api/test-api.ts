import { connectBus, type Bus, type BusOptions } from '@filo/bus';
import { createLogger, loadConfig, Metrics } from '@filo/service';
import { freshDatabase, freshPrefix } from '@filo/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { HoldVolume } from '../../src/board/hold-volume.js';
import { FolderBlobStore } from '../../src/blobs/folder-blob-store.js';
import { coreSettings, type CoreSettings } from '../../src/config.js';
import { createDataSource } from '../../src/database/data-source.js';
import { migrations } from '../../src/database/migrations/every-migration.js';
import { buildApi } from '../../src/http/build-api.js';
import { FetchPublic } from '../../src/outbound/fetch-public.js';
import { seedFirstStart } from '../../src/setup/seed-first-start.js';
import { announcePlatforms } from './announce-platforms.js';
import { Client } from './client.js';

export const admin = { email: 'admin@example.org', password: 'correct horse battery' };

export interface TestApi {
  app: NestFastifyApplication;
  url: string;
  dataSource: DataSource;
  bus: Bus;
  settings: CoreSettings;
  blobs: FolderBlobStore;
  setupToken: string | undefined;
  /** For another service on the same streams. */
  busOptions(service: string): BusOptions;
  /** A client that has no session yet. */
  client(): Client;
  /** A client signed in as the admin. */
  signedIn(): Promise<Client>;
  close(): Promise<void>;
}

/** The real api on a free port, on a database and streams of this file's own. */
export const startTestApi = async (
  environment: Record<string, string> = {},
  fetchPublic = new FetchPublic(),
): Promise<TestApi> => {
  const database = await freshDatabase({
    template: ['core api', ...migrations.map(({ name }) => name)].join(),
    migrate,
  });
  const prefix = await freshPrefix();
  const folder = await mkdtemp(join(tmpdir(), 'filo-api-'));
  const settings = loadConfig(coreSettings, {
    DATABASE_URL: database.url,
    NATS_URL: 'nats://unused',
    FILO_DATA: folder,
    FILO_SECRET_KEY: Buffer.alloc(32, 7).toString('base64url'),
    FILO_ADMIN_EMAIL: admin.email,
    FILO_ADMIN_PASSWORD: admin.password,
    ...environment,
  });
  const dataSource = await createDataSource(database.url).initialize();
  await announcePlatforms(dataSource);
  const bus = await connectBus(prefix.busOptions('core'));
  const blobs = new FolderBlobStore(join(folder, 'blobs'));
  const { setupToken } = await seedFirstStart(dataSource, settings);
  const app = await buildApi({
    settings,
    dataSource,
    bus,
    blobs,
    log: createLogger({ service: 'core-api', level: 'fatal' }),
    metrics: new Metrics('core-api'),
    fetchPublic,
  });
  // Tests look right after what they did.
  app.get(HoldVolume).heldMs = 0;
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const client = () => new Client(url);
  return {
    app,
    url,
    dataSource,
    bus,
    settings,
    blobs,
    setupToken,
    busOptions: prefix.busOptions,
    client,
    signedIn: async () => {
      const signed = client();
      const answer = await signed.post('/api/v1/session', admin);
      if (answer.status !== 200)
        throw new Error(`cannot sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
      return signed;
    },
    close: async () => {
      await app.close();
      await bus.drain();
      await dataSource.destroy();
      await database.drop();
      await prefix.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const migrate = async (url: string): Promise<void> => {
  const dataSource = await createDataSource(url).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
};
