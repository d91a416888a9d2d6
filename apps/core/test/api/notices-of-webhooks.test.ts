import type { NoticeList } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { TellNotices } from '../../src/notices/tell-notices.js';
import { PostPublic } from '../../src/outbound/post-public.js';
import { SendWebhooks } from '../../src/webhooks/sending/send-webhooks.js';
import { WebhookSecrets } from '../../src/webhooks/webhook-secret.js';
import { startListener, type Listener } from '../worker/webhook-desk.js';
import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let listener: Listener;
/** The admin; Ines is one who does not see all groups, Sam an agent. */
let boss: Client;
let ines: Client;
let sam: Client;
let groups: string[];
let webhooks: SendWebhooks;
beforeAll(async () => {
  api = await startTestApi({ FILO_WEBHOOK_ALLOW: '127.0.0.1' });
  boss = await api.signedIn();
  await boss.post('/api/v1/account-groups', { name: 'Second' });
  groups = (await boss.get('/api/v1/account-groups')).body.items.map(({ id }: { id: string }) => id);
  ines = await signedInAgent(api, 'ines', groups.slice(0, 1));
  await api.dataSource.query(`update agent set role = 'admin' where email = 'ines@example.org'`);
  sam = await signedInAgent(api, 'sam', groups);
  listener = await startListener();
  webhooks = new SendWebhooks({
    dataSource: api.dataSource,
    secrets: api.app.get(WebhookSecrets),
    post: new PostPublic({ allow: ['127.0.0.1'] }),
    log: createLogger({ service: 'core-worker', level: 'fatal' }),
  });
}, 120_000);
afterAll(async () => {
  await listener.close();
  await api.close();
});

/** An endpoint of both groups that answers so once it is tried, after three days of failing. */
const stopped = async (status: number): Promise<{ id: string; version: number }> => {
  listener.answer = (_, response) => void response.writeHead(status).end();
  const { body } = await boss.post('/api/v1/webhooks', {
    ...{ name: `Shop ${uuidv7()}`, url: listener.url, events: ['thread.closed'], accountGroupIds: groups },
  });
  await boss.post(`/api/v1/webhooks/${body.id}/test`, undefined);
  await api.dataSource.query(`update webhook set failing_since = now() - interval '73 hours' where id = $1`, [
    body.id,
  ]);
  await webhooks.once();
  return (await boss.get('/api/v1/webhooks')).body.items.find(({ id }: { id: string }) => id === body.id);
};
const list = async (by: Client): Promise<NoticeList> => {
  while ((await new TellNotices(api.dataSource).once()) > 0);
  return (await by.get('/api/v1/notices')).body as NoticeList;
};

it.each([
  ['failing', 500],
  ['gone', 410],
])('tells admins who see all of its groups that a webhook was stopped: %s', async (what, status) => {
  const before = (await list(boss)).unread;
  const { id, version } = await stopped(status);
  const [told] = (await list(boss)).items;
  expect(told).toMatchObject({
    ...{
      kind: 'webhook',
      what,
      count: 1,
      threadId: null,
      messageId: null,
      text: null,
      by: null,
      read: false,
    },
    webhook: { id, name: expect.stringMatching(/^Shop /) },
  });
  expect((await list(boss)).unread).toBe(before + 1);
  for (const other of [ines, sam]) expect(await list(other)).toMatchObject({ items: [], unread: 0 });
  // Switched on again it is settled.
  await boss.send('PATCH', `/api/v1/webhooks/${id}`, { version, on: true });
  expect((await list(boss)).items[0]).toMatchObject({ webhook: { id }, read: true });
  expect((await list(boss)).unread).toBe(before);
});

it('is read like any other, and goes with its webhook or with what its admin may see', async () => {
  const { id } = await stopped(500);
  const [told] = (await list(boss)).items;
  expect((await boss.post('/api/v1/notices/read', { ids: [told!.id] })).body).toMatchObject({
    ids: [told!.id],
  });
  expect((await list(boss)).items[0]).toMatchObject({ id: told!.id, read: true });
  await boss.post('/api/v1/notices/read', { ids: [told!.id], read: false });
  const closed = uuidv7();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
  const names = (own: string) =>
    api.dataSource.query(`update webhook set account_group_ids = ${own} where id = $1`, [id]);
  await names(`account_group_ids || '${closed}'::uuid`);
  expect((await list(boss)).items.map((one) => one.id)).not.toContain(told!.id);
  await names(`array_remove(account_group_ids, '${closed}'::uuid)`);
  expect((await list(boss)).items.map((one) => one.id)).toContain(told!.id);
  await boss.send('DELETE', `/api/v1/webhooks/${id}`, undefined);
  expect((await list(boss)).items.map((one) => one.id)).not.toContain(told!.id);
});
