import { TemporaryError } from '@filo/bus';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { s3PlaceOf, type BlobSettings } from '../../src/blobs/blob-settings.js';
import { S3BlobStore } from '../../src/blobs/s3/s3-blob-store.js';
import { S3Client } from '../../src/blobs/s3/s3-client.js';
import { startS3Server, type S3Server } from './s3-server.js';
import { s3Settings } from './s3-settings.js';

const content = Buffer.alloc(2_000_000, 'x');
let s3: S3Server;
let folder: string;
beforeEach(async () => {
  s3 = await startS3Server();
  folder = await mkdtemp(join(tmpdir(), 'filo-s3-'));
});
afterEach(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const storeWith = (over: Partial<BlobSettings> = {}, silentMs?: number): S3BlobStore =>
  new S3BlobStore(new S3Client(s3PlaceOf({ ...s3Settings(s3), ...over })!, silentMs), folder);

const troubleOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TemporaryError);
  return (error as Error).message;
};

it.each<[string, Partial<BlobSettings>, RegExp]>([
  ['no such bucket', { FILO_BLOBS: 's3://other' }, /no bucket "other".*FILO_BLOBS/],
  ['an unknown key', { FILO_S3_ACCESS_KEY_ID: 'x' }, /InvalidAccessKeyId.*FILO_S3_ACCESS_KEY_ID/],
  ['a wrong secret', { FILO_S3_SECRET_ACCESS_KEY: 'x' }, /SignatureDoesNotMatch.*FILO_S3_SECRET_ACCESS_KEY/],
  ['another region', { FILO_S3_REGION: 'moon' }, /not in the region "moon".*FILO_S3_REGION/],
])('says what to do about %s, and takes nothing for missing', async (_, over, sentence) => {
  const store = storeWith(over);
  expect(await troubleOf(store.check())).toMatch(sentence);
  expect(await troubleOf(store.get('ab'.repeat(32)))).toMatch(sentence);
  await troubleOf(store.put(content));
  expect(s3.objects.size).toBe(0);
});

it('says so when nobody is there, and goes on when somebody is', async () => {
  const port = Number(new URL(s3.url).port);
  const store = storeWith();
  const { sha256 } = await store.put(content);
  await s3.close();
  for (const work of [store.has(sha256), store.get(sha256), store.put(Buffer.from('new')), store.check()])
    expect(await troubleOf(work)).toMatch(/cannot be reached \(ECONN\w+\)/);
  s3 = await startS3Server(port);
  expect(await store.has(sha256)).toBe(false);
  await store.put(content);
  await store.check();
});

it('tries again by itself when the storage stumbles', async () => {
  let stumbles = 2;
  s3.trouble = (request, response) => {
    if (request.method !== 'PUT' || stumbles === 0) return false;
    stumbles--;
    request.resume().once('end', () => response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'));
    return true;
  };
  const { sha256 } = await storeWith().put(Readable.from([content]));
  expect(stumbles).toBe(0);
  expect(s3.objects.get(`filo/blobs/${sha256.slice(0, 2)}/${sha256}`)?.equals(content)).toBe(true);
});

it('gives up on a storage that has gone silent', async () => {
  s3.trouble = () => true;
  expect(await troubleOf(storeWith({}, 100).put(content))).toMatch(/cannot be reached \(silent for 0.1 s\)/);
});

it('never takes half an answer for all of it', async () => {
  const store = storeWith();
  const { sha256 } = await store.put(content);
  s3.trouble = (request, response) => {
    if (request.method !== 'GET') return false;
    response.writeHead(200, { 'content-length': content.byteLength });
    response.write(content.subarray(0, 1000), () => response.destroy());
    return true;
  };
  expect(await troubleOf(store.get(sha256))).toMatch(/cannot be reached/);
});

it('takes an answer that is not of S3 for trouble, never for a missing blob', async () => {
  s3.trouble = (_, response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
    return true;
  };
  expect(await troubleOf(storeWith().open('ab'.repeat(32)))).toMatch(/answered 404/);
});

it('shows for a minute that writes are refused, though the bucket can be listed', async () => {
  s3.trouble = (request, response) => {
    if (request.method !== 'PUT') return false;
    request
      .resume()
      .once('end', () => response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'));
    return true;
  };
  const store = storeWith();
  await store.check();
  await troubleOf(store.put(content));
  expect(await troubleOf(store.check())).toMatch(/does not let our key.*AccessDenied/);
  s3.trouble = undefined;
  await store.put(content);
  await store.check();
});
