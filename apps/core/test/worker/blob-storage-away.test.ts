import { eventually } from '@filo/testing';
import { mailWithFiles } from '../backup/filled.js';
import { watchBlobs } from '../../src/blobs/watch-blobs.js';
import { startS3Server, type S3Server } from '../blobs/s3-server.js';
import { s3Settings } from '../blobs/s3-settings.js';
import { mail, testWorker, type TestWorker } from './test-worker.js';

let s3: S3Server;
let worker: TestWorker;
beforeAll(async () => {
  s3 = await startS3Server();
  worker = await testWorker(s3Settings(s3));
}, 60_000);
afterAll(async () => {
  await worker.close();
  await s3.close();
});

it('keeps mails on the bus while the blob storage is away, says so, and stores each once when it is back', async () => {
  const addresses = Array.from({ length: 5 }, (_, n) => `away${n}@bucket.example`);
  const port = Number(new URL(s3.url).port);
  await s3.close();
  const probe = watchBlobs(worker.parts.blobs, 'failed', { everyMs: 0 });
  worker.start();
  for (const address of addresses) await worker.bus.publishInbound(await mailWithFiles(worker, address));
  await worker.bus.publishInbound(mail('plain@bucket.example', 0));
  await eventually(async () => (await probe()).state === 'failed');
  expect((await probe()).reason).toMatch(/cannot be reached \(ECONNREFUSED\).*Nothing is lost/);
  expect(await worker.rows('select 1 from attachment')).toEqual([]);

  s3 = await startS3Server(port);
  await eventually(async () => (await stored()).length === addresses.length + 1, { timeoutMs: 20_000 });
  expect(await stored()).toEqual(['plain@bucket.example', ...addresses].toSorted());
  expect(s3.objects.size).toBe(3 * addresses.length);
  await eventually(async () => (await probe()).state === 'ok');
}, 40_000);

const stored = async (): Promise<string[]> =>
  (
    await worker.rows<{ key: string }>(
      `select i.key from message m join identity i on i.id = m.anchor_identity_id order by i.key`,
    )
  ).map(({ key }) => key);
