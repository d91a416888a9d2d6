import { jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { connectBus, provision, removeProvisioned } from '../src/index.js';
import { rawConnection } from './raw.js';
import { testNats } from './testing.js';

const streamPrefix = `tp${process.pid}x`;
const connectors = { email: ['email'], social: ['x', 'bluesky'] };
let where: Awaited<ReturnType<typeof testNats>>;

beforeAll(async () => {
  where = await testNats();
});

afterAll(() => removeProvisioned({ ...where, streamPrefix }));

test('makes everything once, keeps it the second time, and repairs what was changed', async () => {
  const first = await provision({ ...where, streamPrefix, connectors });
  expect(new Set(first.done.map(({ change }) => change))).toEqual(new Set(['made']));
  expect(first.done.map(({ name }) => name)).toContain(`${streamPrefix}_OUTBOUND/social-bluesky`);
  const second = await provision({ ...where, streamPrefix, connectors });
  expect(new Set(second.done.map(({ change }) => change))).toEqual(new Set(['kept']));

  const raw = await rawConnection();
  const manager = await jetstreamManager(raw);
  const stream = `${streamPrefix}_INBOUND`;
  const { config } = await manager.streams.info(stream);
  await manager.streams.update(stream, { ...config, max_age: nanos(200_000), description: 'mine' });
  await manager.consumers.update(stream, 'core-worker', { max_ack_pending: 1 });
  const third = await provision({ ...where, streamPrefix, connectors });
  const changed = third.done.filter(({ change }) => change !== 'kept').map(({ name }) => name);
  expect(changed.sort()).toEqual([stream, `${stream}/core-worker`]);
  const repaired = await manager.streams.info(stream);
  expect(repaired.config).toMatchObject({
    max_age: nanos(7 * 86_400_000),
    discard: 'new',
    description: 'mine',
  });
  await raw.close();
});

test('what it learnt of fsync reaches the services; production mode refuses a server of which nothing is known', async () => {
  const options = { ...where, streamPrefix, service: 'test', productionMode: true };
  await provision({ ...where, streamPrefix, connectors, monitorUrl: undefined });
  await expect(connectBus(options)).rejects.toMatchObject({ code: 'bus-refused' });
  const { facts } = await provision({ ...where, streamPrefix, connectors });
  expect(facts.syncAlways).toBe(true);
  const bus = await connectBus(options);
  expect(bus.status()).toMatchObject({ connected: true, syncAlways: true, reasons: [] });
  await bus.drain();
});

test('a server that is away is a temporary error', async () => {
  await expect(provision({ servers: 'nats://127.0.0.1:1' })).rejects.toMatchObject({
    name: 'TemporaryError',
  });
});
