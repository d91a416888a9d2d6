import { readLink } from '@filo/contracts';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let questions: INestMicroservice;
const accounts = { bluesky: uuidv7(), mastodon: uuidv7() };
let asked: z.output<typeof readLink.request>[] = [];
let says: z.input<typeof readLink.reply>;

@Controller()
class Questions {
  @MessagePattern(readLink.subject('social'))
  readLink(@Payload() request: z.output<typeof readLink.request>) {
    asked.push(request);
    return says;
  }
}
const listen = async () => {
  questions = await answerOnBus(api, 'social', Questions);
};

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  for (const [channel, id] of Object.entries(accounts))
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id, beside_words)
       select $1, $2, 'shop', account_group_id, $3 from account where channel = 'email' limit 1`,
      [id, channel, JSON.stringify(channel === 'bluesky' ? ['card'] : [])],
    );
  await listen();
}, 120_000);
afterAll(async () => {
  await questions.close();
  await api.close();
});

const picture = 'data:image/png;base64,iVBORw0KGgo=';
const card = { title: 'Lamps', description: 'All of them', picture };
let pages = 0;
const newUrl = () => `https://shop.example/${(pages += 1)}`;
beforeEach(() => {
  asked = [];
  says = { ok: true, card };
});

const hear = async (channel: keyof typeof accounts, audience: 'public' | 'private' = 'public') => {
  const author = { kind: channel, key: uuidv7(), handle: 'ada.example' };
  const { threadId } = await receive(api, {
    ...{ channel, accountId: accounts[channel], audience, author, replyTo: author, participants: [] },
    ...{ subject: undefined, arrival: { via: 'api' }, text: 'Broken!', newText: 'Broken!' },
  });
  return threadId;
};
const show = (threadId: string, url: string, as = client) =>
  as.post(`/api/v1/threads/${threadId}/link-card`, { url });

it('a link is shown as its answer will show it, read once by the connector of the account that answers', async () => {
  const [threadId, url] = [await hear('bluesky'), newUrl()];
  expect((await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.showsCard).toBe(true);
  const both = await Promise.all([show(threadId, url), show(threadId, url)]);
  const again = await show(threadId, url);
  for (const { status, body } of [...both, again])
    expect([status, body]).toEqual([200, { url, card, absent: null }]);
  expect(asked).toEqual([
    {
      ...{ channel: 'bluesky', accountId: accounts.bluesky, url },
      notAt: [`127.0.0.1:${api.settings.FILO_HTTP_PORT}`, expect.any(String)],
    },
  ]);
});

it('a link of ours is read by nobody: it may be for one person alone', async () => {
  const url = `http://127.0.0.1:${api.settings.FILO_HTTP_PORT}/w/abc`;
  expect((await show(await hear('bluesky'), url)).body).toMatchObject({
    card: null,
    absent: { code: 'our-own' },
  });
  expect(asked).toEqual([]);
});

it.each([
  ['mastodon', 'public'],
  ['bluesky', 'private'],
] as const)('where no cards are shown, %s in %s, nothing is read', async (channel, audience) => {
  const threadId = await hear(channel, audience);
  expect((await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.showsCard).toBe(false);
  expect((await show(threadId, newUrl())).body.absent.code).toBe('no-cards-there');
  expect(asked).toEqual([]);
});

it.each([
  ['says nothing', { ok: true, card: null }, 'page-silent'],
  [
    'is of an account in trouble',
    { ok: false, code: 'no-such-account', message: 'It is gone.' },
    'not-answered',
  ],
] as const)('a page that %s is said to have no card, which is no error', async (_, said, code) => {
  says = said;
  const { status, body } = await show(await hear('bluesky'), newUrl());
  expect([status, body.card, body.absent.code]).toEqual([200, null, code]);
  expect(body.absent.message).toMatch(/^No card can be made: .+ The answer can be sent all the same\.$/);
});

it.each([
  'ftp://shop.example',
  'javascript:alert(1)',
  'shop.example',
  `https://shop.example/${'a'.repeat(2_000)}`,
])('what is no address of the web is refused: %#: no page is read', async (url) => {
  expect((await show(await hear('bluesky'), url)).body.code).toBe('invalid-request');
});

it('whoever may not see the thread reads nothing through it', async () => {
  const stranger = await signedInAgent(api, 'stranger', []);
  expect((await show(await hear('bluesky'), newUrl(), stranger)).status).toBe(404);
  expect(asked).toEqual([]);
});

it('nobody reads the web through us: an agent has twenty pages read in a minute', async () => {
  const groups = (await api.dataSource.query('select id from account_group')) as { id: string }[];
  const busy = await signedInAgent(
    api,
    'busy',
    groups.map(({ id }) => id),
  );
  const threadId = await hear('bluesky');
  const statuses: number[] = [];
  for (let at = 0; at < 21; at += 1) statuses.push((await show(threadId, newUrl(), busy)).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  expect((await show(threadId, newUrl(), busy)).body).toMatchObject({ reason: 'too-many-cards' });
  expect(asked).toHaveLength(20);
});

it('a connector that is away keeps no answer: there is no card, and the reason', async () => {
  await questions.close();
  expect((await show(await hear('bluesky'), newUrl())).body.absent.code).toBe('not-answered');
  await listen();
});
