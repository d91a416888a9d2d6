import type { InboundEvent, Send } from '@filo/contracts';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import {
  connectBus,
  PermanentError,
  TemporaryError,
  type Bus,
  type Incoming,
  type Outcome,
} from '../src/index.js';
import { aMessage, aReceipt, aSend, eventually, freshPrefix, type FreshPrefix } from './testing.js';
import { rawConnection, pendingOf } from './raw.js';

/** Before what was taken and not settled comes again: 15 s. */
const sooner = { timeoutMs: 10_000 };
const done = (): Outcome => ({ type: 'done' });

let place: FreshPrefix;
let bus: Bus;
const stops: AbortController[] = [];

beforeEach(async () => {
  place = await freshPrefix({ connectors: { email: ['email'] } });
  bus = await connectBus(place.busOptions());
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await bus.drain();
  await place.remove();
});

type Handle = (batch: readonly Incoming<InboundEvent>[]) => Promise<readonly Outcome[]>;

function consume(
  handle: Handle,
  more: { batchMax?: number; onUnreadable?: (subject: string, reason: string) => Promise<void> } = {},
) {
  const stop = new AbortController();
  stops.push(stop);
  const ended = bus.consumeInbound('core-worker', { signal: stop.signal, handle, ...more });
  return { stop: () => (stop.abort(), ended) };
}

const pending = () => pendingOf(place, 'INBOUND', 'core-worker');

test('hands over everything that was published, once, and leaves nothing pending', async () => {
  const events = [...Array.from({ length: 300 }, () => aMessage()), aReceipt()];
  await Promise.all(events.map((event) => bus.publishInbound(event)));
  const seen: string[] = [];
  const sizes: number[] = [];
  consume((batch) => {
    sizes.push(batch.length);
    seen.push(...batch.map(({ event }) => event.eventId));
    return Promise.resolve(batch.map(done));
  });
  await eventually(() => seen.length >= events.length);
  expect([...seen].sort()).toEqual(events.map(({ eventId }) => eventId).sort());
  await eventually(async () => (await pending()) === 0);
  expect(Math.max(...sizes)).toBeGreaterThan(1);
});

test('an idle bus gives batches of one without waiting', async () => {
  const sizes: number[] = [];
  consume((batch) => {
    sizes.push(batch.length);
    return Promise.resolve(batch.map(done));
  });
  for (const count of [1, 2, 3]) {
    await bus.publishInbound(aMessage());
    await eventually(() => sizes.length === count);
  }
  expect(sizes).toEqual([1, 1, 1]);
});

test('publishing the same event id again does not double it', async () => {
  const event = aMessage();
  await bus.publishInbound(event);
  await bus.publishInbound(event);
  expect(await pending()).toBe(1);
});

test('an event that does not fit its schema is refused before it is published', async () => {
  await expect(bus.publishInbound(aMessage({ accountId: 'not-an-id' }))).rejects.toMatchObject({
    code: 'invalid-event',
  });
  expect(await pending()).toBe(0);
});

test.each<[string, Handle]>([
  [
    'synchronously',
    () => {
      throw new Error('sync');
    },
  ],
  [
    'asynchronously',
    async () => {
      await Promise.resolve();
      throw new Error('async');
    },
  ],
  ['as temporary', () => Promise.reject(new TemporaryError('away'))],
  ['by answering too few outcomes', () => Promise.resolve([])],
])('a handler that throws %s acks nothing, and the event comes again', async (_, broken) => {
  await bus.publishInbound(aMessage());
  let calls = 0;
  const deliveries: number[] = [];
  consume((batch) => {
    calls += 1;
    deliveries.push(...batch.map((one) => one.deliveries));
    return calls === 1 ? broken(batch) : Promise.resolve(batch.map(done));
  });
  await eventually(() => calls === 1);
  expect(await pending()).toBe(1);
  await eventually(() => calls === 2);
  expect(deliveries).toEqual([1, 2]);
  await eventually(async () => (await pending()) === 0);
});

