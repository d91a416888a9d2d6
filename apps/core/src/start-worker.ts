import 'reflect-metadata';
import { natsMicroservice } from '@filo/bus';
import { runService, type Service } from '@filo/service';
import { NestFactory } from '@nestjs/core';
import { ConnectorNames } from './accounts/connector-names.js';
import { watchBlobs } from './blobs/watch-blobs.js';
import { loadCoreConfig } from './config.js';
import { openGround } from './start/open-ground.js';
import { sayAlive } from './start/say-alive.js';
import { runLoops } from './worker/run-loops.js';
import { WorkerModule } from './worker/worker.module.js';
import { workerParts } from './worker/worker-parts.js';

/** Core's worker: takes in, relays out, numbers live events, answers connectors. Run as many as you like. */
const start = async (service: Service): Promise<void> => {
  const settings = loadCoreConfig();
  const { dataSource, bus, busOptions } = await openGround(service, settings, 'core');

  const connectors = new ConnectorNames(settings);
  const questions = await NestFactory.createMicroservice(WorkerModule.with(dataSource, bus, connectors), {
    ...natsMicroservice(busOptions),
    logger: ['error', 'warn'],
  });
  await questions.listen();
  service.onStop(() => questions.close());

  const parts = workerParts({
    dataSource,
    bus,
    log: service.log,
    metrics: service.metrics,
    settings,
    connectors,
  });
  service.health.watch('blobs', watchBlobs(parts.blobs, 'failed'));
  const loops = runLoops(parts, service.log, service.signal);
  service.onStop(() => loops);
  sayAlive(service, bus);
};

await runService('core-worker', start, { healthPort: 4602 });
