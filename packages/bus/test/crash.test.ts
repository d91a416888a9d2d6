import type { InboundEvent } from '@filo/contracts';
import { buffer } from 'node:stream/consumers';
import { connectBus, provision, TemporaryError, type Bus } from '../src/index.js';
import { aMessage, eventually, inTime, ownNats, type OwnNats } from './testing.js';

let nats: OwnNats;
let bus: Bus;

beforeEach(async () => {
  nats = await ownNats();
  await provision({ servers: nats.servers, monitorUrl: nats.monitorUrl, connectors: { email: ['email'] } });
  bus = await connectBus({ servers: nats.servers, service: 'test', productionMode: true });
});

afterEach(async () => {
  await bus.drain();
  await nats.remove();
});

test('kill -9 of the server under load: what was acknowledged arrives, and everything goes on by itself', async () => {
  const acknowledged = new Set<string>();
  const seen = new Set<string>();
  const stop = new AbortController();
  const consuming = bus.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => {
      for (const { event } of batch) seen.add(event.eventId);
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
  let publishing = true;
  const load = Array.from({ length: 8 }, async () => {
    while (publishing) {
      const event = aMessage();
      await publishUntilTaken(event, () => publishing);
      if (publishing) acknowledged.add(event.eventId);
    }
  });
  await eventually(() => acknowledged.size > 200);
  await nats.kill();
  await eventually(() => !bus.status().connected);
  expect(bus.status().reasons.join()).toContain('away');
  await nats.start();
  const before = acknowledged.size;
  await eventually(() => acknowledged.size > before + 200, { timeoutMs: 20_000 });
  publishing = false;
  await Promise.all(load);
  await eventually(() => [...acknowledged].every((id) => seen.has(id)), { timeoutMs: 30_000 });
  expect(bus.status()).toMatchObject({ connected: true, syncAlways: true, reasons: [] });
  stop.abort();
  await consuming;
}, 60_000);

async function publishUntilTaken(event: ReturnType<typeof aMessage>, goOn: () => boolean): Promise<void> {
  while (goOn()) {
    try {
      await bus.publishInbound(event);
      return;
    } catch (error) {
      // Everything a crash does to a publisher may be tried again with the same id.
      expect(error).toBeInstanceOf(TemporaryError);
    }
  }
}

test('a consumer and a watch begun before the bus was wiped go on after it is provisioned again', async () => {
  const seen: InboundEvent[] = [];
  const heard: string[] = [];
  const stop = new AbortController();
  const consuming = bus.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => {
      seen.push(...batch.map(({ event }) => event));
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
  const accounts = await bus.bucket('accounts_email');
  await accounts.put('before', 1);
  await accounts.watch('>', (key) => heard.push(key), stop.signal);
  await nats.kill();
  await nats.wipe();
  await nats.start();
  await provision({ servers: nats.servers, connectors: { email: ['email'] } });
  const event = aMessage();
  await eventually(() => bus.status().connected);
  await publishUntilTaken(event, () => true);
  await accounts.put('after', 1);
  await eventually(() => seen.some(({ eventId }) => eventId === event.eventId), { timeoutMs: 30_000 });
  await eventually(() => heard.includes('after'), { timeoutMs: 30_000 });
  stop.abort();
  await consuming;
}, 90_000);

test('the word on what was held before the bus was wiped says nothing of what has its number by now', async () => {
  const [before, after] = [aMessage(), aMessage()];
  const holds = new Map([before, after].map(({ eventId }) => [eventId, holding()]));
  const seen: string[] = [];
  const stop = new AbortController();
  const consuming = bus.consumeInbound('core-worker', {
    ...{ signal: stop.signal, batchMax: 1, batchesAtOnce: 2 },
    handle: async ([one]) => {
      const { eventId } = one!.event;
      seen.push(eventId);
      await holds.get(eventId)!.until;
      const again = eventId === after.eventId && seen.filter((id) => id === eventId).length === 1;
      return [again ? { type: 'retry', reason: 'not now', retryAfterMs: 1 } : { type: 'done' }];
    },
  });
  await publishUntilTaken(before, () => true);
  await eventually(() => seen.length === 1);
  await nats.kill();
  await nats.wipe();
  await nats.start();
  await provision({ servers: nats.servers, connectors: { email: ['email'] } });
  await eventually(() => bus.status().connected);
  await publishUntilTaken(after, () => true);
  await eventually(() => seen.length === 2, { timeoutMs: 30_000 });
  holds.get(before.eventId)!.letGo();
  holds.get(after.eventId)!.letGo();
  await eventually(() => seen.length === 3, { timeoutMs: 10_000 });
  expect(seen).toEqual([before.eventId, after.eventId, after.eventId]);
  stop.abort();
  await consuming;
}, 60_000);

const holding = () => {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => (letGo = resolve));
  return { until, letGo };
};

test('a door whose first event falls into a time without a bus opens as soon as the bus is back', async () => {
  const core = await connectBus({ servers: nats.servers, service: 'core' });
  const stop = new AbortController();
  const consuming = core.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => {
      for (const { event } of batch) {
        const events = [{ eventId: event.eventId, outcome: 'stored' as const }];
        core.emitCommitted(event.channel, event.accountId, { v: 1, events });
      }
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
  const accountId = aMessage().accountId;
  await nats.kill();
  await eventually(() => !bus.status().connected && !core.status().connected);
  const first = bus.publishAndAwaitCommit(aMessage({ accountId }), 60_000);
  await nats.wipe();
  await nats.start();
  await expect(first).rejects.toThrow(TemporaryError);
  await provision({ servers: nats.servers, connectors: { email: ['email'] } });
  await inTime(5_000, () =>
    eventually(() => bus.publishAndAwaitCommit(aMessage({ accountId }), 1_000), { timeoutMs: 30_000 }),
  );
  stop.abort();
  await consuming;
  await core.drain();
}, 60_000);

test('draining ends in time while the server is away', async () => {
  const stop = new AbortController();
  const consuming = bus.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => Promise.resolve(batch.map(() => ({ type: 'done' }))),
  });
  await bus.publishInbound(aMessage());
  await nats.kill();
  await eventually(() => !bus.status().connected);
  await inTime(9_000, async () => {
    await bus.drain();
    await consuming;
  });
});

