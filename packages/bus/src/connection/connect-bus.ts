import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { setTimeout as delay } from 'node:timers/promises';
import { PermanentError } from '../errors.js';
import type { Bus } from '../bus.js';
import { NestAsk } from '../questions/nest-ask.js';
import { LargeBlobs } from '../stores/large-blobs.js';
import { NatsBlobs } from '../stores/nats-blobs.js';
import { SmallBlobs } from '../stores/small-blobs.js';
import { BusNames } from './bus-names.js';
import { silentLog, type BusOptions } from './bus-options.js';
import { ConnectionWatch } from './connection-watch.js';
import { NatsBus } from './nats-bus.js';
import { openConnection } from './open-connection.js';

/**
 * Connects to the bus and stays connected for ever. Waits while the server is away. Rejects with
 * `PermanentError('bus-refused')` when the password is wrong, the server too old, or, in production mode, when it is not
 * known to fsync before it acknowledges; there it also waits for the provisioner, who finds that out.
 */
export async function connectBus(options: BusOptions): Promise<Bus> {
  const log = options.log ?? silentLog;
  const names = new BusNames(options.streamPrefix);
  const connection = await openConnection(options);
  const jetstreamOptions = { checkAPI: false, timeout: 5_000 };
  const client = jetstream(connection, jetstreamOptions);
  const manager = await jetstreamManager(connection, jetstreamOptions);
  const watch = new ConnectionWatch(connection, manager, names, log);
  await watch.refresh();
  if (options.productionMode) await untilProvisioned(watch, options);
  const { refused } = watch.judge(options.productionMode ?? false);
  if (refused !== undefined) {
    watch.close();
    await connection.close();
    throw new PermanentError('bus-refused', refused);
  }
  const blobs = new NatsBlobs(
    new SmallBlobs(client, manager, names),
    new LargeBlobs(client, manager, names.bucket('blobs')),
  );
  return new NatsBus({
    connection,
    jetstream: client,
    manager,
    names,
    log,
    watch,
    blobs,
    ask: new NestAsk(names, options),
  });
}

/** Services start in any order, and a bus that was wiped knows nothing of itself until it is provisioned again. */
async function untilProvisioned(
  watch: ConnectionWatch,
  { signal, log = silentLog }: BusOptions,
): Promise<void> {
  for (let tries = 0; !watch.provisioned && signal?.aborted !== true; tries++) {
    if (tries % 20 === 0)
      log.warn({}, 'the bus is not provisioned yet: run the provisioner; it is tried again');
    await delay(500);
    await watch.refresh();
  }
}
