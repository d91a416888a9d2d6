import { stateBucket, type AccountHealth, type AccountLimits } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { aPicture, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { TellChanges } from '../../src/accounts-health/tell-changes.js';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();
const stop = new AbortController();
let telling: Promise<void>;
const ada = { kind: 'mastodon', key: 'https://other.example/users/ada', handle: 'ada@other.example' };

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'mastodon', 'shop@social.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  const { dataSource, bus } = api;
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const connectors = api.app.get(ConnectorNames);
  connectors.heard('email', ['mastodon']);
  telling = new TellChanges({ dataSource, bus, connectors, log }).run(stop.signal);
}, 120_000);
afterAll(async () => {
  stop.abort();
  await telling;
  await api.close();
});

type Said = Pick<AccountHealth, 'besideWords'> & { replica?: string };
const say = async (allowed?: AccountLimits, { replica = 'a', ...more }: Said = {}) => {
  const at = new Date().toISOString();
  const word: AccountHealth = {
    ...{ v: 1, accountId: account, state: 'ok', reason: '', since: at, checkedAt: at },
    ...(allowed && { limits: { allowed, saidAt: at } }),
    ...more,
  };
  await (await api.bus.bucket(stateBucket('email'))).put(`health.${account}.${replica}`, word);
};
const hear = async (more: { text?: string; marks?: { code: string; text: string }[] } = {}) => {
  const text = more.text ?? 'It is broken';
  const { threadId } = await receive(api, {
    ...{ channel: 'mastodon', accountId: account, audience: 'public', author: ada, replyTo: ada },
    ...{ participants: [], subject: undefined, arrival: { via: 'api' }, marks: more.marks ?? [] },
    ...{ text, newText: text },
  });
  return threadId;
};
const limitsOf = async (threadId: string): Promise<string> =>
  (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.limits;
const answer = async (threadId: string, text: string, more: object = {}) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text, ...more },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const newsOfAccount = async (): Promise<number> =>
  (
    await api.dataSource.query('select from live_waiting where changes @> $1::jsonb', [
      JSON.stringify([{ kind: 'account', data: { accountId: account } }]),
    ])
  ).length;
/** With the name of whoever is answered, without its server. */
const beside = '@ada '.length;

it('as long as its instance has said nothing, 500 characters are counted', async () => {
  await say();
  const threadId = await hear();
  expect(await limitsOf(threadId)).toMatch(/^graphemes max=500 address=23 .*name=ada@other\.example$/);
  expect((await answer(threadId, 'a'.repeat(501 - beside))).body).toMatchObject({
    code: 'text-too-long',
    measure: { used: 501, max: 500 },
  });
});

