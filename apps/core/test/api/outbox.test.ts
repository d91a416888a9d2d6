import { outboxPage } from '@filo/contracts/http';
import { aMailIdentity, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';
import { startMailConnector, type TestMailConnector } from './test-mail-connector.js';

let api: TestApi;
let client: Client;
let connector: TestMailConnector;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  connector = await startMailConnector(api, () => undefined);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

const page = async (query = '') => outboxPage.parse((await client.get(`/api/v1/outbox${query}`)).body);

it('shows captured mails newest first with their bytes, a page at a time, and the delivery as kept there', async () => {
  for (const n of [1, 2, 3]) {
    const { threadId } = await receive(api, {
      author: aMailIdentity(`p${n}@example.org`),
      subject: `matter ${n}`,
    });
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
    const sent = await client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: `answer ${n} \u00e9` },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
    expect(sent.status).toBe(201);
    await eventually(async () => (await page()).items.length === n);
    const state = await eventually(async () => {
      const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
      const [delivery] = items.at(-1).deliveries;
      return delivery.state === 'sent' && delivery;
    });
    expect(state).toMatchObject({ state: 'sent', kept: true });
  }
  const first = await page('?limit=2');
  expect(first.items.map(({ subject }) => subject)).toEqual(['Re: matter 3', 'Re: matter 2']);
  const second = await page(`?limit=2&cursor=${first.next}`);
  expect(second).toMatchObject({ items: [{ subject: 'Re: matter 1', to: ['p1@example.org'] }], next: null });
  const raw = Buffer.from(second.items[0]!.raw, 'base64').toString();
  expect(raw).toBe('Subject: Re: matter 1\r\n\r\nanswer 1 \u00e9');
  expect(second.items[0]!.bytes).toBe(Buffer.byteLength(raw));
}, 30_000);
