import { importPreview, importView } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { RunImports } from '../../src/imports/running/run-imports.js';
import { hashSecret, newSecret } from '../../src/sessions/secrets.js';
import { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

const csv = 'Nome;E-Mail;Stadt\r\nZoë;zoe@imports.example;Köln\r\n"Bad; row";nonsense;\r\n';
const form = (fields: Record<string, string>, bytes = Buffer.from(csv, 'latin1')): FormData => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', new Blob([new Uint8Array(bytes)]), 'customers.csv');
  return body;
};
const columns = JSON.stringify(['name', 'mail', 'fact:city']);
const start = (over: Record<string, string> = {}) =>
  client.post('/api/v1/imports', form({ name: 'shop', mode: 'run', columns, ...over }));
const work = async (): Promise<void> => {
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const runner = new RunImports({ dataSource: api.dataSource, blobs: api.blobs, log });
  while (await runner.once());
};

it('shows the columns of a list with what they probably mean, and stores nothing', async () => {
  const answer = await client.post('/api/v1/imports/preview', form({}));
  expect(importPreview.parse(answer.body)).toEqual({
    encoding: 'windows-1252',
    delimiter: ';',
    columns: [
      { header: 'Nome', samples: ['Zoë', 'Bad; row'], suggested: 'name' },
      { header: 'E-Mail', samples: ['zoe@imports.example', 'nonsense'], suggested: 'mail' },
      { header: 'Stadt', samples: ['Köln', ''], suggested: 'fact:city' },
    ],
    readers: { everybody: true, accountGroups: [expect.objectContaining({ id: expect.any(String) })] },
  });
  expect((await client.post('/api/v1/imports/preview', form({}, Buffer.alloc(0)))).status).toBe(400);
  expect((await client.get('/api/v1/imports')).body).toEqual({ items: [], next: null });
});

it('says how far it is, which rows were bad and why, and can be undone once', async () => {
  const started = await start();
  expect(started.status).toBe(201);
  expect(importView.parse(started.body)).toMatchObject({ state: 'waiting', rows: null, rowsDone: 0 });
  const path = `/api/v1/imports/${started.body.id}`;
  await work();
  expect((await client.get(path)).body).toMatchObject({
    ...{ name: 'shop', fileName: 'customers.csv', state: 'done', rows: 2, rowsDone: 2 },
    counts: { newIdentities: 1, merges: 0, facts: 2, badRows: 1 },
    faults: [{ line: 3, reason: '“nonsense” is no mail address' }],
  });
  const faults = await client.get(`${path}/faults`);
  expect(faults.headers.get('content-disposition')).toContain('attachment');
  expect(faults.body).toBe('line,reason\r\n3,"“nonsense” is no mail address"\r\n');
  expect((await client.post(`${path}/undo`, undefined)).body.state).toBe('undoing');
  await work();
  expect((await client.get(path)).body.state).toBe('undone');
  expect((await client.post(`${path}/undo`, undefined)).body.code).toBe('already-undone');
  expect((await client.get('/api/v1/imports')).body.items).toMatchObject([{ id: started.body.id }]);
  const audit = await api.dataSource.query('select kind from audit where subject_id = $1 order by at', [
    started.body.id,
  ]);
  expect(audit).toEqual([{ kind: 'import-started' }, { kind: 'import-undone' }]);
});

it('refuses what it cannot do, and names the field', async () => {
  expect((await start({ columns: '["name","ignore","ignore"]' })).body.errors).toMatchObject([
    { path: 'columns' },
  ]);
  expect((await start({ columns: 'nonsense' })).body.errors).toMatchObject([{ path: 'columns' }]);
  expect((await start({ columns: '["mail","nothing","ignore"]' })).body.errors).toMatchObject([
    { path: 'columns.1' },
  ]);
  expect((await start({ mode: 'now' })).body.errors).toMatchObject([{ path: 'mode' }]);
  expect((await start({ more: '1' })).body.errors).toMatchObject([{ path: 'more' }]);
  expect((await client.post('/api/v1/imports', {})).status).toBe(415);
  const dry = await start({ mode: 'dry-run' });
  expect((await client.post(`/api/v1/imports/${dry.body.id}/undo`, undefined)).status).toBe(409);
  expect((await client.post(`/api/v1/imports/${uuidv7()}/undo`, undefined)).status).toBe(404);
});

it('is for everybody, or for the account group that its importer names of those they see', async () => {
  const [{ id: everyone }] = await api.dataSource.query('select id from account_group');
  const unseen = uuidv7();
  expect((await start({ accountGroupId: everyone })).body.accountGroupId).toBe(everyone);
  expect((await start()).body.accountGroupId).toBeNull();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [unseen]);
  try {
    // Whoever does not see everything speaks to those whom they see.
    const { readers } = (await client.post('/api/v1/imports/preview', form({}))).body;
    expect([readers.everybody, readers.accountGroups.map(({ id }: { id: string }) => id)]).toEqual([
      false,
      [everyone],
    ]);
    expect((await start()).body.accountGroupId).toBe(everyone);
    for (const accountGroupId of [unseen, 'everybody'])
      expect((await start({ accountGroupId })).body.errors).toMatchObject([{ path: 'accountGroupId' }]);
  } finally {
    await api.dataSource.query('delete from account_group where id = $1', [unseen]);
  }
});

it('is for admins alone', async () => {
  const [agentId, secret] = [uuidv7(), newSecret()];
  await api.dataSource.query(
    `with made as (insert into agent (id, email, name, role) values ($1, 'agent@example.org', 'A', 'agent') returning id)
     insert into api_token (id, agent_id, name, secret_hash) select $2, id, 't', $3 from made`,
    [agentId, uuidv7(), hashSecret(secret)],
  );
  const agent = new Client(api.url, { authorization: `Bearer ${secret}` });
  expect((await agent.get('/api/v1/imports')).status).toBe(403);
  expect((await agent.post('/api/v1/imports', form({ name: 'x', mode: 'run', columns }))).status).toBe(403);
});