describe('a large blob', () => {
  const content = Buffer.alloc(64 * 1024 * 1024, 'large');

  it('is read whole, four at once, by a service that is busy meanwhile: the server does not cut it off', async () => {
    const ref = await bus.blobs.put(content);
    let wasAway = false;
    const watching = setInterval(() => (wasAway ||= !bus.status().connected), 5);
    const streams = await Promise.all(Array.from({ length: 4 }, () => bus.blobs.open(ref)));
    const reading = Promise.all(streams.map((stream) => buffer(stream)));
    // Long enough for a server that pushes to fill its 64 MB, short enough for every time limit.
    for (let blocked = 0; blocked < 8; blocked++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const read of await reading) expect(Buffer.compare(read, content)).toBe(0);
    clearInterval(watching);
    expect(wasAway).toBe(false);
  }, 60_000);

  it('whose server dies while it is read fails for now, and is read later', async () => {
    const ref = await bus.blobs.put(content);
    const stream = await bus.blobs.open(ref);
    for await (const chunk of stream) {
      expect((chunk as Buffer).length).toBeGreaterThan(0);
      break;
    }
    const reading = bus.blobs.get(ref);
    const failed = expect(reading).rejects.toBeInstanceOf(TemporaryError);
    await nats.kill();
    await failed;
    await nats.start();
    await eventually(() => bus.status().connected);
    expect(Buffer.compare(await bus.blobs.get(ref), content)).toBe(0);
  }, 60_000);
});