test('one poisonous event in a batch does not hold up the others', async () => {
  const events = Array.from({ length: 20 }, () => aMessage());
  const poison = events[7]?.eventId;
  await Promise.all(events.map((event) => bus.publishInbound(event)));
  const stored = new Set<string>();
  consume((batch) => {
    if (batch.some(({ event }) => event.eventId === poison)) throw new Error('poison');
    for (const { event } of batch) stored.add(event.eventId);
    return Promise.resolve(batch.map(done));
  });
  await eventually(() => stored.size === 19, sooner);
  await eventually(async () => (await pending()) === 1);
});

test('what dies goes to DEAD with its subject, bytes and reason, and not back to the consumer', async () => {
  const event = aMessage();
  await bus.publishInbound(event);
  consume((batch) => {
    throw new PermanentError('refused', `no ${batch.length}`);
  });
  const dead: { subject: string; reason: string; eventId: string }[] = [];
  const stop = new AbortController();
  stops.push(stop);
  void bus.consumeDead('core-dead', {
    signal: stop.signal,
    handle: (batch) => {
      for (const { event: one } of batch) {
        const { eventId } = JSON.parse(Buffer.from(one.data).toString()) as { eventId: string };
        dead.push({ subject: one.subject, reason: one.reason, eventId });
      }
      return Promise.resolve(batch.map(done));
    },
  });
  await eventually(() => dead.length === 1);
  expect(dead[0]?.eventId).toBe(event.eventId);
  expect(dead[0]?.reason).toContain('no 1');
  expect(dead[0]?.subject).toMatch(/^inbound\.\d\.email\..*\.message$/);
  await eventually(async () => (await pending()) === 0);
});

test('an unknown major waits with a warning and is never dead-lettered; an unreadable event is reported, then dead', async () => {
  const raw = await rawConnection();
  const subject = `${place.prefix}.inbound.0.email.a.message`;
  await raw.request(subject, JSON.stringify({ ...aMessage(), v: 2 }));
  await raw.request(subject, 'no json at all');
  await raw.close();
  const reported: string[] = [];
  const onUnreadable = async (_: string, reason: string) => void reported.push(reason);
  consume((batch) => Promise.resolve(batch.map(done)), { onUnreadable });
  await eventually(() => reported.length === 1);
  expect(reported[0]).toContain('not JSON');
  await eventually(async () => (await pendingOf(place, 'DEAD', 'core-dead')) === 1);
  expect(await pending()).toBe(1);
  expect(bus.status().reasons.join()).toContain('version 2');
});

test('ends when told, after what is under way is settled; what was not handed out is free at once', async () => {
  await Promise.all(Array.from({ length: 10 }, () => bus.publishInbound(aMessage())));
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  let handled = 0;
  const first = consume(
    async (batch) => {
      await gate;
      handled += batch.length;
      return batch.map(done);
    },
    { batchMax: 3 },
  );
  await eventually(async () => (await pending()) === 10);
  const ended = first.stop();
  release();
  await ended;
  expect(handled).toBeLessThanOrEqual(3);
  let rest = 0;
  consume((batch) => {
    rest += batch.length;
    return Promise.resolve(batch.map(done));
  });
  await eventually(() => handled + rest === 10, sooner);
});

test('an event larger than the bus takes arrives whole', async () => {
  const html = `<p>${'x'.repeat(1_900_000)}</p>`;
  await bus.publishInbound(aMessage({ html }));
  const seen: InboundEvent[] = [];
  consume((batch) => {
    seen.push(...batch.map(({ event }) => event));
    return Promise.resolve(batch.map(done));
  });
  await eventually(() => seen.length === 1);
  expect(seen[0]?.type === 'message' && seen[0].html?.length).toBe(html.length);
});

