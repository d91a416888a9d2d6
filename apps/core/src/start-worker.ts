import 'reflect-metadata';
import { connectBus, natsMicroservice, type BusOptions } from '@filo/bus';
import { aliveSubject } from '@filo/contracts';
import { runService, type Service } from '@filo/service';
import { NestFactory } from '@nestjs/core';
import { watchBlobs } from './blobs/watch-blobs.js';
import { loadCoreConfig, type CoreSettings } from './config.js';
import { createDataSource } from './database/data-source.js';
import { runLoops } from './worker/run-loops.js';
import { WorkerModule } from './worker/worker.module.js';
import { workerParts } from './worker/worker-parts.js';

const heartbeatMs = 5_000;

const busOptions = (settings: CoreSettings, service: Service): BusOptions => ({
  servers: settings.NATS_URL,
  user: settings.NATS_USER,
  ...(settings.NATS_PASSWORD !== undefined && { password: settings.NATS_PASSWORD }),
  service: 'core',
  streamPrefix: settings.FILO_STREAM_PREFIX,
  log: service.log,
  signal: service.signal,
});

/** Core's worker: takes in, relays out, numbers live events, answers connectors. Run as many as you like. */
await runService('core-worker', async (service) => {
  const settings = loadCoreConfig();
  const dataSource = await createDataSource(settings.DATABASE_URL).initialize();
  service.onClose(() => dataSource.destroy());
  const bus = await connectBus(busOptions(settings, service));
  service.onClose(() => bus.drain());
  watchHealth(service, { dataSource, bus });

  const questions = await NestFactory.createMicroservice(WorkerModule.with(dataSource, bus, settings), {
    ...natsMicroservice(busOptions(settings, service)),
    logger: ['error', 'warn'],
  });
  await questions.listen();
  service.onStop(() => questions.close());

  const parts = workerParts({ dataSource, bus, log: service.log, metrics: service.metrics, settings });
  service.health.watch('blobs', watchBlobs(parts.blobs, 'failed'));
  const loops = runLoops(parts, service.log, service.signal);
  service.onStop(() => loops);

  const beat = () =>
    void service.heartbeat().then((alive) => bus.emit(aliveSubject(service.name, service.instance), alive));
  const timer = setInterval(beat, heartbeatMs);
  beat();
  service.onClose(() => clearInterval(timer));
});

function watchHealth(
  service: Service,
  {
    dataSource,
    bus,
  }: {
    dataSource: Awaited<ReturnType<ReturnType<typeof createDataSource>['initialize']>>;
    bus: Awaited<ReturnType<typeof connectBus>>;
  },
): void {
  service.health.watch('database', async () => {
    await dataSource.query('select 1');
    return { state: 'ok', reason: '' };
  });
  service.health.watch('bus', () => {
    const { connected, reasons } = bus.status();
    if (!connected)
      return { state: 'failed', reason: 'The bus is away; everything waits and goes on when it is back.' };
    return reasons.length > 0
      ? { state: 'degraded', reason: reasons.join('; ') }
      : { state: 'ok', reason: '' };
  });
}
