import { jetstreamManager } from '@nats-io/jetstream';
import { connectBus, leasesBucket, Lease, type Bucket, type Bus } from '../src/index.js';
import { rawConnection } from './raw.js';
import { eventually, freshPrefix, type FreshPrefix } from './testing.js';

/** Longer than a busy machine stands still between two renewals. */
const leaseTtlMs = 5_000;
let place: FreshPrefix;
let bus: Bus;
let bucket: Bucket;
let leases: Bucket;

beforeAll(async () => {
  place = await freshPrefix({ connectors: { email: ['email'] }, leaseTtlMs });
  bus = await connectBus(place.busOptions());
  bucket = await bus.bucket('state_email');
  leases = await bus.bucket(leasesBucket('email'));
});

afterAll(async () => {
  await bus.drain();
  await place.remove();
});

test('a key is created once, updated by its revision, deleted, and then free again', async () => {
  const first = await bucket.create('cursor.a', { uid: 1 });
  await expect(bucket.create('cursor.a', {})).rejects.toMatchObject({ code: 'key-exists' });
  const second = await bucket.update('cursor.a', { uid: 2 }, first);
  await expect(bucket.update('cursor.a', {}, first)).rejects.toMatchObject({ code: 'revision-moved' });
  expect(await bucket.get('cursor.a')).toEqual({ value: { uid: 2 }, revision: second });
  await expect(bucket.delete('cursor.a', first)).rejects.toMatchObject({ code: 'revision-moved' });
  await bucket.delete('cursor.a');
  expect(await bucket.get('cursor.a')).toBeUndefined();
  await bucket.create('cursor.a', { uid: 3 });
});

test('a key that is forgotten is gone, and what the server keeps of it goes by itself', async () => {
  await bucket.create('once.a', { uid: 1 });
  await bucket.forget('once.a');
  expect(await bucket.get('once.a')).toBeUndefined();
  expect(await bucket.keys('once.>')).toEqual([]);
  const raw = await rawConnection();
  const stream = `KV_${place.prefix}_state_email`;
  const manager = await jetstreamManager(raw);
  const { config } = await manager.streams.info(stream);
  expect(config.allow_msg_ttl).toBe(true);
  const marker = await manager.streams.getMessage(stream, { last_by_subj: `$KV.${stream.slice(3)}.once.a` });
  expect(marker?.header.get('Nats-TTL')).toBe('60s');
  await raw.close();
  await bucket.create('once.a', { uid: 2 });
});

test('a watch resolves after all present keys, then tells changes and deletions until aborted', async () => {
  await Promise.all(['w.1', 'w.2', 'w.3'].map((key) => bucket.put(key, key)));
  const seen: [string, unknown][] = [];
  const stop = new AbortController();
  await bucket.watch('w.*', (key, entry) => seen.push([key, entry?.value]), stop.signal);
  expect(seen.map(([key]) => key).sort()).toEqual(['w.1', 'w.2', 'w.3']);
  expect((await bucket.keys('w.*')).sort()).toEqual(['w.1', 'w.2', 'w.3']);
  await bucket.put('w.4', 'new');
  await bucket.delete('w.1');
  await eventually(() => seen.length === 5);
  expect(seen.slice(3)).toEqual([
    ['w.4', 'new'],
    ['w.1', undefined],
  ]);
  stop.abort();
  await bucket.put('w.5', 'unheard');
  expect(await bucket.keys('w.*')).toContain('w.5');
  expect(seen).toHaveLength(5);
});

test('a watch on an empty bucket resolves and hears the first key', async () => {
  const seen: string[] = [];
  const stop = new AbortController();
  await bucket.watch('empty.*', (key) => seen.push(key), stop.signal);
  await bucket.put('empty.1', 1);
  await eventually(() => seen.length === 1);
  stop.abort();
});

const until = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('a renewed lease outlives its ttl and is free at once when its holder ends', async () => {
  const one = new Lease(leases, 'renewed', 'one', { ttlMs: leaseTtlMs });
  const two = new Lease(leases, 'renewed', 'two', { ttlMs: leaseTtlMs });
  const stop = new AbortController();
  const started = Date.now();
  let lostEarly = false;
  const holding = one.hold(async (held) => {
    await until(held);
    lostEarly = !stop.signal.aborted;
  }, stop.signal);
  await eventually(async () => (await leases.get('renewed')) !== undefined);
  // That is longer than the bucket lets an unrenewed entry live.
  await eventually(async () => {
    expect(await two.tryTake()).toBeUndefined();
    return Date.now() - started > leaseTtlMs + 500;
  });
  stop.abort();
  expect(await holding).toBe(true);
  expect(lostEarly).toBe(false);
  expect(await two.tryTake()).toBeDefined();
});

test('a lease whose holder vanished is taken over after its ttl', async () => {
  await new Lease(leases, 'vanished', 'one').tryTake();
  const next = new Lease(leases, 'vanished', 'two', { ttlMs: leaseTtlMs });
  const takenOver = await next.hold(() => Promise.resolve(), AbortSignal.timeout(30_000));
  expect(takenOver).toBe(true);
});

test('a holder whose lease was taken away is told so', async () => {
  const lease = new Lease(leases, 'stolen', 'one', { ttlMs: leaseTtlMs });
  const outer = new AbortController();
  let told = false;
  const holding = lease.hold(async (held) => {
    await leases.put('stolen', { holder: 'thief' });
    await until(held);
    told = true;
  }, outer.signal);
  expect(await holding).toBe(true);
  expect(told).toBe(true);
  expect(outer.signal.aborted).toBe(false);
  expect((await leases.get<{ holder: string }>('stolen'))?.value.holder).toBe('thief');
});
