import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
const pathOf: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  sam = await signedInAgent(api, 'sam', []);
  const [{ group }] = (await api.dataSource.query('select id as group from account_group limit 1')) as [
    { group: string },
  ];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'mastodon', 'shop@social.example', $2)`,
    [uuidv7(), group],
  );
  const accounts = (await api.dataSource.query('select id, channel from account')) as {
    id: string;
    channel: string;
  }[];
  for (const { id, channel } of accounts) pathOf[channel] = `/api/v1/accounts/${id}/acknowledgement`;
}, 120_000);
afterAll(() => api.close());

const text = (language: string, over: object = {}) => ({
  ...{
    language,
    subject: 'We have it',
    within: 'Within {{expected_time}}.',
    outside: 'On {{next_opening}}.',
  },
  ...over,
});
const set = (by: Client, channel: string, body: object) => by.send('PUT', pathOf[channel]!, body);

it('is off until an admin switches it on, and keeps since when through other words', async () => {
  expect((await boss.get(pathOf['webform']!)).body).toMatchObject({
    ...{ version: 0, on: false, texts: [] },
    known: { hasHours: false, openNow: true, expectedWithin: null, expectedOutside: null, nextOpening: null },
  });
  expect((await set(sam, 'webform', { version: 0, on: true, texts: [text('en')] })).status).toBe(403);
  const made = await set(boss, 'webform', { version: 0, on: true, texts: [text('en'), text('it')] });
  expect(made.body).toMatchObject({ version: 1, on: true, texts: [{ language: 'en' }, { language: 'it' }] });
  const since = () =>
    api.dataSource.query('select on_since from acknowledgement') as Promise<{ on_since: Date | null }[]>;
  const [first] = await since();
  expect(first!.on_since).toBeInstanceOf(Date);
  await set(boss, 'webform', { version: 1, on: true, texts: [text('en')] });
  expect(await since()).toEqual([first]);
  await set(boss, 'webform', { version: 2, on: false, texts: [text('en')] });
  expect(await since()).toEqual([{ on_since: null }]);
  await set(boss, 'webform', { version: 3, on: true, texts: [text('en')] });
  expect((await since())[0]!.on_since!.getTime()).toBeGreaterThan(first!.on_since!.getTime());
  const [audited] = (await boss.get('/api/v1/audit?area=settings&limit=1')).body.items;
  expect(audited).toMatchObject({ kind: 'account-acknowledgement-set' });
});

it('is set by the first of two admins, and the second is told how it is', async () => {
  const { version } = (await boss.get(pathOf['webform']!)).body;
  const two = await Promise.all(
    ['de', 'it'].map((language) => set(boss, 'webform', { version, on: false, texts: [text(language)] })),
  );
  expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(two.find(({ status }) => status === 409)!.body).toMatchObject({
    ...{ reason: 'acknowledgement-changed', acknowledgement: { version: version + 1 } },
  });
});

it('is of mailboxes and forms alone: nobody is told anything in public by itself', async () => {
  const body = { version: 0, on: true, texts: [text('en')] };
  expect((await set(boss, 'mastodon', body)).body).toMatchObject({ reason: 'account-acknowledges-nothing' });
  expect(await api.dataSource.query(`select from acknowledgement s join account a on a.id = s.account_id where a.channel = 'mastodon'`)).toEqual([]); // prettier-ignore
  expect((await boss.get(`/api/v1/accounts/${uuidv7()}/acknowledgement`)).status).toBe(404);
});

it.each([
  ['on without a text', { on: true, texts: [] }],
  ['two of one language', { on: false, texts: [text('it-CH'), text('it-ch')] }],
  ['a language that is none', { on: false, texts: [text('de-1996-1996')] }],
  ['a variable that nobody fills in', { on: false, texts: [text('en', { within: 'Dear {{first_name}}' })] }],
  ['one in the subject', { on: false, texts: [text('en', { subject: 'Re: {{subject}}' })] }],
  ['a subject of two lines', { on: false, texts: [text('en', { subject: 'a\nBcc: b@c.example' })] }],
  ['no words', { on: false, texts: [text('en', { outside: ' ' })] }],
])('refuses %s', async (_, body) => {
  const { version } = (await boss.get(pathOf['webform']!)).body;
  expect((await set(boss, 'webform', { version, ...body })).status).toBe(400);
});
