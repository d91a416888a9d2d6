import 'reflect-metadata';
import { Bus } from '@filo/bus';
import { createLogger, Metrics } from '@filo/service';
import { writeFile } from 'node:fs/promises';
import { openBlobStore } from './blobs/open-blob-store.js';
import { coreSettings } from './config.js';
import { createDataSource } from './database/data-source.js';
import { buildApi } from './http/build-api.js';
import { FetchPublic } from './outbound/fetch-public.js';
import { describeApi } from './http/open-api.js';

/** Writes the description of the API to `docs/openapi.json`, or to the file named; nothing is connected to. */
const file = process.argv[2] ?? new URL('../../../docs/openapi.json', import.meta.url);
const settings = coreSettings.parse({
  DATABASE_URL: 'postgres://nowhere/filo',
  NATS_URL: 'nats://nowhere',
  FILO_SECRET_KEY: Buffer.alloc(32).toString('base64url'),
});
const app = await buildApi({
  settings,
  dataSource: createDataSource(settings.DATABASE_URL),
  bus: Object.create(Bus.prototype) as Bus,
  blobs: openBlobStore(settings),
  log: createLogger({ service: 'core-api', level: 'silent' }),
  metrics: new Metrics('core-api'),
  fetchPublic: new FetchPublic(),
});
await writeFile(file, `${JSON.stringify(await describeApi(app), null, 2)}\n`);
