import type { SendInput } from '@filo/contracts';
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

const answer = async (body: { text: string; split?: boolean }) => {
  const { threadId } = await receive(api, {
    ...{ channel: 'bluesky', accountId: account, audience: 'public', participants: [] },
    author: ada,
    replyTo: ada,
    subject: undefined,
    text: 'You never answer!',
    newText: 'You never answer!',
    arrival: { via: 'api' },
  });
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(`/api/v1/threads/${threadId}/replies`, body, {
    'if-match': `"${version}"`,
    'idempotency-key': uuidv7(),
  });
};
const lastSend = async (): Promise<SendInput> =>
  (await api.dataSource.query('select payload from outbox order by id desc limit 1'))[0].payload;

it('an answer over the limit of its network is refused with the count, and one at the limit is sent', async () => {
  const refused = await answer({ text: 'ä'.repeat(303) });
  expect([refused.status, refused.body.code]).toEqual([422, 'text-too-long']);
  expect(refused.body.detail).toContain('303 characters, and 300 are the most');
  expect(refused.body.measure).toEqual({ unit: 'characters', used: 303, max: 300 });
  expect(await api.dataSource.query('select from outbox')).toHaveLength(0);
  expect((await answer({ text: 'ä'.repeat(300) })).status).toBe(201);
  expect(await api.dataSource.query('select from outbox')).toHaveLength(1);
});

it('a long answer that is asked to be split goes out as numbered parts, each within the limit, and is one message', async () => {
  const text = `${'We are sorry for the lamp. '.repeat(30)}See https://shop.example/${'r'.repeat(100)}`;
  const sent = await answer({ text, split: true });
  expect(sent.status).toBe(201);
  expect(sent.body.message.text).toBe(text);
  const { parts, text: whole } = await lastSend();
  expect(whole).toBe(text);
  expect(parts!.map((part) => part.slice(-3))).toEqual(
    parts!.map((_, index) => `${index + 1}/${parts!.length}`),
  );
  for (const part of parts!) expect(Array.from(part).length).toBeLessThanOrEqual(300);
  expect(parts!.map((part) => part.slice(0, -4)).join(' ')).toBe(text);
});

it('what fits is one post whether or not it may be split, and a link that no part takes is refused', async () => {
  expect((await answer({ text: 'Sorry!', split: true })).status).toBe(201);
  expect((await lastSend()).parts).toBeUndefined();
  const refused = await answer({ text: `See https://shop.example/${'r'.repeat(400)}`, split: true });
  expect([refused.status, refused.body.code]).toEqual([422, 'text-too-long']);
});
