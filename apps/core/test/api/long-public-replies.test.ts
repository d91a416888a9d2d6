import type { SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { noteOursGone } from '../../src/deletions/note-ours-gone.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
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

it('who reads the thread sees what customers read: the posts that it became, where each stands, and which are gone', async () => {
  const sent = await answer({ text: 'We are sorry for the lamp. '.repeat(20), split: true });
  const { threadId, id } = sent.body.message;
  const partsNow = async () => {
    const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
    return items.find((one: { id: string }) => one.id === id).deliveries[0].parts;
  };
  const { parts, deliveryId } = await lastSend();
  expect(await partsNow()).toEqual(
    parts!.map((text) => ({ text, posted: false, permalink: null, gone: false })),
  );
  const place = { channel: 'bluesky', accountId: account, at: new Date().toISOString() };
  const posts = parts!.map((_, n) => `at://did:plc:shop/app.bsky.feed.post/${n}`);
  const permalinks = parts!.map((_, n) => (n === 0 ? null : `https://bsky.app/profile/shop/post/${n}`));
  const receipt = { v: 1, type: 'receipt', eventId: uuidv7(), ...place, deliveryId, attempt: 1 } as const;
  const named = { externalId: posts[0]!, externalIds: posts, permalinks };
  const receipts = new StoreReceipts(api.dataSource);
  await receipts.run([{ ...receipt, state: 'accepted', ...named }]);
  const standing = parts!.map((text, n) => ({ text, posted: true, permalink: permalinks[n], gone: false }));
  expect(await partsNow()).toEqual(standing);
  const gone = { v: 1, type: 'deleted', eventId: uuidv7(), ...place, externalId: posts[1]! } as const;
  for (let time = 0; time < 2; time += 1) await noteOursGone(api.dataSource, [gone]);
  expect(await partsNow()).toEqual(standing.map((part, n) => ({ ...part, gone: n === 1 })));
  // A receipt that comes twice brings nothing back.
  await receipts.run([{ ...receipt, state: 'accepted', ...named }]);
  expect((await partsNow())[1].gone).toBe(true);
  await noteOursGone(api.dataSource, posts.map((externalId) => ({ ...gone, externalId }))); // prettier-ignore
  expect((await partsNow()).every((part: { gone: boolean }) => part.gone)).toBe(true);
});

it('an answer of one post has no parts', async () => {
  const sent = await answer({ text: 'We are sorry.', split: true });
  expect(sent.body.message.deliveries[0].parts).toBeNull();
});
