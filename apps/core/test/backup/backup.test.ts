import type { Send } from '@filo/contracts';
import { eventually, freshDatabase, type FreshDatabase } from '@filo/testing';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { RestoreBackup, type RestoreOrder } from '../../src/backup/restore/restore-backup.js';
import { WriteBackup, type BackupMade, type BackupOrder } from '../../src/backup/write-backup.js';
import { FolderBlobStore } from '../../src/blobs/folder-blob-store.js';
import { createDataSource } from '../../src/database/data-source.js';
import { OutboxRelay } from '../../src/outbox/outbox-relay.js';
import { log, mail, testWorker, type TestWorker } from '../worker/test-worker.js';
import { dump, fill, mailWithFiles } from './filled.js';

const passphrase = 'four plain words here';
const secretKey = randomBytes(32).toString('base64url');
let worker: TestWorker;
let folder: string;
let file: string;
let before: Record<string, string[]>;
let made: BackupMade;
let waiting: { deliveryId: string };
const databases: FreshDatabase[] = [];
/** Restored once, for all tests that only look at it. */
let restored: RestoreOrder;
const patience = 60_000;

const backup = (over: Partial<BackupOrder> = {}): Promise<BackupMade> =>
  new WriteBackup().run({
    file,
    passphrase,
    databaseUrl: urlOf(worker.dataSource),
    blobs: worker.parts.blobs,
    secretKey,
    ...over,
  });

const urlOf = (dataSource: DataSource): string => (dataSource.options as { url: string }).url;

beforeAll(async () => {
  worker = await testWorker();
  folder = await mkdtemp(join(tmpdir(), 'filo-backup-'));
  file = join(folder, 'one.filo');
  waiting = await fill(worker);
  before = await dump(worker.dataSource);
  let more = 0;
  made = await backup({
    // After each table somebody writes again, and a file is stored: none of it belongs to this backup.
    progress: async () => {
      await worker.take(mail(`p${more++ % 10}@backup.example`, 59, { text: 'too late' }));
      if (more === 3) await worker.take(await mailWithFiles(worker, 'late@backup.example'));
    },
  });
  restored = await emptyPlace();
  await new RestoreBackup().run({ ...restored, secretKeyFile: keyFile() });
}, 2 * patience);

const keyFile = (): string => join(folder, 'restored-key');
afterAll(async () => {
  await worker.close();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
}, patience);

const emptyDatabase = async (): Promise<string> => {
  const database = await freshDatabase({ template: 'nothing at all', migrate: async () => undefined });
  databases.push(database);
  return database.url;
};

const emptyPlace = async (): Promise<RestoreOrder> => ({
  file,
  passphrase,
  databaseUrl: await emptyDatabase(),
  folder: await mkdtemp(join(folder, 'core-')),
});

