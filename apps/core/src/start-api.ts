import { runService, type Service } from '@filo/service';
import { openBlobStore } from './blobs/open-blob-store.js';
import { watchBlobs } from './blobs/watch-blobs.js';
import { loadCoreConfig } from './config.js';
import { buildApi } from './http/build-api.js';
import { FetchPublic } from './outbound/fetch-public.js';
import { openGround } from './start/open-ground.js';
import { sayAlive } from './start/say-alive.js';

/** The api process: HTTP, live events and the built inbox. Any number of them may run beside each other. */
const start = async (service: Service): Promise<void> => {
  const settings = loadCoreConfig();
  const { log, metrics } = service;
  const { dataSource, bus } = await openGround(service, settings, 'core-api');
  const blobs = openBlobStore(settings);
  const app = await buildApi({
    settings,
    dataSource,
    bus,
    blobs,
    log,
    metrics,
    fetchPublic: new FetchPublic(),
  });
  service.onStop(() => app.close());
  // Threads can be read and answered without files for a while.
  service.health.watch('blobs', watchBlobs(blobs, 'degraded'));
  await app.listen(settings.FILO_HTTP_PORT, settings.FILO_HOST);
  log.info({ url: await app.getUrl() }, 'listening');
  sayAlive(service, bus);
};

await runService('core-api', start, { healthPort: 4601 });