it('what its instance allows is counted by the inbox and the server, and whoever looks is told', async () => {
  const threadId = await hear();
  const before = await newsOfAccount();
  await say({ charactersMax: 1_000, perAddress: 40 });
  await eventually(async () => (await limitsOf(threadId)).startsWith('graphemes max=1000 address=40 '));
  expect(await newsOfAccount()).toBe(before + 1);
  const link = 'https://shop.example/help';
  expect((await answer(threadId, `${link} ${'a'.repeat(960 - beside)}`)).body).toMatchObject({
    code: 'text-too-long',
    measure: { used: 1_001, max: 1_000 },
  });
  expect((await answer(threadId, 'a'.repeat(1_000 - beside))).status).toBe(201);
  // Its instance is silent for a while, and what it said holds.
  await say(undefined, { besideWords: ['language'] });
  const options = async () => (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body;
  await eventually(async () => (await options()).asksLanguage);
  expect(await limitsOf(threadId)).toMatch(/^graphemes max=1000 address=40 /);
});

it('an instance that takes less from now on is followed, and a long answer is split by that', async () => {
  const threadId = await hear();
  await say({ charactersMax: 300 });
  await eventually(async () => (await limitsOf(threadId)).includes(' max=300 '));
  expect((await answer(threadId, 'word '.repeat(70))).body).toMatchObject({ measure: { max: 300 } });
  expect((await answer(threadId, 'word '.repeat(70), { split: true })).status).toBe(201);
  const [{ payload }] = await api.dataSource.query('select payload from outbox order by id desc limit 1');
  expect(payload.parts).toHaveLength(2);
});

it('the content warning that is carried over counts, as it stands there now', async () => {
  await say({ charactersMax: 100 });
  const marks = [{ code: 'content-warning', text: 'Its author put a content warning above it.' }];
  const threadId = await hear({ text: 'CW: spilled milk\n\nIt is broken', marks });
  await eventually(async () => / max=100 .*warning=12 /.test(await limitsOf(threadId)));
  expect((await answer(threadId, 'a'.repeat(84))).body).toMatchObject({ measure: { used: 101, max: 100 } });
  // Whoever writes these letters without a warning has none.
  expect(await limitsOf(await hear({ text: 'CW: spilled milk\n\nIt is broken' }))).toContain(' warning=0 ');
});

it('an account whose posts its followers alone see is told as such, as long as it says so', async () => {
  const threadId = await hear();
  const first = async () => (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.accounts[0];
  await say({ followersOnly: true });
  await eventually(async () => (await first()).followersOnly === true);
  expect((await first()).limits).toContain(' max=500 ');
  await say({ followersOnly: false });
  await eventually(async () => (await first()).followersOnly === undefined);
});

it('pictures are held to what its instance takes', async () => {
  await say({ picturesMax: 1, pictureBytesMax: 100, altMax: 5, pictureTypes: ['image/png'] });
  const threadId = await hear();
  await eventually(async () => (await limitsOf(threadId)).includes('pictures=1'));
  const upload = async (type: 'image/png' | 'image/webp', bytes: number): Promise<string> => {
    const form = new FormData();
    form.append('file', new Blob([aPicture(type, bytes)], { type }), 'a-file');
    return (await client.send('POST', '/api/v1/uploads', form)).body.id;
  };
  const show = async (attachments: string[], alt = 'lamp') => {
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
    const alts = Object.fromEntries(attachments.map((id) => [id, alt]));
    const reply = { text: 'So?', attachments, alts };
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
    return client.post(`/api/v1/threads/${threadId}/replies`, reply, headers);
  };
  const png = () => upload('image/png', 100);
  const reasonOf = async (said: Promise<{ body: { reason?: string } }>) => (await said).body.reason;
  expect(await reasonOf(show([await png(), await png()]))).toBe('too-many-pictures');
  expect(await reasonOf(show([await upload('image/png', 101)]))).toBe('picture-too-large');
  expect(await reasonOf(show([await png()], 'a broken lamp'))).toBe('alt-too-long');
  expect(await reasonOf(show([await upload('image/webp', 100)]))).toBe('no-files-in-public');
  expect((await show([await png()])).status).toBe(201);
});

it('what stands beside the words is offered and taken as long as every replica of the connector obeys it', async () => {
  const threadId = await hear();
  const asksLanguage = async (): Promise<boolean> =>
    (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.asksLanguage;
  const besideWords = ['readers', 'contentWarning', 'language', 'of a later release'];
  await say({ charactersMax: 300 }, { besideWords });
  await eventually(asksLanguage);
  expect(await answer(threadId, 'So?', { readers: 'unlisted', contentWarning: 'glass' })).toMatchObject({
    status: 201,
  });
  // Of a release that does not know them, and would post wider and bare.
  await say({ charactersMax: 300 }, { replica: 'older' });
  await eventually(async () => !(await asksLanguage()));
  const { body } = await client.get(`/api/v1/threads/${threadId}/reply-options`);
  expect(body).toMatchObject({
    readers: null,
    contentWarning: null,
    limits: expect.stringContaining('max=300'),
  });
  for (const more of [{ readers: 'unlisted' }, { contentWarning: 'glass' }, { language: 'it' }])
    expect((await answer(threadId, 'So?', more)).body.reason).toBe('not-known-there');
});