test('a handler slower than the ack wait gets its event once, and so do those that wait behind it', async () => {
  const raw = await rawConnection();
  const manager = await jetstreamManager(raw);
  await manager.consumers.update(`${place.prefix}_INBOUND`, 'core-worker', { ack_wait: nanos(1_500) });
  await raw.close();
  await Promise.all([1, 2].map(() => bus.publishInbound(aMessage())));
  const deliveries: number[] = [];
  consume(
    async (batch) => {
      deliveries.push(...batch.map((one) => one.deliveries));
      const until = Date.now() + 3_500;
      await eventually(() => Date.now() > until);
      return batch.map(done);
    },
    { batchMax: 1 },
  );
  await eventually(async () => deliveries.length >= 2 && (await pending()) === 0, { timeoutMs: 30_000 });
  expect(deliveries).toEqual([1, 1]);
});

test('what a vanished process held is delivered to another after the ack wait', async () => {
  const raw = await rawConnection();
  const manager = await jetstreamManager(raw);
  const stream = `${place.prefix}_INBOUND`;
  await manager.consumers.update(stream, 'core-worker', { ack_wait: nanos(600) });
  await bus.publishInbound(aMessage());
  // Takes it as a bus would, and goes away without a word.
  const taken = await (await jetstream(raw).consumers.get(stream, 'core-worker')).next();
  expect(taken).not.toBeNull();
  await raw.close();
  const deliveries: number[] = [];
  consume((batch) => {
    deliveries.push(...batch.map((one) => one.deliveries));
    return Promise.resolve(batch.map(done));
  });
  await eventually(() => deliveries.length === 1);
  expect(deliveries).toEqual([2]);
});

test('each by itself: what hangs for one account holds up none of another, and what was not begun is free at once', async () => {
  const [slow, quick] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
  const send = (accountId: string) => bus.publishSend(aSend({ accountId }));
  const pendingSends = () => pendingOf(place, 'OUTBOUND', 'email');
  const begun: Incoming<Send>[] = [];
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const stop = new AbortController();
  stops.push(stop);
  const consuming = bus.consumeSends('email', 'email', {
    signal: stop.signal,
    eachAlone: { perSubject: 2, atOnce: 2 },
    handle: async (batch) => {
      begun.push(...batch);
      if (batch.some(({ event }) => event.accountId === slow)) await gate;
      return batch.map(done);
    },
  });
  for (let n = 0; n < 6; n += 1) await send(slow);
  await eventually(() => begun.length === 2);
  for (let n = 0; n < 3; n += 1) await send(quick);
  await eventually(async () => (await pendingSends()) === 6);
  expect(begun.map(({ event }) => event.accountId)).toEqual([slow, slow, quick, quick, quick]);

  stop.abort();
  release();
  await consuming;
  expect(begun).toHaveLength(5);
  const rest: Incoming<Send>[] = [];
  const again = new AbortController();
  stops.push(again);
  void bus.consumeSends('email', 'email', {
    signal: again.signal,
    eachAlone: { perSubject: 9, atOnce: 9 },
    handle: (batch) => {
      rest.push(...batch);
      return Promise.resolve(batch.map(done));
    },
  });
  await eventually(() => rest.length === 4, sooner);
  const ids = [...begun, ...rest].map(({ event }) => event.deliveryId);
  expect(new Set(ids).size).toBe(9);
  await eventually(async () => (await pendingSends()) === 0);
});

test('each by itself: one that throws comes again, and the others of its account go on', async () => {
  const sends = Array.from({ length: 20 }, () => aSend());
  const poison = sends[7]!.deliveryId;
  for (const one of sends) await bus.publishSend(one);
  const handled: Incoming<Send>[] = [];
  const stop = new AbortController();
  stops.push(stop);
  void bus.consumeSends('email', 'email', {
    signal: stop.signal,
    eachAlone: { perSubject: 4, atOnce: 4 },
    handle: (batch) => {
      const [one] = batch as [Incoming<Send>];
      if (one.event.deliveryId === poison && one.deliveries === 1) throw new Error('poison');
      handled.push(one);
      return Promise.resolve(batch.map(done));
    },
  });
  await eventually(() => handled.length === 20);
  expect(handled.filter(({ deliveries }) => deliveries > 1).map(({ event }) => event.deliveryId)).toEqual([
    poison,
  ]);
});
