import type { MessageView } from '@filo/contracts/http';
import { aReceipt } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

/** An answer by mail of which nobody knows how it ended, as it is told; its account has these servers. */
const unknown = async (settings: object) => {
  await api.dataSource.query(`update account set settings = $1 where channel = 'email'`, [settings]);
  const { threadId } = await receive(api);
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const said = await client.post(`/api/v1/threads/${threadId}/replies`, { text: 'On Tuesday.' }, headers);
  expect(said.status).toBe(201);
  const { id, deliveries } = said.body.message as MessageView;
  const deliveryId = deliveries[0]!.id;
  for (const attempt of [1, 2]) {
    await new StartDelivery(api.dataSource).run({ deliveryId, attempt, token: uuidv7() });
    await new StoreReceipts(api.dataSource).run([
      aReceipt({ deliveryId, attempt, state: 'unknown' }) as never,
    ]);
  }
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages?limit=50`)).body;
  return (items as MessageView[]).find((one) => one.id === id)!.deliveries[0]!;
};
const server = { host: 'mail.example.org', port: 465, security: 'tls', user: 'shop' };

it('says of a mail whose account only sends that it cannot be looked for, and of others that it can', async () => {
  expect(await unknown({ smtp: server })).toMatchObject({ state: 'unknown', unseen: true });
  expect(await unknown({ smtp: server, imap: { ...server, folders: ['INBOX'] } })).toMatchObject({
    unseen: false,
  });
});
