import { announcedKey, stateBucket, textRules, type AnnouncedChannel } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { KeepAnnounced } from '../../src/channels/keep-announced.js';
import { FirstChannelRules1769700000372 } from '../../src/database/migrations/1769700000372-first-channel-rules.js';
import { descriptorsIn, fourth } from './announce-platforms.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();
/** Heard together with it: once this one is kept, the other was looked at. */
const neighbour = 'neighbour';
let keeping: { stop(): Promise<void> };
const [{ channel, descriptor }] = descriptorsIn(fourth) as [ReturnType<typeof descriptorsIn>[number]];

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, $2, 'shop', account_group_id from account where channel = 'email' limit 1`,
    [account, channel],
  );
  api.app.get(ConnectorNames).heard('sample', [channel, neighbour]);
  keeping = keep();
}, 120_000);
afterAll(async () => {
  await keeping.stop();
  await api.close();
});

/** As a worker does. */
const keep = () => {
  const { dataSource, bus } = api;
  const connectors = api.app.get(ConnectorNames);
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const stop = new AbortController();
  const running = new KeepAnnounced({ dataSource, bus, connectors, log }).run(stop.signal);
  return {
    stop: () => {
      stop.abort();
      return running;
    },
  };
};
const announce = async (over: object = {}) => {
  const abilities = { search: false, directMessages: false, privatePosts: false, looksForSent: true };
  const said: AnnouncedChannel = { ...descriptor, channel, abilities, ...over };
  await (await api.bus.bucket(stateBucket('sample'))).put(announcedKey(said.channel), said);
};
let figure = 1_000;
/** Resolves once what stands on the bus by now is kept. */
const kept = async () => {
  figure += 1;
  await announce({ channel: neighbour, text: { public: { count: 'codePoints', max: figure } } });
  const max = `select text -> 'public' ->> 'max' as max from channel_rules where channel = $1`;
  await eventually(async () => (await api.dataSource.query(max, [neighbour]))[0]?.max === String(figure));
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

it('with what it announced gone from the bus the last word holds after a start, too, and another word changes it', async () => {
  const threadId = await hear();
  await keeping.stop();
  await (await api.bus.bucket(stateBucket('sample'))).delete(announcedKey(channel));
  keeping = keep();
  await kept();
  expect((await answer(threadId, 'a'.repeat(101))).body).toMatchObject({ code: 'text-too-long' });
  await announce({ text: { public: { count: 'codePoints', max: 50 } } });
  await eventually(async () => (await limitsOf(threadId)) === 'codePoints max=50');
  expect((await answer(threadId, 'a'.repeat(51))).body).toMatchObject({ measure: { max: 50 } });
});

it('a connector of an older release, which says nothing of it, leaves the last word', async () => {
  const threadId = await hear();
  await announce({ label: 'Cards of old', text: undefined });
  await kept();
  const { items } = (await client.get('/api/v1/channels')).body;
  expect(items).toContainEqual(expect.objectContaining({ channel, label: 'Cards of old' }));
  expect((await answer(threadId, 'a'.repeat(51))).body).toMatchObject({ measure: { max: 50 } });
});

it('a rule of a later release counts nothing, and the channel keeps its name', async () => {
  const threadId = await hear();
  await announce({ label: 'Cards', text: { public: { count: 'by the gram', max: 50 } } });
  await eventually(async () => (await limitsOf(threadId)) === 'unlimited');
  const { items } = (await client.get('/api/v1/channels')).body;
  expect(items).toContainEqual(expect.objectContaining({ channel, label: 'Cards' }));
});

it('an upgrade counts as before until its connector has spoken, and takes back no word of it', async () => {
  const { dataSource } = api;
  const said = JSON.stringify({ public: { count: 'codePoints', max: 7 } });
  await dataSource.query(`delete from channel_rules where channel <> 'x'`);
  await dataSource.query(
    `insert into channel_rules (channel, text) values ('x', $1) on conflict (channel) do update set text = $1`,
    [said],
  );
  const upgraded = async (): Promise<{ channel: string; text: unknown }[]> => {
    const runner = dataSource.createQueryRunner();
    try {
      await new FirstChannelRules1769700000372().up(runner);
    } finally {
      await runner.release();
    }
    return dataSource.query('select channel, text from channel_rules order by channel');
  };
  // Without an account nobody counts, and a new installation stays empty.
  expect((await upgraded()).map((row) => row.channel)).toEqual(['x']);
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select gen_random_uuid(), named.channel, 'shop', account_group_id from account, unnest('{bluesky,mastodon,x}'::text[]) as named (channel)
     where account.channel = 'email' limit 3`,
  );
  const rows = await upgraded();
  const parsed = rows.map(({ channel, text }) => [channel, textRules.parse(text)]);
  expect(parsed).toEqual(rows.map(({ channel, text }) => [channel, text]));
  expect(parsed).toMatchObject([
    ['bluesky', { public: { count: 'graphemes', max: 300 } }],
    ['mastodon', { public: { count: 'graphemes', max: 500 } }],
    ['x', { public: { max: 7 } }],
  ]);
});