const withRestored = async <Value>(
  { databaseUrl }: RestoreOrder,
  work: (db: DataSource) => Promise<Value>,
): Promise<Value> => {
  const db = await createDataSource(databaseUrl, { poolMax: 3 }).initialize();
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

/** Nothing is there: no table, no file. */
const untouched = async (order: RestoreOrder): Promise<void> => {
  expect(await withRestored(order, dump)).toEqual({});
  expect(await readdir(order.folder)).toEqual([]);
};

it(
  'restores every row of every table as it was when the backup began, while others wrote on',
  async () => {
    const order = restored;
    const after = await withRestored(order, dump);
    const { workspace: held, audit: told, migration: ran, ...rest } = after;
    const { workspace, audit, migration, ...expected } = before;
    expect(rest).toEqual(expected);
    expect(held).toEqual(workspace!.map((row) => row.replace(',f,', ',t,')));
    expect(told!.filter((row) => !audit!.includes(row))).toEqual([expect.stringContaining('restored')]);
    expect(ran).toHaveLength(migration!.length);
    expect(expected['message']!.length).toBeGreaterThan(40);
    expect((await dump(worker.dataSource))['message']!.length).toBeGreaterThan(
      expected['message']!.length + 10,
    );
  },
  patience,
);

it(
  'restores every blob that those rows name, byte by byte, and no other',
  async () => {
    const order = restored;
    const names = (await readdir(join(order.folder, 'blobs'), { recursive: true })).filter((path) =>
      /[0-9a-f]{64}$/.test(path),
    );
    expect(names).toHaveLength(4);
    expect(made).toMatchObject({ blobs: 4, lostBlobs: [] });
    for (const name of names) {
      const bytes = await readFile(join(order.folder, 'blobs', name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(name.split('/').at(-1));
    }
  },
  patience,
);

it(
  'sends nothing until it is released, and then once',
  async () => {
    const order = await emptyPlace();
    await new RestoreBackup().run(order);
    const got: Send[] = [];
    const stop = new AbortController();
    const consuming = worker.bus.consumeSends('email', 'email', {
      signal: stop.signal,
      handle: async (batch) => {
        got.push(...batch.map(({ event }) => event));
        return batch.map(() => ({ type: 'done' }));
      },
    });
    await withRestored(order, async (db) => {
      const relay = new OutboxRelay({ dataSource: db, bus: worker.bus, blobs: worker.parts.blobs, log });
      expect(await relay.once()).toBe(0);
      await db.query('update workspace set sending_held = false');
      expect(await relay.once()).toBe(1);
      expect(await relay.once()).toBe(0);
    });
    await eventually(() => got.length > 0);
    stop.abort();
    await consuming;
    expect(got.map(({ deliveryId }) => deliveryId)).toEqual([waiting.deliveryId]);
  },
  patience,
);

it(
  'has every foreign key again, and gives no number of a live event twice',
  async () => {
    const order = restored;
    await withRestored(order, async (db) => {
      const keys = await db.query(
        `select conname from pg_constraint where contype = 'f' and convalidated order by conname`,
      );
      const expected = await worker.rows(
        `select conname from pg_constraint where contype = 'f' order by conname`,
      );
      expect(keys).toEqual(expected);
      const [last] = await db.query(`select last_value::int as last from live_event_number`);
      expect(last.last).toBeGreaterThan(1_000_000);
    });
  },
  patience,
);

it(
  'brings the secret, readable by its owner alone, and refuses to come under another one',
  async () => {
    expect(await readFile(keyFile(), 'utf8')).toBe(`${secretKey}\n`);
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    const order = await emptyPlace();
    const other = randomBytes(32).toString('base64url');
    await expect(new RestoreBackup().run({ ...order, secretKey: other })).rejects.toThrow(
      /another FILO_SECRET_KEY/,
    );
    await untouched(order);
  },
  patience,
);

it(
  'is one file for its owner alone, with nothing left beside it',
  async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
    expect((await stat(file)).size).toBe(made.bytes);
    expect((await readFile(file)).includes('backup.example')).toBe(false);
  },
  patience,
);

describe('leaves nothing behind', () => {
  const copyOf = async (change: (path: string) => Promise<void>): Promise<string> => {
    const path = join(folder, `${randomBytes(4).toString('hex')}.filo`);
    await writeFile(path, await readFile(file));
    await change(path);
    return path;
  };

  it.each([
    ['cut off', (path: string) => truncate(path, made.bytes - 1), /cut off or damaged/],
    [
      'cut off at the end of a chunk',
      (path: string) => truncate(path, cutAt(made.bytes)),
      /its end is missing/,
    ],
    ['longer than it was', (path: string) => appendFile(path, 'x'), /cut off or damaged/],
    ['something else', (path: string) => writeFile(path, 'PK\u0003\u0004'), /not a backup of Filo/],
  ])(
    'when the file is %s',
    async (_, change, sentence) => {
      const order = { ...(await emptyPlace()), file: await copyOf(change) };
      await expect(new RestoreBackup().run(order)).rejects.toThrow(sentence);
      await untouched(order);
    },
    patience,
  );

  it(
    'when the passphrase is wrong',
    async () => {
      const order = { ...(await emptyPlace()), passphrase: 'four plain words there' };
      await expect(new RestoreBackup().run(order)).rejects.toThrow(/passphrase does not open/);
      await untouched(order);
    },
    patience,
  );

  it(
    'when it breaks in the middle of the load',
    async () => {
      const order = await emptyPlace();
      // The folder of the blobs cannot be made, which shows when tables are half loaded.
      await writeFile(join(order.folder, 'blobs.restoring'), '');
      const stuck = { ...order, folder: join(order.folder, 'blobs.restoring') };
      await expect(new RestoreBackup().run(stuck)).rejects.toThrow(/ENOTDIR|EEXIST/);
      expect(await withRestored(order, dump)).toEqual({});
    },
    patience,
  );

  it(
    'when the backup itself is stopped or its disk breaks',
    async () => {
      const stop = new AbortController();
      const half = join(folder, 'half.filo');
      await expect(
        backup({ file: half, signal: stop.signal, progress: () => stop.abort() }),
      ).rejects.toThrow();
      await expect(backup({ file: join(folder, 'nowhere', 'x.filo') })).rejects.toThrow(/cannot be written/);
      expect((await readdir(folder)).filter((name) => name.includes('half'))).toEqual([]);
    },
    patience,
  );
});

it(
  'refuses a database that holds something, and a folder that does',
  async () => {
    const taken = await withRestored(restored, dump);
    const again = { ...restored, folder: await mkdtemp(join(folder, 'core-')) };
    await expect(new RestoreBackup().run(again)).rejects.toThrow(/not empty/);
    expect(await withRestored(restored, dump)).toEqual(taken);
    const elsewhere = { ...restored, databaseUrl: await emptyDatabase() };
    await expect(new RestoreBackup().run(elsewhere)).rejects.toThrow(/exists already/);
  },
  patience,
);

it(
  'goes on over what a killed restore left: our tables without a row',
  async () => {
    const order = await emptyPlace();
    await withRestored(order, (db) => db.runMigrations());
    await new RestoreBackup().run(order);
    expect((await withRestored(order, dump))['message']).toEqual(before['message']);
  },
  patience,
);

it(
  'refuses a backup whose schema is newer than this version',
  async () => {
    const newer = join(folder, 'newer.filo');
    await worker.dataSource.query(
      `insert into migration (timestamp, name) values (9999999999999, 'Later9999999999999')`,
    );
    await backup({ file: newer });
    await worker.dataSource.query(`delete from migration where name = 'Later9999999999999'`);
    const order = { ...(await emptyPlace()), file: newer };
    await expect(new RestoreBackup().run(order)).rejects.toThrow(/newer Filo.*Later9999999999999/);
    await untouched(order);
  },
  patience,
);

it(
  'keeps all that is whole when a stored file is lost or damaged, and names it',
  async () => {
    const hurt = join(folder, 'hurt.filo');
    const rows = await worker.rows<{ sha256: string }>('select sha256 from blob order by bytes desc limit 2');
    const [damaged, gone] = rows.map(({ sha256 }) => sha256) as [string, string];
    const path = join(worker.folder, 'blobs', damaged.slice(0, 2), damaged);
    const bytes = await readFile(path);
    await writeFile(path, Buffer.from('rust'));
    await worker.parts.blobs.delete(gone);
    const { lostBlobs } = await backup({ file: hurt });
    await writeFile(path, bytes);
    expect(lostBlobs.toSorted()).toEqual([damaged, gone].toSorted());
    const order = { ...(await emptyPlace()), file: hurt };
    await new RestoreBackup().run(order);
    expect(await new FolderBlobStore(join(order.folder, 'blobs')).has(damaged)).toBe(false);
  },
  patience,
);

/** Where a whole number of chunks ends, below the length of the file. */
const cutAt = (bytes: number): number => {
  const chunk = 1024 * 1024 + 16;
  const header = headerBytes;
  return header + Math.floor((bytes - header) / chunk) * chunk;
};
const headerBytes = 12 + 4 + 32 + headerText();
function headerText(): number {
  const salt = 'x'.repeat(43);
  const kdf = { name: 'scrypt', N: 2 ** 17, r: 8, p: 1, salt };
  return JSON.stringify({ version: 1, kdf, cipher: 'aes-256-gcm', chunkBytes: 1024 * 1024 }).length;
}
