import type { MessagePage } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let threadId: string;
const ids: string[] = [];
const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n)).toISOString();
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  for (let n = 0; n < 60; n++) {
    // Ten of them in the same instant, which pages must not tear apart.
    const sortAt = minute(n < 20 || n >= 30 ? n : 20);
    const received = await receive(api, { author: aMailIdentity('long@place.example'), sortAt });
    ids.push(received.messageId);
    threadId = received.threadId;
  }
  await api.dataSource.query(
    `insert into action (id, kind, topic_id, at) select gen_random_uuid(), 'close', id, '2026-01-05T09:41:30Z' from topic`,
  );
});
afterAll(() => api.close());

const page = async (query: string): Promise<MessagePage> => {
  const answer = await client.get(`/api/v1/threads/${threadId}/messages?${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const shown = (pages: MessagePage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));

describe('a thread opened at one of its messages', () => {
  it.each([0, 5, 19, 24, 30, 45, 58, 59])('shows message %i, and from there all others once', async (n) => {
    const pages = [await page(`around=${ids[n]}&limit=10`)];
    expect(shown(pages)).toContain(ids[n]);
    while (pages.at(-1)!.previous !== null) pages.push(await page(`after=${pages.at(-1)!.previous}&limit=7`));
    while (pages[0]!.next !== null) pages.unshift(await page(`before=${pages[0]!.next}&limit=7`));
    const inOrder = [...ids.slice(0, 20), ...ids.slice(20, 30).sort(), ...ids.slice(30)];
    expect(shown(pages)).toEqual(inOrder);
    expect(pages.flatMap(({ actions }) => actions.map(({ kind }) => kind))).toEqual(['close']);
  });

  it('has nothing newer than the newest page', async () => {
    expect((await page('limit=10')).previous).toBeNull();
    expect(await page(`around=${ids[59]}`)).toMatchObject({ previous: null, next: expect.any(String) });
  });

  it('is refused for what is not in it, and for two places at once', async () => {
    const other = await receive(api, { author: aMailIdentity('other@place.example') });
    const get = (query: string) => client.get(`/api/v1/threads/${threadId}/messages?${query}`);
    for (const id of [other.messageId, uuidv7()]) expect((await get(`around=${id}`)).status).toBe(404);
    expect((await get('around=x')).status).toBe(400);
    expect((await get(`around=${ids[0]}&before=x`)).status).toBe(400);
    expect((await get('after=x')).status).toBe(400);
  });
});
