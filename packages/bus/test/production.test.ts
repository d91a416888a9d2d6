import { connectBus, provision, type BusOptions } from '../src/index.js';
import { eventually, ownNats, type NatsPlace, type OwnNats } from './testing.js';

const connectors = { email: ['email'] };
let nats: OwnNats;
const service = (over: Partial<BusOptions> = {}) =>
  connectBus({ servers: nats.servers, service: 'test', productionMode: true, ...over });

const withoutFsync = ({ port, monitorPort, storeDir }: NatsPlace): string =>
  `listen: 127.0.0.1:${port}\nhttp: 127.0.0.1:${monitorPort}\njetstream { store_dir: ${JSON.stringify(storeDir)} }\n`;

afterEach(() => nats.remove());

test('in production a service waits until the bus is provisioned, and then starts', async () => {
  nats = await ownNats();
  const told: string[] = [];
  const log = { info: () => {}, warn: (_: object, event: string) => void told.push(event), error: () => {} };
  let started = false;
  const starting = service({ log }).then((bus) => ((started = true), bus));
  await eventually(() => told.some((event) => event.includes('run the provisioner')));
  expect(started).toBe(false);
  await provision({ servers: nats.servers, monitorUrl: nats.monitorUrl, connectors, productionMode: true });
  const bus = await starting;
  expect(bus.status()).toMatchObject({ syncAlways: true, reasons: [] });
  await bus.drain();
}, 60_000);

test('in production a server that does not fsync is refused by provisioner and services, and each says what to do', async () => {
  nats = await ownNats(withoutFsync);
  const at = { servers: nats.servers, monitorUrl: nats.monitorUrl, connectors };
  const refused = {
    code: 'bus-refused',
    message: expect.stringContaining('sync_interval: always') as string,
  };
  await expect(provision({ ...at, productionMode: true })).rejects.toMatchObject(refused);
  // The word of somebody does not stand against the server's own.
  await expect(provision({ ...at, productionMode: true, vouchedFor: true })).rejects.toMatchObject(refused);
  await provision(at);
  await expect(service()).rejects.toMatchObject(refused);
  const bus = await service({ productionMode: false });
  expect(bus.status().reasons).toHaveLength(1);
  await bus.drain();
}, 60_000);

test('in production a server that cannot be asked needs somebody who vouches for it', async () => {
  nats = await ownNats();
  const at = { servers: nats.servers, connectors, productionMode: true };
  const what = { code: 'bus-refused', message: expect.stringContaining('NATS_MONITOR_URL') as string };
  await expect(provision(at)).rejects.toMatchObject(what);
  await provision({ ...at, vouchedFor: true });
  const bus = await service();
  expect(bus.status()).toMatchObject({ syncAlways: true });
  await bus.drain();
}, 60_000);
