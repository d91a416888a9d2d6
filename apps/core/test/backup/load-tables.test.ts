import { freshDatabase, type FreshDatabase } from '@filo/testing';
import pg from 'pg';
import { LoadTables } from '../../src/backup/restore/load-tables.js';
import type { Queryable } from '../../src/database/queryable.js';

let database: FreshDatabase;
let client: pg.Client;
let db: Queryable;
beforeAll(async () => {
  database = await freshDatabase({ template: 'nothing at all', migrate: async () => undefined });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  db = { query: async (sql, params) => (await client.query(sql, params)).rows };
  await db.query('create table kept (id integer primary key)');
}, 60_000);
afterAll(async () => {
  await client.end();
  await database.drop();
}, 60_000);

const tables = [{ name: 'kept', columns: ['id'] }];
// A backup is read as a stream; this one breaks in the middle of a row.
async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('1\n2');
  await Promise.resolve();
  throw new Error('the disk went away');
}
async function* whole(): AsyncGenerator<Buffer> {
  yield Buffer.from('1\n2\n');
  await Promise.resolve();
}

it('lets go of the transaction when the stream breaks in the middle of a table', async () => {
  await db.query('begin');
  const load = new LoadTables(client, db, tables);
  await load.begin();
  await expect(load.load('kept', broken())).rejects.toThrow('the disk went away');
  await db.query('rollback');
  expect(await db.query('select * from kept')).toEqual([]);
});

it('refuses to be done with fewer rows than were backed up', async () => {
  await db.query('begin');
  const load = new LoadTables(client, db, tables);
  await load.begin();
  await load.load('kept', whole());
  const ending = { sequences: {}, blobs: 0, lostBlobs: [], holdsKey: false };
  await expect(load.finish({ ...ending, rows: { kept: 3 } })).rejects.toThrow(/3 rows of "kept", but 2 came/);
  await db.query('rollback');
});
