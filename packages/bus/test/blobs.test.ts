import { jetstreamManager } from '@nats-io/jetstream';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { connectBus, type Bus } from '../src/index.js';
import { rawConnection } from './raw.js';
import { freshPrefix, type FreshPrefix } from './testing.js';

let place: FreshPrefix;
let bus: Bus;

beforeAll(async () => {
  place = await freshPrefix({ connectors: {} });
  bus = await connectBus(place.busOptions());
});

afterAll(async () => {
  await bus.drain();
  await place.remove();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function inPieces(bytes: Uint8Array, size: number): Readable {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return Readable.from(pieces);
}

async function stored(stream: string): Promise<{ messages: number; bytes: number }> {
  const raw = await rawConnection();
  try {
    const { state } = await (await jetstreamManager(raw)).streams.info(stream);
    return state;
  } finally {
    await raw.close();
  }
}

test.each([
  ['nothing', 0],
  ['a short mail', 10_000],
  ['the largest small one', 900_000],
  ['the smallest large one', 900_001],
  ['a long mail', 12_345_678],
])('%s comes back byte by byte, from bytes and from a stream', async (_, size) => {
  const content = randomBytes(size);
  const name = { sha256: sha256(content), bytes: size };
  const ref = await bus.blobs.put(content);
  expect(ref).toEqual(name);
  expect(await bus.blobs.put(inPieces(content, 65_536))).toEqual(name);
  expect(Buffer.compare(await bus.blobs.get(ref), content)).toBe(0);
  expect(sha256(await buffer(await bus.blobs.open(ref)))).toBe(name.sha256);
  expect(await bus.blobs.has(ref)).toBe(true);
});

test.each([
  ['small', 50_000, 'BLOBS'],
  ['large', 3_000_000, 'OBJ_blobs'],
])('the same %s content is stored once', async (_, size, kind) => {
  const stream = kind === 'BLOBS' ? `${place.prefix}_BLOBS` : `OBJ_${place.prefix}_blobs`;
  const content = randomBytes(size);
  await bus.blobs.put(content);
  const once = await stored(stream);
  await Promise.all([bus.blobs.put(content), bus.blobs.put(inPieces(content, 10_000))]);
  expect(await stored(stream)).toMatchObject({ messages: once.messages, bytes: once.bytes });
});

test.each([10, 5_000_000])('a blob of %d bytes that is not there is missing for good', async (bytes) => {
  const ref = { sha256: sha256(randomBytes(16)), bytes };
  expect(await bus.blobs.has(ref)).toBe(false);
  await expect(bus.blobs.get(ref)).rejects.toMatchObject({ code: 'blob-missing' });
  await expect(bus.blobs.open(ref)).rejects.toMatchObject({ code: 'blob-missing' });
});

test('other bytes under the name are never handed out', async () => {
  const name = sha256(Buffer.from('right'));
  const raw = await rawConnection();
  await raw.request(`${place.prefix}.blob.${name}`, 'wrong');
  await raw.close();
  await expect(bus.blobs.get({ sha256: name, bytes: 5 })).rejects.toMatchObject({ code: 'blob-corrupt' });
});

test('a source that breaks off stores nothing and says so', async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error('cut'));
    },
  });
  await expect(bus.blobs.put(broken)).rejects.toThrow('cut');
});

test('a full stream refuses, which is temporary and not taken for a second copy', async () => {
  const raw = await rawConnection();
  const manager = await jetstreamManager(raw);
  const stream = `${place.prefix}_BLOBS`;
  const { config, state } = await manager.streams.info(stream);
  await manager.streams.update(stream, { ...config, max_bytes: state.bytes + 1_000 });
  await expect(bus.blobs.put(randomBytes(10_000))).rejects.toMatchObject({ name: 'TemporaryError' });
  await manager.streams.update(stream, { ...config, max_bytes: -1 });
  await raw.close();
});
