import { aMailIdentity } from '@filo/testing';
import { createLogger } from '@filo/service';
import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { PostPublic } from '../../src/outbound/post-public.js';
import { SendWebhooks } from '../../src/webhooks/sending/send-webhooks.js';
import { WebhookSecrets } from '../../src/webhooks/webhook-secret.js';
import { startListener, verifies, type Listener } from '../worker/webhook-desk.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let admin: Client;
let groups: string[];
let listener: Listener;
let webhooks: SendWebhooks;
beforeAll(async () => {
  api = await startTestApi({ FILO_WEBHOOK_ALLOW: '127.0.0.1' });
  admin = await api.signedIn();
  groups = (await admin.get('/api/v1/account-groups')).body.items.map(({ id }: { id: string }) => id);
  webhooks = new SendWebhooks({
    dataSource: api.dataSource,
    secrets: api.app.get(WebhookSecrets),
    post: new PostPublic({ allow: ['127.0.0.1'] }),
    log: createLogger({ service: 'core-worker', level: 'fatal' }),
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  listener = await startListener();
  await api.dataSource.query('delete from webhook');
});
afterEach(() => listener.close());

const wanted = (more: object = {}) => ({
  ...{ name: 'Shop', url: listener.url, events: ['thread.closed'], accountGroupIds: groups },
  ...more,
});
const make = async (more: object = {}) => {
  const answer = await admin.post('/api/v1/webhooks', wanted(more));
  expect(answer.status).toBe(201);
  return answer.body as { id: string; secret: string; version: number };
};
const logOf = async (id: string, query = '') =>
  (await admin.get(`/api/v1/webhooks/${id}/deliveries${query}`)).body as {
    items: {
      id: string;
      type: string;
      state: string;
      status: number;
      answer: string;
      body: string;
      replays: number;
    }[];
    next: string | null;
  };

it('shows the secret once, and keeps it sealed', async () => {
  const { id, secret } = await make();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { body } = await admin.get('/api/v1/webhooks');
  expect(body.items).toMatchObject([{ id, name: 'Shop', state: 'on', why: null, waiting: 0, failed: 0 }]);
  const [row] = await api.dataSource.query('select w::text as row from webhook w');
  const bytes = Buffer.from(secret.slice(6), 'base64').toString('hex');
  expect(JSON.stringify([body, row])).not.toMatch(new RegExp(`${secret.slice(6, 30)}|${bytes}`));
});

it('tries the endpoint, shows what it answered, and signs with both secrets after a new one was made', async () => {
  const { id, secret } = await make();
  listener.answer = (_, response) => void response.writeHead(200).end('Thank you');
  expect((await admin.post(`/api/v1/webhooks/${id}/test`, undefined)).status).toBe(202);
  await webhooks.once();
  const { items } = await logOf(id);
  expect(items).toMatchObject([
    { type: 'webhook.test', state: 'delivered', status: 200, answer: 'Thank you' },
  ]);
  expect(items[0]!.body).toBe(listener.heard[0]!.body);
  const rotated = await admin.post(`/api/v1/webhooks/${id}/secret`, undefined);
  expect(rotated.status).toBe(200);
  await admin.post(`/api/v1/webhooks/${id}/test`, undefined);
  await webhooks.once();
  for (const one of [secret, rotated.body.secret]) expect(verifies(one, listener.heard[1]!)).toBe(true);
});

it('tells of threads that are closed and opened again, by whom', async () => {
  await make({ events: ['thread.closed', 'thread.reopened', 'thread.snoozed', 'thread.assigned'] });
  const { threadId } = await receive(api, { author: { kind: 'mail', key: 'closing@example.org' } });
  const act = async (body: object) =>
    expect((await admin.post(`/api/v1/threads/${threadId}/actions`, body)).status).toBeLessThan(300);
  await act({ kind: 'assign', agentId: null });
  await act({
    kind: 'snooze',
    until: new Date(Date.now() + 86_400_000).toISOString(),
    timeZone: 'Europe/Rome',
  });
  await act({ kind: 'close' });
  await act({ kind: 'reopen' });
  await webhooks.once();
  expect(listener.heard.map(({ event }) => [event.type, event.data['threadId']])).toEqual(
    ['assigned', 'snoozed', 'closed', 'reopened'].map((what) => [`thread.${what}`, threadId]),
  );
  expect(listener.heard[2]!.event.data['byAgentId']).toEqual(expect.any(String));
});

it('sends again what failed since a time, and one alone, under the same id', async () => {
  const { id } = await make();
  listener.answer = (_, response) => void response.writeHead(500).end();
  for (let n = 0; n < 3; n++) {
    await admin.post(`/api/v1/webhooks/${id}/test`, undefined);
    await webhooks.once();
  }
  await api.dataSource.query(`update webhook_delivery set state = 'failed', attempts = 10`);
  const ids = (await logOf(id, '?state=failed')).items.map((one) => one.id);
  listener.answer = (_, response) => void response.end();
  listener.heard.length = 0;
  const one = await admin.post(`/api/v1/webhooks/${id}/replay`, { deliveryId: ids[2] });
  expect(one.body).toEqual({ count: 1 });
  await webhooks.once();
  expect(listener.heard.map((heard) => heard.id)).toEqual([ids[2]]);
  const all = await admin.post(`/api/v1/webhooks/${id}/replay`, { failedSince: '2026-01-01T00:00:00Z' });
  expect(all.body).toEqual({ count: 2 });
  await webhooks.once();
  expect(listener.heard.map((heard) => heard.id)).toEqual([ids[2], ids[1], ids[0]]);
  expect((await logOf(id)).items.map(({ state, replays }) => [state, replays])).toEqual(
    ids.map(() => ['delivered', 1]),
  );
  expect((await admin.post(`/api/v1/webhooks/${id}/replay`, { deliveryId: randomUUID() })).status).toBe(404);
});

it('sends nothing to one that is off, refuses a replay to it, and a change made on an older one', async () => {
  const { id, version } = await make();
  const off = await admin.send('PATCH', `/api/v1/webhooks/${id}`, { version, on: false });
  expect(off.body).toMatchObject({ state: 'off', why: 'by-hand' });
  const replay = await admin.post(`/api/v1/webhooks/${id}/replay`, { failedSince: '2026-01-01T00:00:00Z' });
  expect([replay.status, replay.body.reason]).toEqual([409, 'webhook-not-on']);
  const stale = await admin.send('PATCH', `/api/v1/webhooks/${id}`, { version, name: 'Mine' });
  expect([stale.status, stale.body.reason]).toEqual([409, 'webhook-changed']);
  const { threadId } = await receive(api, { author: { kind: 'mail', key: 'off@example.org' } });
  await admin.post(`/api/v1/threads/${threadId}/actions`, { kind: 'close' });
  await webhooks.once();
  expect(listener.heard).toEqual([]);
  expect((await admin.send('DELETE', `/api/v1/webhooks/${id}`)).status).toBe(204);
});

it.each(['http://shop.example/', 'https://user:word@shop.example/', 'http://127.0.0.2/'])(
  'refuses to write to %s',
  async (url) => {
    const { status, body } = await admin.post('/api/v1/webhooks', wanted({ url }));
    expect([status, body.reason]).toEqual([400, 'webhook-address-refused']);
  },
);

it('is told to admins on the page of health when it was stopped, and to nobody else', async () => {
  const { id } = await make();
  const lines = async (by: Client) => (await by.get('/api/v1/health')).body.abouts as string[];
  expect(await lines(admin)).not.toContain('Shop');
  await api.dataSource.query(`update webhook set state = 'paused', why = 'failing' where id = $1`, [id]);
  expect(await lines(admin)).toContain('Shop');
  expect(await lines(await signedInAgent(api, 'looker', groups))).not.toContain('Shop');
});

it('forgets what it was told of a group that it does not name any more, so that nobody else reads it', async () => {
  const closed = (await admin.post('/api/v1/account-groups', { name: 'Closed for a while' })).body
    .id as string;
  const { id, version } = await make({ accountGroupIds: [...groups, closed] });
  const data = [
    { accountGroupId: closed },
    { threadIds: [uuidv7()] },
    { accountGroupId: groups[0]!.toUpperCase() },
  ];
  for (const one of data)
    await api.dataSource.query(
      `insert into webhook_delivery (id, webhook_id, type, body, about, at) values ($1, $2, 'thread.closed', $3, '{}', now())`,
      [uuidv7(), id, JSON.stringify({ data: one })],
    );
  const renamed = await admin.send('PATCH', `/api/v1/webhooks/${id}`, { version, name: 'Shop 2' });
  expect((await logOf(id)).items).toHaveLength(3);
  await admin.send('PATCH', `/api/v1/webhooks/${id}`, {
    ...{ version: renamed.body.version, accountGroupIds: groups },
  });
  expect((await logOf(id)).items.map(({ body }) => JSON.parse(body).data)).toEqual([data[2]]);
  await webhooks.once();
  expect(listener.heard.map(({ event }) => event.data)).toEqual([data[2]]);
});

it('is seen by admins alone, and by those who see all of its groups', async () => {
  const closed = uuidv7();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
  const refused = await admin.post('/api/v1/webhooks', wanted({ accountGroupIds: [closed] }));
  expect([refused.status, refused.body.reason]).toEqual([404, 'no-such-group']);
  const { id } = await make();
  await api.dataSource.query('update webhook set account_group_ids = account_group_ids || $1::uuid', [
    closed,
  ]);
  expect((await admin.get('/api/v1/webhooks')).body.items).toEqual([]);
  expect((await admin.get(`/api/v1/webhooks/${id}/deliveries`)).status).toBe(404);
  const agent = await signedInAgent(api, 'agent', groups);
  expect((await agent.get('/api/v1/webhooks')).status).toBe(403);
});

it('does not tell of a mail that asks whose an address is: it is no answer', async () => {
  await make({ events: ['answer.sent', 'answer.failed'] });
  const ask = async () => {
    const { threadId } = await receive(api, { author: aMailIdentity(`${uuidv7()}@asked.example`) });
    const { body } = await admin.get(`/api/v1/people/${threadId}`);
    const identityId = body.identities[0].id as string;
    const asked = await admin.post(`/api/v1/identities/${identityId}/proofs`, { purpose: 'confirm-address' });
    expect(asked.status).toBe(201);
    return identityId;
  };
  for (const state of ['sent', 'failed']) {
    const changed = (await api.dataSource.query(
      `with changed as (update delivery set state = $2 where recipient_identity_id = $1 returning id) select id from changed`,
      [await ask(), state],
    )) as object[];
    expect(changed).toHaveLength(1);
  }
  await webhooks.once();
  expect(listener.heard).toEqual([]);
});

it('takes twenty that their admin sees, and does not count those of groups that are closed to them', async () => {
  const closed = (await admin.post('/api/v1/account-groups', { name: 'Closed to others' })).body.id as string;
  const other = await signedInAgent(api, 'ines', groups);
  await api.dataSource.query(`update agent set role = 'admin' where email = 'ines@example.org'`);
  await api.dataSource.query(
    `insert into webhook (id, name, url, events, account_group_ids, sealed_secret)
     select gen_random_uuid(), 'Closed', 'https://closed.example/', '{thread.closed}', array[$1::uuid], '' from generate_series(1, 20)`,
    [closed],
  );
  for (let n = 1; n <= 20; n++)
    expect((await other.post('/api/v1/webhooks', wanted({ name: `Hook ${n}` }))).status).toBe(201);
  expect((await other.post('/api/v1/webhooks', wanted())).body).toMatchObject({
    reason: 'too-many-webhooks',
  });
  expect((await other.get('/api/v1/webhooks')).body.items).toHaveLength(20);
});
