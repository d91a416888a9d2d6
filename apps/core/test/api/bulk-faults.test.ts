import type { BulkJob } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { RunBulkJobs } from '../../src/bulk/run-bulk-jobs.js';
import type { Client } from './client.js';
import { receiveTogether } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let worker: RunBulkJobs;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  worker = new RunBulkJobs({
    ...{ dataSource: api.dataSource, log: createLogger({ service: 'bulk-test', level: 'silent' }) },
  });
}, 120_000);
afterAll(() => api.close());
afterEach(async () => {
  await api.dataSource.query('drop function if exists refuse() cascade');
  await api.dataSource.query('drop sequence if exists refused');
});

let people = 0;
const several = async (count: number): Promise<string[]> => {
  const overs = Array.from({ length: count }, () => ({
    author: aMailIdentity(`fault${++people}@customers.example`),
  }));
  return (await receiveTogether(api, overs)).map(({ threadId }) => threadId);
};
const close = async (ids: readonly string[], key: string = uuidv7()) =>
  boss.post('/api/v1/threads/bulk', { of: { ids }, action: { kind: 'close' } }, { 'idempotency-key': key });
const read = async ({ id }: BulkJob): Promise<BulkJob> => (await boss.get(`/api/v1/threads/bulk/${id}`)).body;

/** `when`: of a row of this table that is written, said by `code` to collide. */
const refuses = async (table: string, what: { on: string; when: string; code: string }): Promise<void> => {
  await api.dataSource.query('create sequence refused');
  await api.dataSource.query(
    `create function refuse() returns trigger language plpgsql as $$
     begin
       if ${what.when} then raise exception 'taken' using errcode = '${what.code}'; end if;
       return new;
     end $$`,
  );
  await api.dataSource.query(
    `create trigger refuse before ${what.on} on ${table} for each row execute function refuse()`,
  );
};
const topicOf = (personId: string) =>
  `new.topic_id in (select t.id from topic t join link l on l.identity_id = t.anchor_identity_id where l.person_id = '${personId}')`;

it('a key that is taken again and again leaves its thread alone, and the order goes on', async () => {
  const [first, ...others] = (await several(3)).toSorted();
  await refuses('action', { on: 'insert', when: topicOf(first!), code: '23505' });
  const { status, body } = await close([first!, ...others]);
  expect([status, body]).toMatchObject([
    200,
    { state: 'done', changed: 2, left: 1, reasons: [{ why: 'internal-error', count: 1 }] },
  ]);
});

it('a key that somebody else took just now is taken once more', async () => {
  const ids = await several(2);
  await refuses('action', { on: 'insert', when: `nextval('refused') = 1`, code: '23505' });
  expect((await close(ids)).body).toMatchObject({ state: 'done', changed: 2, left: 0 });
});

it('an order that fails whole lets the others pass', async () => {
  const failing = (await close(await several(101))).body as BulkJob;
  await refuses('bulk_item', { on: 'update', when: `new.job_id = '${failing.id}'`, code: 'P0001' });
  const other = (await close(await several(101))).body as BulkJob;
  await expect(worker.once()).rejects.toThrow('taken');
  // One step of each in turn.
  for (let steps = 0; steps < 20 && (await read(other)).state === 'running'; steps++)
    await worker.once().catch(() => false);
  expect(await read(other)).toMatchObject({ state: 'done', changed: 101 });
  expect(await read(failing)).toMatchObject({ state: 'running', through: 0 });
  await api.dataSource.query('drop function refuse() cascade');
  for (let steps = 0; steps < 20 && (await worker.once()); steps++);
  expect(await read(failing)).toMatchObject({ state: 'done', changed: 101 });
}, 60_000);

it('an own key may read as that of an undo', async () => {
  const one = (await close(await several(1))).body as BulkJob;
  const key = `undo ${one.id}`;
  const ids = await several(1);
  expect((await close(ids, key)).body).toMatchObject({ changed: 1 });
  const undo = async () => boss.post(`/api/v1/threads/bulk/${one.id}/undo`, undefined);
  const [once, again] = [await undo(), await undo()];
  expect(once).toMatchObject({ status: 200, body: { undoes: one.id, changed: 1 } });
  expect(again.body.id).toBe(once.body.id);
  expect((await close(ids, key)).body.undoes).toBeNull();
});

it('the undo of an order has no key that anybody could come upon', async () => {
  const one = (await close(await several(1))).body as BulkJob;
  await boss.post(`/api/v1/threads/bulk/${one.id}/undo`, undefined);
  expect(await close(await several(1), `undo ${one.id}`)).toMatchObject({
    ...{ status: 200, body: { undoes: null, changed: 1 } },
  });
});
