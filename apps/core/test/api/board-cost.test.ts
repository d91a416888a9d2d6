import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardPage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { listingCards } from '../../src/board/list-cards.js';
import { countingVolume } from '../../src/board/read-volume.js';
import type { Client } from './client.js';
import { receive, type Received } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let group: string;
const account = uuidv7();
const query = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  [{ id: group }] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [account, group],
  );
  await api.dataSource.query(
    `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Our name', '{rossi}')`,
    [query, account],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:cost${posts}` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: account, externalId: `at://cost/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text, ...over },
    arrival: { via: 'api' },
  });
};

/** The same post `count` times more, each a storm of its own, over the last days; of topics, where it has one, of their own too. */
const repeat = async (messageId: string, count: number): Promise<void> => {
  await api.dataSource.query(repeating, [messageId, count]);
  await api.dataSource.query('vacuum analyze message, topic, public_post, storm, listened_post, found_by');
};
const columnsOf = (alias: string, changed: object) =>
  `(jsonb_populate_record(${alias}, jsonb_build_object(${Object.entries(changed)
    .map(([name, value]) => `'${name}', ${value as string}`)
    .join(', ')}))).*`;
const at = `now() - interval '10 days' * n.n / $2::int`;
const repeating = `
with n as materialized (
  select n, gen_random_uuid() as id, gen_random_uuid() as topic_id from generate_series(1, $2::int) n),
topics as (
  insert into topic select ${columnsOf('t', { id: 'n.topic_id' })} from n, message m join topic t on t.id = m.topic_id where m.id = $1),
messages as (
  insert into message select ${columnsOf('m', {
    ...{ id: 'n.id', threading_id: 'null', sort_at: at },
    topic_id: 'case when m.topic_id is not null then n.topic_id end',
  })} from n, message m where m.id = $1),
storms as (
  insert into storm select ${columnsOf('s', { id: 'n.id', last_at: at, began_at: at, signature: 'null' })}
  from n, public_post p join storm s on s.id = p.storm_id where p.message_id = $1),
voices as (
  insert into public_post select ${columnsOf('p', { message_id: 'n.id', storm_id: 'n.id', posted_at: at })}
  from n, public_post p where p.message_id = $1),
found as (
  insert into listened_post select ${columnsOf('l', { message_id: 'n.id' })} from n, listened_post l where l.message_id = $1)
insert into found_by select ${columnsOf('f', { message_id: 'n.id' })} from n, found_by f where f.message_id = $1`;

interface Node {
  Plans?: Node[];
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
}
/** How many rows every step of a statement gave on or put aside, and how many pages it looked at. */
const cost = async (statement: string, values: readonly unknown[]) => {
  const [answer] = (await api.dataSource.transaction(async (db) => {
    // A table of a few pages is read whole, as it should be; one of a week is not.
    await db.query('set local enable_seqscan = off');
    return db.query(`explain (analyze, buffers, format json) ${statement}`, [...values]);
  })) as { 'QUERY PLAN': [{ Plan: Node & Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }[];
  const { Plan: plan } = answer!['QUERY PLAN'][0];
  const rows = (node: Node): number =>
    node['Actual Loops'] *
      (node['Actual Rows'] +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Join Filter'] ?? 0)) +
    (node.Plans ?? []).reduce((sum, child) => sum + rows(child), 0);
  return { rows: rows(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
};
const look = () => cost(listingCards, [[group], null]);

const volume = () => cost(countingVolume, [[group], 100_000]);

it('a look at the board costs what waits on it, however much was set aside or answered', async () => {
  for (let n = 0; n < 5; n += 1) await say(`Waiting words number ${n} ${uuidv7()}`);
  const heard = { as: 'listening' as const, queries: [query] };
  const found = await say('I saw a Rossi lamp at a fair and thought nothing of it', { heard });
  await api.dataSource.query(`update listened_post set state = 'set-aside' where message_id = $1`, [
    found.messageId,
  ]);
  const answered = await say('When do you open tomorrow, please?');
  await client.post(`/api/v1/threads/${answered.threadId}/actions`, { kind: 'close' });
  // Enough of both that the column of what was handled is full.
  await repeat(found.messageId, 200);
  await repeat(answered.messageId, 200);
  const [before, volumeBefore] = [await look(), await volume()];
  await repeat(found.messageId, 4_000);
  expect((await volume()).rows).toBeLessThan(volumeBefore.rows * 1.5);
  await repeat(answered.messageId, 4_000);
  const after = await look();
  expect(after.rows).toBeLessThan(before.rows * 1.2);
  expect(after.pages).toBeLessThan(before.pages * 1.5);
  const { cards, more } = (await client.get('/api/v1/board')).body as BoardPage;
  expect(cards.filter(({ column }) => column !== 'handled')).toHaveLength(5);
  expect(more).toEqual(['handled']);
}, 120_000);

it('what was only found waits on it from when it comes until it is set aside, and again', async () => {
  const heard = { as: 'listening' as const, queries: [query] };
  const { messageId } = await say('Has anybody tried the Rossi teapot?', { heard });
  const column = async () =>
    ((await client.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.messageId === messageId)
      ?.column;
  expect(await column()).toBe('watch');
  await client.post(`/api/v1/board/${messageId}/close`, { upTo: messageId });
  expect(await column()).toBe('handled');
  await client.post(`/api/v1/board/${messageId}/wait-again`, { messageIds: [messageId] });
  expect(await column()).toBe('watch');
});

it('what was only found counts as said to us from when somebody sees to it', async () => {
  const heard = { as: 'listening' as const, queries: [query] };
  const lastHour = async () => ((await client.get('/api/v1/board')).body as BoardPage).volume.lastHour;
  const before = await lastHour();
  const { messageId } = await say('The Rossi kettle whistles a tune nobody knows', { heard });
  expect(await lastHour()).toBe(before);
  expect((await client.post(`/api/v1/board/${messageId}/take-up`, {})).status).toBe(200);
  expect(await lastHour()).toBe(before + 1);
});
