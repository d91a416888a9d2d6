import { connectBus } from '@filo/bus';
import { aliveSubject } from '@filo/contracts';
import { runService, type Service } from '@filo/service';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openBlobStore } from './blobs/open-blob-store.js';
import { watchBlobs } from './blobs/watch-blobs.js';
import { loadCoreConfig } from './config.js';
import { createDataSource } from './database/data-source.js';
import { buildApi } from './http/build-api.js';

const heartbeatMs = 5000;

/** The api process: HTTP, live events and the built inbox. Any number of them may run beside each other. */
await runService('core-api', async (service) => {
  const settings = loadCoreConfig();
  const { log, signal } = service;
  const dataSource = await connectDatabase(createDataSource(settings.DATABASE_URL), service);
  service.onClose(() => dataSource.destroy());
  const bus = await connectBus({
    servers: settings.NATS_URL,
    user: settings.NATS_USER,
    password: settings.NATS_PASSWORD,
    streamPrefix: settings.FILO_STREAM_PREFIX,
    service: 'core-api',
    log,
    signal,
  });
  service.onClose(() => bus.drain());
  const blobs = openBlobStore(settings);
  const app = await buildApi({
    settings,
    dataSource,
    bus,
    blobs,
    log,
    health: service.health,
    metrics: service.metrics,
  });
  service.onStop(() => app.close());
  service.health.watch('database', async () => {
    await dataSource.query('select 1');
    return { state: 'ok', reason: '' };
  });
  service.health.watch('bus', () => busHealth(bus.status()));
  // Threads can be read and answered without files for a while.
  service.health.watch('blobs', watchBlobs(blobs, 'degraded'));
  await app.listen(settings.FILO_HTTP_PORT, settings.FILO_HOST);
  log.info({ url: await app.getUrl() }, 'listening');

  const sayAlive = async () =>
    bus.emit(aliveSubject('core-api', service.instance), await service.heartbeat());
  const heartbeat = setInterval(() => void sayAlive().catch(() => undefined), heartbeatMs);
  service.onStop(() => clearInterval(heartbeat));
  await sayAlive();
});

function busHealth(status: { connected: boolean; reasons: readonly string[] }) {
  if (!status.connected)
    return { state: 'failed', reason: 'the bus is away; what is queued waits in the database' } as const;
  if (status.reasons.length > 0) return { state: 'degraded', reason: status.reasons.join('; ') } as const;
  return { state: 'ok', reason: '' } as const;
}

/** Waits for a database that is still starting. */
async function connectDatabase(
  dataSource: DataSource,
  { log, signal, health }: Service,
): Promise<DataSource> {
  for (;;) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      log.warn({ err: error }, 'database away');
      health.set('database', 'starting', 'waiting for the database');
      await wait(1000, undefined, { signal });
    }
  }
}
