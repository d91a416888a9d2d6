import { announcedKey, stateBucket, type AnnouncedChannel } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { KeepAnnounced } from '../../src/channels/keep-announced.js';
import { descriptorsIn, fourth } from './announce-platforms.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();
const stop = new AbortController();
let keeping: Promise<void>;
const [{ channel, descriptor }] = descriptorsIn(fourth) as [ReturnType<typeof descriptorsIn>[number]];

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, $2, 'shop', account_group_id from account where channel = 'email' limit 1`,
    [account, channel],
  );
  const { dataSource, bus } = api;
  const connectors = api.app.get(ConnectorNames);
  connectors.heard('sample', [channel]);
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  keeping = new KeepAnnounced({ dataSource, bus, connectors, log }).run(stop.signal);
}, 120_000);
afterAll(async () => {
  stop.abort();
  await keeping;
  await api.close();
});

const announce = async (over: object = {}) => {
  const abilities = { search: false, directMessages: false, privatePosts: false };
  const said: AnnouncedChannel = { ...descriptor, channel, abilities, ...over };
  await (await api.bus.bucket(stateBucket('sample'))).put(announcedKey(channel), said);
};
const hear = async () => {
  const author = { kind: channel, key: 'ada' };
  const { threadId } = await receive(api, {
    ...{ channel, accountId: account, audience: 'public', participants: [], author, replyTo: author },
    ...{ subject: undefined, text: 'Where is it?', newText: 'Where is it?', arrival: { via: 'api' } },
  });
  return threadId;
};
const answer = async (threadId: string, text: string, more: object = {}) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text, ...more },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const limitsOf = async (threadId: string): Promise<string> =>
  (await client.get(`/api/v1/threads/${threadId}/reply-options`)).body.limits;
const newsOfAccount = async (): Promise<number> =>
  (
    await api.dataSource.query('select from live_waiting where changes @> $1::jsonb', [
      JSON.stringify([{ kind: 'account', data: { accountId: account } }]),
    ])
  ).length;

it('a platform that core has never heard of is counted by what it announces, refused with the count, and split', async () => {
  const threadId = await hear();
  expect(await limitsOf(threadId)).toBe('unlimited');
  await announce();
  await eventually(async () => (await limitsOf(threadId)) === 'graphemes max=100');
  expect(await newsOfAccount()).toBe(1);
  const long = await answer(threadId, '👍🏽'.repeat(101));
  expect([long.status, long.body]).toMatchObject([
    422,
    { code: 'text-too-long', measure: { unit: 'characters', used: 101, max: 100 } },
  ]);
  expect((await answer(threadId, '👍🏽'.repeat(100))).status).toBe(201);
  expect((await answer(threadId, 'word '.repeat(30), { split: true })).status).toBe(201);
  const [{ payload }] = await api.dataSource.query('select payload from outbox order by id desc limit 1');
  expect(payload.parts).toEqual([`${'word '.repeat(19).trim()} 1/2`, `${'word '.repeat(11).trim()} 2/2`]);
});

it('with what it announced gone from the bus the last word holds, and another word changes it', async () => {
  const threadId = await hear();
  await (await api.bus.bucket(stateBucket('sample'))).delete(announcedKey(channel));
  expect((await answer(threadId, 'a'.repeat(101))).body).toMatchObject({ code: 'text-too-long' });
  await announce({ text: { public: { count: 'codePoints', max: 50 } } });
  await eventually(async () => (await limitsOf(threadId)) === 'codePoints max=50');
  expect((await answer(threadId, 'a'.repeat(51))).body).toMatchObject({ measure: { max: 50 } });
});

it('a rule of a later release counts nothing, and the channel keeps its name', async () => {
  const threadId = await hear();
  await announce({ label: 'Cards', text: { public: { count: 'by the gram', max: 50 } } });
  await eventually(async () => (await limitsOf(threadId)) === 'unlimited');
  const { items } = (await client.get('/api/v1/channels')).body;
  expect(items).toMatchObject([{ channel, label: 'Cards' }]);
});
