import { v7 as uuidv7 } from 'uuid';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'x', address: 'shop' });
}, 120_000);
afterAll(() => api.close());

const hear = async (name: string, audience: 'public' | 'private') => {
  const author = { kind: 'x', key: name, handle: name };
  const { threadId } = await receive(api, {
    ...{ channel: 'x', accountId: account, audience, participants: [], author, replyTo: author },
    ...{ subject: undefined, text: 'You never answer!', newText: 'You never answer!' },
    arrival: { via: 'api' },
  });
  return threadId;
};
const answer = async (threadId: string, length: number) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'a'.repeat(length) },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const limitsOf = async (threadId: string) =>
  (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.limits;

it('an answer in private may be longer than one in public where its network takes that, and the inbox is told', async () => {
  const [openly, privately] = [await hear('1', 'public'), await hear('2', 'private')];
  expect([await limitsOf(openly), await limitsOf(privately)]).toEqual([
    expect.stringMatching(/^weighted max=280 /),
    'codePoints max=10000 pictures=1 picture-bytes=5000000 alt=1000',
  ]);
  expect((await answer(openly, 281)).body).toMatchObject({ code: 'text-too-long', measure: { max: 280 } });
  expect((await answer(privately, 281)).status).toBe(201);
  expect((await answer(privately, 10_001)).body).toMatchObject({ measure: { max: 10_000 } });
});

it('an account that pays its network for longer posts may write them', async () => {
  await api.dataSource.query(`update account set settings = '{"longPosts": true}' where id = $1`, [account]);
  const openly = await hear('3', 'public');
  expect(await limitsOf(openly)).toMatch(/^weighted max=25000 /);
  expect((await answer(openly, 281)).status).toBe(201);
});
