import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardPage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { listingCards } from '../../src/board/list-cards.js';
import { countingVolume } from '../../src/board/read-volume.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { FollowStorms } from '../../src/severity/follow-storms.js';
import { settlingPosts } from '../../src/topics/settle-posts.js';
import type { Client } from './client.js';
import { receive, receiveTogether, type Received } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let group: string;
const account = uuidv7();
const query = uuidv7();
/** Of ours, at which little is said. */
const quiet = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  [{ id: group }] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2), ($3, 'bluesky', 'quiet.example', $2)`,
    [account, group, quiet],
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
/** How many rows every step of a plan gave on or put aside. */
const rowsOf = (node: Node): number =>
  node['Actual Loops'] *
    (node['Actual Rows'] +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Join Filter'] ?? 0)) +
  (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
/** Of a statement, and how many pages it looked at. */
const cost = async (statement: string, values: readonly unknown[]) => {
  const [answer] = (await api.dataSource.transaction(async (db) => {
    // A table of a few pages is read whole, as it should be; one of a week is not.
    await db.query('set local enable_seqscan = off');
    return db.query(`explain (analyze, buffers, format json) ${statement}`, [...values]);
  })) as { 'QUERY PLAN': [{ Plan: Node & Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }[];
  const { Plan: plan } = answer!['QUERY PLAN'][0];
  return { rows: rowsOf(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
};
const me = uuidv7();
const sizes = JSON.stringify({ 'act-now': 50, today: 50, watch: 50, handled: 50 });
const look = () => cost(listingCards.all, [[group], null, me, sizes]);
const lookAt = (source: string) => cost(listingCards.source, [[group], source, me, sizes]);

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

it.each([
  ['a saved query', () => query],
  ['an account', () => quiet],
])(
  'a look at what %s brought costs what it brought lately, however much others did',
  async (_, source) => {
    const mine = await say(`The Rossi chair stands in a hall ${uuidv7()}`, {
      heard: { as: 'listening' as const, queries: [query] },
      accountId: source() === quiet ? quiet : account,
    });
    await api.dataSource.query(`update listened_post set state = 'set-aside' where message_id = $1`, [
      mine.messageId,
    ]);
    // More than are looked at.
    await repeat(mine.messageId, 700);
    const before = await lookAt(source());
    const other = await say(`Somebody else says something else ${uuidv7()}`);
    await client.post(`/api/v1/threads/${other.threadId}/actions`, { kind: 'close' });
    await repeat(other.messageId, 3_000);
    await repeat(mine.messageId, 3_000);
    const after = await lookAt(source());
    expect(after.rows).toBeLessThan(before.rows * 1.2);
    expect(after.pages).toBeLessThan(before.pages * 1.5);
    const { cards, more } = (await client.get(`/api/v1/board?source=${source()}`)).body as BoardPage;
    expect(cards.filter(({ column }) => column === 'handled')).toHaveLength(50);
    expect(more).toContain('handled');
  },
  120_000,
);

/** Rows that it takes to settle what waits once these came in, planned as where it is done. */
const rowsToSettle = (messageIds: readonly string[]): Promise<number> =>
  inTransaction(api.dataSource, async (db) => {
    await db.query(`prepare settling (uuid[], uuid[]) as ${settlingPosts}`);
    const [answer] = (await db.query(
      `explain (analyze, format json) execute settling ('{${messageIds.join()}}', '{}')`,
    )) as { 'QUERY PLAN': [{ Plan: Node }] }[];
    await db.query('deallocate settling');
    return rowsOf(answer!['QUERY PLAN'][0].Plan);
  });

const by = (who: string) => ({ kind: 'bluesky', key: `did:plc:${who}` });
/** Too short to be alike. */
const post = (who: string, name: string, above?: string): Partial<MessageReceivedInput> => ({
  ...{ channel: 'bluesky', accountId: account, externalId: name, threadingId: name, arrival: { via: 'api' } },
  ...{ author: by(who), replyTo: by(who), audience: 'public', participants: [], subject: undefined },
  ...{
    text: 'And?',
    newText: 'And?',
    ...(above !== undefined && { inReplyTo: [above], references: [above] }),
  },
});
/** What we said at the network itself. */
const ours = (to: string, above: string): Partial<MessageReceivedInput> => ({
  ...post('shop', `${above}/answer`, above),
  ...{ direction: 'outbound', participants: [{ identity: by(to), role: 'to' }] },
});
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const chain = (count: number) => {
  const who = `chain${count}`;
  const named = (n: number) => `at://${who}/${n}`;
  return [...numbers(count).map((n) => post(who, named(n), named(n - 1))), ours(who, named(count - 1))];
};
const answered = (count: number) =>
  numbers(count).flatMap((n) => {
    const who = `answered${count}-${n}`;
    return [post(who, `at://${who}`), ours(who, `at://${who}`)];
  });
const alone = (count: number) =>
  numbers(count).map((n) => post(`alone${count}-${n}`, `at://alone${count}/${n}`));

it.each([
  ['one author went on below their own post, and we answered the last of it', chain, 0],
  ['many wrote, and each was answered', answered, 0],
  ['many wrote, and nobody was answered', alone, 1],
])(
  'what waits is settled at the cost of what there is: %s',
  async (_, written, waiting) => {
    const settled = async (count: number) => {
      const ids = (await receiveTogether(api, written(count))).map(({ messageId }) => messageId);
      const waits = await api.dataSource.query('select from waiting_post where message_id = any($1)', [ids]);
      expect(waits).toHaveLength(waiting * count);
      return rowsToSettle(ids);
    };
    const [few, many] = [await settled(50), await settled(200)];
    // Four times as much there is; sixteen times, were each compared with each.
    expect(many).toBeLessThan(few * 6);
  },
  120_000,
);

