import { busHealth, busTlsOf, connectBus, type Bus, type BusOptions } from '@filo/bus';
import type { Service } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { CoreSettings } from '../config.js';
import { createDataSource } from '../database/data-source.js';
import { waitForDatabase } from './wait-for-database.js';

/** What every process of core stands on. */
export interface Ground {
  dataSource: DataSource;
  bus: Bus;
  busOptions: BusOptions;
}

/** Connects to the database and the bus, waiting for either; their health is the service's, and they close with it. */
export const openGround = async (
  service: Service,
  settings: CoreSettings,
  busName: string,
): Promise<Ground> => {
  const dataSource = createDataSource(settings.DATABASE_URL);
  await waitForDatabase(dataSource, service);
  service.onClose(() => dataSource.destroy());
  service.health.watch('database', async () => {
    await dataSource.query('select 1');
    return { state: 'ok', reason: '' };
  });
  const busOptions: BusOptions = {
    servers: settings.NATS_URL,
    tls: busTlsOf(settings),
    user: settings.NATS_USER,
    password: settings.NATS_PASSWORD,
    streamPrefix: settings.FILO_STREAM_PREFIX,
    productionMode: settings.NODE_ENV === 'production',
    service: busName,
    log: service.log,
    signal: service.signal,
  };
  const bus = await connectBus(busOptions);
  service.onClose(() => bus.drain());
  service.health.watch('bus', () => busHealth(bus.status()));
  return { dataSource, bus, busOptions };
};
