import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();
const ada = { kind: 'bluesky', key: 'did:plc:ada', handle: 'ada.example' };

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
}, 120_000);
afterAll(() => api.close());

it('an answer over the limit of its network is refused with the count, and one at the limit is sent', async () => {
  const { threadId } = await receive(api, {
    ...{ channel: 'bluesky', accountId: account, audience: 'public', participants: [] },
    author: ada,
    replyTo: ada,
    subject: undefined,
    text: 'You never answer!',
    newText: 'You never answer!',
    arrival: { via: 'api' },
  });
  const answer = async (text: string) => {
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
    return client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
  };
  const refused = await answer('ä'.repeat(303));
  expect([refused.status, refused.body.code]).toEqual([422, 'text-too-long']);
  expect(refused.body.detail).toContain('303 characters, and 300 are the most');
  expect(refused.body.measure).toEqual({ unit: 'characters', used: 303, max: 300 });
  expect(await api.dataSource.query('select from outbox')).toHaveLength(0);
  expect((await answer('ä'.repeat(300))).status).toBe(201);
  expect(await api.dataSource.query('select from outbox')).toHaveLength(1);
});
