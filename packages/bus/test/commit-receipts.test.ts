import { connectBus, TemporaryError, type Bus } from '../src/index.js';
import { aMessage, freshPrefix, inTime, type FreshPrefix } from './testing.js';

let place: FreshPrefix;
let bus: Bus;
let core: Bus;
const stop = new AbortController();
let answering = true;

beforeAll(async () => {
  place = await freshPrefix({ connectors: { email: ['email'] } });
  [bus, core] = await Promise.all([
    connectBus(place.busOptions('email')),
    connectBus(place.busOptions('core')),
  ]);
  void core.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => {
      for (const { event } of answering ? batch : []) {
        const events = [{ eventId: event.eventId, outcome: 'stored' as const }];
        core.emitCommitted(event.channel, event.accountId, { v: 1, events });
      }
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
});

afterAll(async () => {
  stop.abort();
  await Promise.all([bus.drain(), core.drain()]);
  await place.remove();
});

test('resolves with the outcome of this very event, however many are under way', async () => {
  answering = true;
  const events = Array.from({ length: 50 }, () => aMessage());
  const outcomes = await Promise.all(events.map((event) => bus.publishAndAwaitCommit(event, 5_000)));
  expect(outcomes.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
});

test('rejects as temporary when core does not say so in time, and the next one works', async () => {
  answering = false;
  await expect(bus.publishAndAwaitCommit(aMessage(), 200)).rejects.toThrow(TemporaryError);
  answering = true;
  await expect(bus.publishAndAwaitCommit(aMessage(), 20_000)).resolves.toMatchObject({ outcome: 'stored' });
});

test('rejects at once when the event cannot be published', async () => {
  await inTime(4_000, async () => {
    const refused = bus.publishAndAwaitCommit(aMessage({ externalId: '' }), 5_000);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-event' });
  });
});

test('what is emitted after listening began arrives, under its plain subject', async () => {
  const heard: [unknown, string][] = [];
  const arrived = new Promise<void>((resolve) => {
    void core.listen('updates.>', (payload, subject) => {
      heard.push([payload, subject]);
      resolve();
    });
  });
  const ready = await core.listen('updates.never', () => {});
  bus.emit('updates.live', { ids: [1, 2] });
  await arrived;
  expect(heard).toEqual([[{ ids: [1, 2] }, 'updates.live']]);
  await ready();
});
