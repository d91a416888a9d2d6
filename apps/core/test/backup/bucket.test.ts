import { freshDatabase, type FreshDatabase } from '@filo/testing';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { openBlobPlace } from '../../src/backup/restore/open-blob-place.js';
import { RestoreBackup, type RestoreOrder } from '../../src/backup/restore/restore-backup.js';
import { WriteBackup } from '../../src/backup/write-backup.js';
import { createDataSource } from '../../src/database/data-source.js';
import { startS3Server, type S3Server } from '../blobs/s3-server.js';
import { s3Settings } from '../blobs/s3-settings.js';
import { testWorker, type TestWorker } from '../worker/test-worker.js';
import { dump, fill } from './filled.js';

const passphrase = 'four plain words here';
const patience = 60_000;
const from = 'filo/blobs/';
const to = 'restored/';
let worker: TestWorker;
let s3: S3Server;
let folder: string;
const databases: FreshDatabase[] = [];

beforeAll(async () => {
  s3 = await startS3Server();
  worker = await testWorker(s3Settings(s3));
  folder = await mkdtemp(join(tmpdir(), 'filo-bucket-'));
  await fill(worker);
  await new WriteBackup().run({
    file: join(folder, 'one.filo'),
    passphrase,
    databaseUrl: (worker.dataSource.options as { url: string }).url,
    blobs: worker.parts.blobs,
  });
}, 2 * patience);
afterEach(() => {
  s3.trouble = undefined;
  for (const key of under(to)) s3.objects.delete(key);
});
afterAll(async () => {
  await worker.close();
  await s3.close();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
}, patience);

const under = (prefix: string): string[] =>
  [...s3.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();

const order = async (): Promise<RestoreOrder> => {
  const database = await freshDatabase({ template: 'nothing at all', migrate: async () => undefined });
  databases.push(database);
  const data = await mkdtemp(join(folder, 'core-'));
  const settings = { ...s3Settings(s3), FILO_BLOBS: 's3://mails/restored', FILO_DATA: data };
  return {
    file: join(folder, 'one.filo'),
    passphrase,
    databaseUrl: database.url,
    folder: data,
    blobs: openBlobPlace(settings),
  };
};

const rowsOf = async ({ databaseUrl }: RestoreOrder): Promise<Record<string, string[]>> => {
  const db: DataSource = await createDataSource(databaseUrl, { poolMax: 3 }).initialize();
  try {
    return await dump(db);
  } finally {
    await db.destroy();
  }
};

const expectRestored = (): void => {
  expect(under(to).map((key) => key.slice(to.length))).toEqual(
    under(from).map((key) => key.slice(from.length)),
  );
  for (const key of under(to))
    expect(createHash('sha256').update(s3.objects.get(key)!).digest('hex')).toBe(key.split('/').at(-1));
};

it(
  'brings rows and stored files from one bucket into another, and leaves nothing else behind',
  async () => {
    const wanted = await order();
    await new RestoreBackup().run(wanted);
    expect(under(to)).toHaveLength(4);
    expectRestored();
    expect((await rowsOf(wanted))['message']).toEqual((await dump(worker.dataSource))['message']);
    expect(await readdir(wanted.folder)).toEqual([]);
  },
  patience,
);

it(
  'refuses a place where something lies, and leaves it as it is',
  async () => {
    s3.objects.set(`${to}of-somebody`, Buffer.from('else'));
    const wanted = await order();
    await expect(new RestoreBackup().run(wanted)).rejects.toThrow(/under another prefix/);
    expect(under(to)).toEqual([`${to}of-somebody`]);
    expect(await rowsOf(wanted)).toEqual({});
  },
  patience,
);

/** From the third blob on, what `also` says is refused besides. */
const breakInTheMiddle = (also: (method: string) => boolean): void => {
  let blobs = 0;
  s3.trouble = (request, response) => {
    if (request.method === 'PUT' && /[0-9a-f]{64}/.test(request.url!)) blobs++;
    if (blobs < 3 || !(request.method === 'PUT' || also(request.method!))) return false;
    request.resume().once('end', () => response.writeHead(403).end('<Code>AccessDenied</Code>'));
    return true;
  };
};

it(
  'takes away all that it stored when it breaks in the middle',
  async () => {
    const wanted = await order();
    breakInTheMiddle(() => false);
    await expect(new RestoreBackup().run(wanted)).rejects.toThrow(/AccessDenied/);
    expect(under(to)).toEqual([]);
    expect(await rowsOf(wanted)).toEqual({});
    expect(await readdir(wanted.folder)).toEqual([]);
  },
  patience,
);

it(
  'says so when the bucket does not even let it take away what it stored, which the next restore does',
  async () => {
    const wanted = await order();
    breakInTheMiddle((method) => method === 'DELETE');
    await expect(new RestoreBackup().run(wanted)).rejects.toThrow(
      /could not be taken away again.*next restore/,
    );
    expect(under(to)).toHaveLength(3);
    expect(await rowsOf(wanted)).toEqual({});
    s3.trouble = undefined;
    await new RestoreBackup().run(await order());
    expectRestored();
  },
  patience,
);

it(
  'goes on over what a killed restore left in the bucket, and takes away what does not belong there',
  async () => {
    s3.objects.set(`${to}restoring`, Buffer.alloc(0));
    s3.objects.set(`${to}ab/${'ab'.repeat(32)}`, Buffer.from('of another backup'));
    await new RestoreBackup().run(await order());
    expectRestored();
  },
  patience,
);
