import { aSend } from '@filo/testing';
import { queueSends } from '../../src/outbox/queue-send.js';
import { hashSecret, newSecret } from '../../src/sessions/secrets.js';
import { v7 as uuidv7 } from 'uuid';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.close());

const audits = async (): Promise<string[]> => {
  const rows = (await api.dataSource.query(
    `select kind from audit where kind like 'sending-%' order by at, id`,
  )) as { kind: string }[];
  return rows.map(({ kind }) => kind);
};

/** One send that went to the bus and got no receipt. */
const queueOne = async (): Promise<void> => {
  const { messageId } = await receive(api);
  const [row] = (await api.dataSource.query(
    'select account_id as "accountId", author_identity_id as "identityId" from message where id = $1',
    [messageId],
  )) as { accountId: string; identityId: string }[];
  const payload = aSend({ messageId, accountId: row!.accountId });
  await queueSends(api.dataSource, [{ payload, recipientIdentityId: row!.identityId, role: 'to' }]);
  await api.dataSource.query('update outbox set published_at = now(), published = 5');
};

it('tells every agent whether sending is held, and lets admins alone change it', async () => {
  const admin = await api.signedIn();
  const agentId = uuidv7();
  const token = newSecret();
  await api.dataSource.query(
    `insert into agent (id, email, name, role) values ($1, 'agent@example.org', 'A', 'agent')`,
    [agentId],
  );
  await api.dataSource.query(
    `insert into api_token (id, agent_id, name, secret_hash) values ($1, $2, 'test', $3)`,
    [uuidv7(), agentId, hashSecret(token)],
  );
  const asAgent = { authorization: `Bearer ${token}` };
  expect((await admin.post('/api/v1/sending', { held: true })).body).toEqual({ held: true, waiting: 0 });
  expect((await api.client().get('/api/v1/sending', asAgent)).body).toEqual({ held: true, waiting: 0 });
  const refused = await api.client().post('/api/v1/sending', { held: false }, asAgent);
  expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed']);
  expect((await admin.get('/api/v1/sending')).body.held).toBe(true);
});

it('releases once, writes down who did it, and lets what waits leave at once', async () => {
  const admin = await api.signedIn();
  await queueOne();
  expect((await admin.get('/api/v1/sending')).body).toEqual({ held: true, waiting: 1 });
  for (let time = 0; time < 2; time++)
    expect((await admin.post('/api/v1/sending', { held: false })).body).toEqual({ held: false, waiting: 1 });
  expect(await audits()).toEqual(['sending-held', 'sending-released']);
  const [due] = (await api.dataSource.query('select published_at from outbox')) as object[];
  expect(due).toEqual({ published_at: null });
});

it('refuses what it does not understand', async () => {
  const admin = await api.signedIn();
  expect((await admin.post('/api/v1/sending', { held: 'yes' })).status).toBe(400);
  expect((await admin.post('/api/v1/sending', { hold: true })).status).toBe(400);
});