/** As `repeat`, and all of them wait, newer and graver than what each is a copy of. */
const repeatGraver = async (messageId: string, count: number): Promise<void> => {
  await repeat(messageId, count);
  await api.dataSource.query(
    `with alike as (
       select p.* from public_post p join message m on m.id = p.message_id
       where m.text = (select text from message where id = $1) and m.id <> $1),
     storms as (update storm set level = 2, score = 30, last_at = now() where id in (select storm_id from alike)),
     posts as (update public_post set level = 2, score = 30 where message_id in (select message_id from alike))
     insert into waiting_post (message_id, account_group_id, posted_at)
     select message_id, account_group_id, posted_at from alike on conflict do nothing`,
    [messageId],
  );
};

it('all that waits can be reached, the gravest first, also what is older than hundreds of others', async () => {
  const worst = await say('The brass kettle exploded, my son is in hospital, my lawyer will sue you');
  const light = await say('The brass kettle is not in the shop any more, a pity');
  const asked = async (size?: number) =>
    (await client.get(`/api/v1/board${size ? `?act-now=${size}` : ''}`)).body as BoardPage;
  const actNow = ({ cards }: BoardPage) => cards.filter(({ column }) => column === 'act-now');
  const waiting = actNow(await asked()).length;
  expect(waiting).toBeGreaterThan(0);
  expect((await client.get('/api/v1/board/waiting')).body).toEqual({ actNow: waiting });
  await repeatGraver(light.messageId, 460 - waiting);
  const first = await asked();
  expect(actNow(first)).toHaveLength(50);
  expect(first.more).toContain('act-now');
  const all = await asked(460);
  expect(actNow(all)).toHaveLength(460);
  expect(all.more).not.toContain('act-now');
  expect((await client.get('/api/v1/board?act-now=501')).status).toBe(400);
  await repeatGraver(light.messageId, 100);
  const many = await asked(500);
  expect(actNow(many).map(({ messageId }) => messageId)).toContain(worst.messageId);
  expect(many.more).toContain('act-now');
  expect((await client.get('/api/v1/board/waiting')).body).toEqual({ actNow: 100 });
});

it('what an agent says of a storm is told in the threads of its voices that wait, of a hundred at the most', async () => {
  const words = 'The wheels of this pram come off on every kerb';
  const [first, other, closed] = [await say(words), await say(words), await say(words)];
  await client.post(`/api/v1/threads/${closed.threadId}/actions`, { kind: 'close' });
  const [{ id }] = (await api.dataSource.query(
    'select storm_id as id from public_post where message_id = $1',
    [first.messageId],
  )) as [{ id: string }];
  const told = async () => {
    await api.dataSource.query('delete from live_waiting');
    await client.post(`/api/v1/board/${id}/severity`, { level: 'today', reason: 'Nobody fell' });
    const rows = (await api.dataSource.query('select changes from live_waiting')) as {
      changes: { kind: string; data: { threadId: string; messageId: string } }[];
    }[];
    return rows.flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'message');
  };
  const data = ({ threadId, messageId }: Received) => ({ threadId, messageId, change: 'changed' });
  const changes = (await told()).map((change) => change.data);
  expect(changes).toHaveLength(2);
  expect(changes).toEqual(expect.arrayContaining([data(first), data(other)]));
  await repeat(first.messageId, 150);
  await api.dataSource.query(
    `with more as (update public_post set storm_id = $1 where message_id in
       (select m.id from message m where m.text = $2) returning message_id, account_group_id, posted_at)
     insert into waiting_post select message_id, account_group_id, posted_at from more on conflict do nothing`,
    [id, words],
  );
  expect(await told()).toHaveLength(101);
});

it('a topic of which the writing ends once its storm was followed is gone through a minute later', async () => {
  const said = await say('The stove of your flat caught fire at breakfast');
  const [topic] = (await api.dataSource.query(
    `select t.id, t.grave_at as at, p.storm_id as storm from message m join topic t on t.id = m.topic_id
     join public_post p on p.message_id = m.id where m.id = $1`,
    [said.messageId],
  )) as [{ id: string; at: Date; storm: string }];
  expect(topic.at).not.toBeNull();
  await api.dataSource.query('delete from turned_storm');
  await client.post(`/api/v1/board/${topic.storm}/severity`, { level: 'watch', reason: 'A small one' });
  const stand = (at: Date | null) =>
    api.dataSource.query('update topic set grave_at = $2 where id = $1', [topic.id, at]);
  await stand(null);
  const follow = () => new FollowStorms(api.dataSource).once();
  expect(await follow()).toBe(1);
  // Whoever opened it had seen the storm as it was.
  await stand(topic.at);
  expect(await follow()).toBe(0);
  await api.dataSource.query('update turned_storm set again_at = now()');
  expect(await follow()).toBe(1);
  const after = await api.dataSource.query('select grave_at as at from topic where id = $1', [topic.id]);
  expect(after).toEqual([{ at: null }]);
  expect(await api.dataSource.query('select from turned_storm')).toEqual([]);
});
