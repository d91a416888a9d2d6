import { aMailIdentity } from '@filo/testing';
import { readFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';
import { mayCall, roles, whoMay, type WhoMay } from './who-may.js';

let api: TestApi;
let operations: string[];
let groupId: string;
const clients = new Map<string, Client>();

beforeAll(async () => {
  api = await startTestApi();
  [{ id: groupId }] = await api.dataSource.query('select id from account_group');
  for (const role of roles) {
    clients.set(role, await signedInAgent(api, `the-${role}`, [groupId]));
    await api.dataSource.query('update agent set role = $1 where email = $2', [
      role,
      `the-${role}@example.org`,
    ]);
  }
  const document = (await clients.get('admin')!.get('/api/v1/openapi.json')).body as {
    paths: Record<string, object>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}, 120_000);
afterAll(() => api.close());

const headers = { 'idempotency-key': 'k', 'if-match': '"1"' };

/** Calls an operation with a body that nothing understands, about ids that are not there: it changes nothing. */
const call = (client: Client, operation: string, id = uuidv7()) => {
  const [method = '', path = ''] = operation.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? undefined : { notAField: 1 };
  return client.send(method, path.replace(/\{\w+\}/g, id), body, headers);
};

it('every operation of the API has one place in the table of roles, and the table names no other', () => {
  expect([...whoMay.keys()].toSorted()).toEqual(operations.toSorted());
});

it.each(roles)(
  'the role %s calls what the table says, and is refused the rest',
  async (role) => {
    const wrong: string[] = [];
    for (const [operation, who] of whoMay) {
      // A stream of events has no end; the session of this very client is not to end.
      if (who === 'everybody' || operation === 'GET /api/v1/events') continue;
      const { status, body } = await call(clients.get(role)!, operation);
      const refused = status === 403 && body.reason === 'needs-role';
      if (refused === mayCall[who].includes(role) || status === 401 || status === 500)
        wrong.push(`${operation}: ${status}`);
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

// What is sent with a body is asked with one that is understood, so that it comes to look the id up, in closed-group.
it('an agent of no account group reads and removes by each id of another as by none', async () => {
  const nowhere = await signedInAgent(api, 'nowhere', []);
  await api.dataSource.query(`update agent set role = 'admin' where email = 'nowhere@example.org'`);
  const { threadId, messageId } = await receive(api, { author: aMailIdentity('hidden@roles.example') });
  const rows = await api.dataSource.query(
    `select id from account union all select id from topic
     union all select anchor_identity_id from message where id = $1`,
    [messageId],
  );
  const ids = [threadId, messageId, ...rows.map(({ id }: { id: string }) => id)];
  const told: string[] = [];
  const unasked: string[] = [];
  const asked = operations.filter((one) => one.includes('{') && /^(GET|DELETE) /.test(one));
  expect(asked.length).toBeGreaterThan(20);
  for (const operation of asked)
    for (const id of ids) {
      const unknown = uuidv7();
      const [there, none] = [await call(nowhere, operation, id), await call(nowhere, operation, unknown)];
      const said = JSON.stringify([there.status, there.body]).replaceAll(id, 'ID');
      if (there.status === 200 || said !== JSON.stringify([none.status, none.body]).replaceAll(unknown, 'ID'))
        told.push(`${operation}: ${there.status}`);
      if (there.status === 400 || there.status >= 500) unasked.push(`${operation}: ${there.status}`);
    }
  expect(told).toEqual([]);
  expect(unasked).toEqual([]);
}, 120_000);

it('docs/roles.md lists the operations of each place', () => {
  const text = readFileSync(new URL('../../../../docs/roles.md', import.meta.url), 'utf8');
  const headings: Record<Exclude<WhoMay, 'signed-in'>, string> = {
    everybody: 'Everybody',
    social: 'Social, supervisors and admins',
    supervisor: 'Supervisors and admins',
    admin: 'Admins',
  };
  for (const [who, heading] of Object.entries(headings)) {
    const [section = ''] = text.split(`\n### ${heading}\n`).slice(1);
    const listed = Array.from((section.split('\n#')[0] ?? '').matchAll(/^- `([^`]+)`$/gm), ([, one]) => one);
    expect(listed).toEqual([...whoMay].flatMap(([operation, place]) => (place === who ? [operation] : [])));
  }
});
