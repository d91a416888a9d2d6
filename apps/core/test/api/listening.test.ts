import {
  accountsBucket,
  stateBucket,
  type ConnectedAccount,
  type MessageReceivedInput,
} from '@filo/contracts';
import type {
  BoardCard,
  BoardPage,
  QueryList,
  QueryView,
  StormClosed,
  StormVoices,
  TakenUp,
} from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { HoldVolume } from '../../src/board/hold-volume.js';
import { countingVolume, readVolume } from '../../src/board/read-volume.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';
import { startQueryConnector } from './test-query-connector.js';

const { jest } = import.meta;

let api: TestApi;
let client: Client;
let connector: Awaited<ReturnType<typeof startQueryConnector>>;
const [shop, second, closed] = [uuidv7(), uuidv7(), uuidv7()];
const [closedGroup, query, closedQuery] = [uuidv7(), uuidv7(), uuidv7()];
const bea = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  connector = await startQueryConnector(api, ({ query: { words }, look }) => {
    if (words.join(' ').length > 60)
      return { ok: false, code: 'query-too-long', message: 'At Bluesky it would be 90 of 60 letters long.' };
    const found = [{ author: '@anna.example', text: 'My Rossi sofa', postedAt: new Date().toISOString() }];
    return { ok: true, found: look ? found : [], cost: { amount: look ? 0.005 : 0, currency: 'USD' } };
  });
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closedGroup]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $4), ($2, 'bluesky', 'second.example', $4), ($3, 'bluesky', 'other.example', $5)`,
    [shop, second, closed, group.id, closedGroup],
  );
  await api.dataSource.query(
    `insert into agent (id, email, name, role) values ($1, 'bea@example.org', 'Bea', 'agent')`,
    [bea],
  );
  await api.dataSource.query(
    `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Our name', '{rossi}'), ($3, $4, 'Secret plans', '{x}')`,
    [query, shop, closedQuery, closed],
  );
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

let posts = 0;
const post = (text: string, over: Partial<MessageReceivedInput> = {}) => {
  posts += 1;
  const author = over.author ?? { kind: 'bluesky', key: `did:plc:heard${posts}`, name: `Author ${posts}` };
  return {
    ...{ channel: 'bluesky', accountId: shop, externalId: `at://heard/${posts}`, author, replyTo: author },
    ...{ audience: 'public' as const, participants: [], subject: undefined, text, newText: text },
    ...{ sortAt: new Date(Date.now() - 600_000 + posts * 1_000).toISOString(), ...over },
  };
};
const listening = { heard: { as: 'listening' as const, queries: [query] } };
const cards = async (source?: string): Promise<BoardCard[]> =>
  ((await client.get(`/api/v1/board${source === undefined ? '' : `?source=${source}`}`)).body as BoardPage)
    .cards;
const cardOf = async (messageId: string, source?: string) =>
  (await cards(source)).find((card) => card.messageId === messageId);
const waiting = async (): Promise<string[]> => {
  const { items } = (await client.get('/api/v1/threads?view=all&limit=100')).body as {
    items: { id: string; state: string }[];
  };
  return items.filter(({ state }) => state === 'open').map(({ id }) => id);
};

it('what was only found stands on the board with the name of its query, and waits in nobody’s list', async () => {
  const said = await receive(api, post('The Rossi heating blanket caught fire', listening));
  expect(said.threadId).toBe('');
  expect(((await client.get('/api/v1/board')).body as BoardPage).lastAt).toBeNull();
  const card = await cardOf(said.messageId);
  expect(card).toMatchObject({
    ...{ column: 'act-now', heard: 'listening', foundBy: [{ id: query, name: 'Our name' }] },
    ...{ threadId: null, topicId: null, open: 1 },
  });
  expect(await cardOf(said.messageId, query)).toMatchObject({ id: card!.id });
  expect(await cardOf(said.messageId, shop)).toMatchObject({ id: card!.id });
  expect(await cardOf(said.messageId, second)).toBeUndefined();
  expect(await cardOf(said.messageId, uuidv7())).toBeUndefined();
});

it('what was said to us waits on the board however long ago it was posted; what was only found, for 14 days', async () => {
  const sortAt = new Date(Date.now() - 20 * 86_400_000).toISOString();
  const said = await receive(api, post('Your blender exploded beside my grandmother', { sortAt }));
  const found = await receive(api, post('This Rossi toaster burned our kitchen', { sortAt, ...listening }));
  const card = await cardOf(said.messageId);
  expect(card).toMatchObject({ column: 'act-now', open: 1 });
  expect(await cardOf(said.messageId, shop)).toMatchObject({ id: card!.id });
  const { items } = (await client.get(`/api/v1/threads/${said.threadId}/messages`)).body as {
    items: { waitsOnBoard: { level: string } | null }[];
  };
  expect(items[0]!.waitsOnBoard).toMatchObject({ level: 'act-now' });
  expect(await cardOf(found.messageId)).toBeUndefined();
  await client.post(`/api/v1/board/${card!.id}/close`, { upTo: said.messageId });
  expect(await cardOf(said.messageId)).toBeUndefined();
});

it('shows the photo of an author whom nobody knows, while it can be had', async () => {
  const { messageId } = await receive(api, post('The Rossi lamp caught fire', listening));
  const photo = async () => (await cardOf(messageId))?.photo;
  const [{ version }] = (await api.dataSource.query(
    `insert into channel_photo (identity_id, version, url, said_at)
     select author_identity_id, gen_random_uuid(), 'https://photos.example/a', now() from message where id = $1 returning version`,
    [messageId],
  )) as [{ version: string }];
  expect(await photo()).toBe(version);
  await api.dataSource.query(`update channel_photo set tried_at = now() where version = $1`, [version]);
  expect(await photo()).toBeNull();
});

it('in the thread of whoever is known it stands, and their thread does not wait for it', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:regular' };
  const known = await receive(api, post('Where is my chair?', { author }));
  await client.post(`/api/v1/threads/${known.threadId}/actions`, { kind: 'close' });
  const said = await receive(api, post('Rossi chairs are fine', { author, ...listening }));
  expect(said.threadId).toBe(known.threadId);
  const { items } = (await client.get(`/api/v1/threads/${known.threadId}/messages`)).body as {
    items: { id: string; topicId: string | null; foundBy: object[] }[];
  };
  expect(items.at(-1)).toMatchObject({
    ...{ id: said.messageId, topicId: null, foundBy: [{ id: query, name: 'Our name' }] },
  });
  expect(items[0]).toMatchObject({ foundBy: [] });
  expect(await waiting()).not.toContain(known.threadId);
});

it.each([
  ['found first', 0],
  ['said first', 1],
])('a post that is found and said to us is one mention, %s', async (_, first) => {
  const found = post(
    first === 0 ? 'Rossi, where is my table?' : 'Rossi lost the parcel with the vase',
    listening,
  );
  const { heard: __, ...plain } = { ...found };
  const mention = { ...plain, accountId: second };
  const both = first === 0 ? [found, mention] : [mention, found];
  const ids = [];
  for (const one of both) ids.push((await receive(api, one)).messageId);
  expect(new Set(ids).size).toBe(1);
  const card = await cardOf(ids[0]!);
  expect(card).toMatchObject({ heard: 'mention', voices: 1, foundBy: [{ name: 'Our name' }] });
  expect(await waiting()).toContain(card!.threadId);
  // It is answered from the account to which it was said, whichever found it.
  const [row] = (await api.dataSource.query('select account_id as id from message where id = $1', [
    ids[0],
  ])) as [{ id: string }];
  expect(row.id).toBe(second);
});

it('told twice as a mention it is placed once', async () => {
  const found = post('Rossi sells the best lamps', listening);
  const { heard: _, ...mention } = { ...found };
  const { messageId } = await receive(api, found);
  await Promise.all([receive(api, mention), receive(api, mention), receive(api, mention)]);
  const [row] = (await api.dataSource.query(
    `select count(*)::int as placed from action where message_id = $1 and kind = 'placed'`,
    [messageId],
  )) as [{ placed: number }];
  expect(row.placed).toBe(1);
});

it('whoever takes a found post up has it in a thread of its author, once, also when two do', async () => {
  const said = await receive(api, post('Thinking of a Rossi wardrobe', { history: false, ...listening }));
  const card = await cardOf(said.messageId);
  const answers = await Promise.all(
    [1, 2].map(() => client.post(`/api/v1/board/${card!.id}/take-up`, undefined)),
  );
  const [first, other] = answers.map(({ body }) => body as TakenUp);
  expect(first).toEqual({
    messageId: said.messageId,
    threadId: expect.any(String),
    topicId: expect.any(String),
  });
  expect(other).toEqual(first);
  expect(await cardOf(said.messageId)).toMatchObject({
    ...{ heard: 'mention', threadId: first!.threadId, assignee: { name: expect.any(String) } },
  });
  expect(await waiting()).toContain(first!.threadId);
});

describe('a found post by whoever a colleague has a matter with', () => {
  /** A matter of hers that is Bea's, and a remark of hers that was found. */
  const remarked = async (key: string, assigned: boolean, words = 'Rossi never answers') => {
    const author = { kind: 'bluesky', key };
    const known = await receive(api, post('Where is my chair?', { author }));
    const assign = { kind: 'assign', agentId: bea };
    if (assigned) await client.post(`/api/v1/threads/${known.threadId}/actions`, assign);
    const found = await receive(api, post(words, { author, history: false, ...listening }));
    return { ...known, found: found.messageId };
  };
  const ownerOf = async (threadId: string) => {
    const { topics } = (await client.get(`/api/v1/threads/${threadId}`)).body as {
      topics: { assignee: { id: string } | null }[];
    };
    expect(topics).toHaveLength(1);
    return topics[0]!.assignee?.id;
  };
  const takeUp = async (messageId: string) =>
    client.post(`/api/v1/board/${(await cardOf(messageId))!.id}/take-up`, {});

  it('joins that matter when it is taken up, and the colleague keeps it', async () => {
    const { threadId, found } = await remarked('did:plc:beas', true);
    expect((await takeUp(found)).body).toMatchObject({ threadId, messageId: found });
    expect(await ownerOf(threadId)).toBe(bea);
  });

  it('is answered without taking the matter from them', async () => {
    const { threadId, found } = await remarked('did:plc:beas-too', true);
    const reply = { text: 'We are sorry.', answersMessageId: found };
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body as { version: number };
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
    expect((await client.post(`/api/v1/threads/${threadId}/replies`, reply, headers)).status).toBe(201);
    expect(await ownerOf(threadId)).toBe(bea);
  });

  it('is answered by an answer to the thread, which waits no more', async () => {
    const { threadId, found } = await remarked('did:plc:newest-word', true, 'My Rossi armchair squeaks');
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body as { version: number };
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
    const reply = { text: 'Let us go on in private.' };
    expect((await client.post(`/api/v1/threads/${threadId}/replies`, reply, headers)).status).toBe(201);
    expect(await waiting()).not.toContain(threadId);
    expect(await cardOf(found)).toMatchObject({ column: 'handled', heard: 'mention' });
    expect(await ownerOf(threadId)).toBe(bea);
  });

  it('makes the matter theirs who took it up where nobody had it', async () => {
    const { threadId, found } = await remarked('did:plc:nobodys', false);
    await takeUp(found);
    const [me] = (await api.dataSource.query('select id from agent where id <> $1', [bea])) as [
      { id: string },
    ];
    expect(await ownerOf(threadId)).toBe(me.id);
  });
});

it('a card that is closed sets aside what was only found, which can wait again', async () => {
  const found = post('Nobody asked, but Rossi beds are overrated', listening);
  const said = await receive(api, found);
  const card = await cardOf(said.messageId);
  const done = (await client.post(`/api/v1/board/${card!.id}/close`, { upTo: card!.upTo }))
    .body as StormClosed;
  expect(done).toMatchObject({ closed: 0, setAside: [said.messageId], card: { column: 'handled', open: 0 } });
  const again = await client.post(`/api/v1/board/${card!.id}/wait-again`, { messageIds: done.setAside });
  expect(again.body).toMatchObject({ column: 'watch', open: 1 });
  // What is said to us after all waits, though it was set aside before.
  await client.post(`/api/v1/board/${card!.id}/close`, { upTo: card!.upTo });
  expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled' });
  const { heard: _, ...mention } = { ...found };
  await receive(api, mention);
  expect(await cardOf(said.messageId)).toMatchObject({ column: 'watch', open: 1, heard: 'mention' });
});

it('a board of one source closes what it brought, and nothing that it did not show', async () => {
  const words = 'The Rossi hammock tore on its very first day in our garden';
  const said = await receive(api, post(words));
  const found = await receive(api, post(words, listening));
  const ofQuery = (await cards(query)).find(({ text }) => text === words);
  expect(ofQuery).toMatchObject({ voices: 1, messageId: found.messageId });
  const done = (
    await client.post(`/api/v1/board/${ofQuery!.id}/close`, { upTo: ofQuery!.upTo, source: query })
  ).body;
  expect(done).toMatchObject({ closed: 0, setAside: [found.messageId], card: { voices: 2, open: 1 } });
  const ofSecond = { upTo: ofQuery!.upTo, source: second };
  expect((await client.post(`/api/v1/board/${ofQuery!.id}/close`, ofSecond)).body).toMatchObject({
    closed: 0,
    setAside: [],
  });
  expect(await waiting()).toContain(said.threadId);
  const ofShop = { upTo: ofQuery!.upTo, source: shop };
  expect((await client.post(`/api/v1/board/${ofQuery!.id}/close`, ofShop)).body).toMatchObject({ closed: 1 });
});

it('of a storm that is only found each voice leads to its post and can be taken up, page by page', async () => {
  const said = 'The Rossi ladder gave way under me on its second step';
  for (let n = 0; n < 3; n++)
    await receive(api, post(said, { ...listening, permalink: `https://bsky.example/ladder/${n}` }));
  const card = (await cards()).find(({ text }) => text === said)!;
  expect(card).toMatchObject({ posts: 3, threadId: null });
  const read = async (query: string) =>
    (await client.get(`/api/v1/board/${card.id}/voices${query}`)).body as StormVoices;
  const first = await read('?limit=2');
  const rest = await read(`?limit=2&cursor=${first.next}`);
  const all = [...first.items, ...rest.items];
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  expect(all.map(({ permalink }) => permalink).sort()).toEqual(
    [0, 1, 2].map((n) => `https://bsky.example/ladder/${n}`),
  );
  expect(await read('')).toEqual({ items: all, next: null });
  const other = all.find(({ messageId }) => messageId !== card.messageId)!;
  const taken = await client.post(`/api/v1/board/${card.id}/take-up`, { messageId: other.messageId });
  expect(taken.body).toMatchObject({ messageId: other.messageId });
  const after = (await read('')).items.filter(({ threadId }) => threadId !== null);
  expect(after).toMatchObject([{ messageId: other.messageId, threadId: (taken.body as TakenUp).threadId }]);
  const elsewhere = (await cards()).find(({ id }) => id !== card.id)!;
  const wrong = await client.post(`/api/v1/board/${elsewhere.id}/take-up`, { messageId: all[0]!.messageId });
  expect(wrong.status).toBe(404);
});

it('however much a new query finds, it is no storm', async () => {
  const volume = async () => ((await client.get('/api/v1/board')).body as BoardPage).volume;
  const before = await volume();
  for (let n = 0; n < 12; n++) await receive(api, post(`Rossi again, number ${n} of many`, listening));
  expect(await volume()).toMatchObject({ lastHour: before.lastHour, storm: before.storm });
});

it('what queries find about us is a storm, but for what a query finds in its first day or what is older than it', async () => {
  const volume = async () => ((await client.get('/api/v1/board')).body as BoardPage).volume;
  const made = (ago: string) =>
    api.dataSource.query(`update saved_query set created_at = now() - $2::interval where id = $1`, [
      query,
      ago,
    ]);
  const before = await volume();
  for (let n = 0; n < 25; n++) await receive(api, post(`The Rossi fire, told by number ${n}`, listening));
  await made('23 hours');
  expect(await volume()).toEqual(before);
  await made('3 days');
  const { lastHour, storm } = await volume();
  expect(lastHour).toBeGreaterThanOrEqual(before.lastHour + 25);
  expect(storm).toBe(true);
  // As much in every hour since it was made is what is usual.
  await api.dataSource.query(
    `update public_post p set posted_at = now() - interval '30 hours' from found_by f
     where f.message_id = p.message_id and f.query_id = $1 and not p.said`,
    [query],
  );
  const found = await volume();
  expect(found.usualHour).toBeGreaterThan(before.usualHour);
  // It was posted before the query was made: all that it found then is its back-fill.
  await made('29 hours');
  expect(await volume()).toMatchObject({ lastHour: before.lastHour, usualHour: before.usualHour });
  await made('0 hours');
});

it('counts no more in all however many queries find much, takes the part for no storm, and tells no hour that was counted in part', async () => {
  const [group] = (await api.dataSource.query('select account_group_id as id from account where id = $1', [
    shop,
  ])) as [{ id: string }];
  await api.dataSource.query(
    `with q as (
       insert into saved_query (id, account_id, name, words, created_at)
       select gen_random_uuid(), $1, 'Much ' || n, '{much}', now() - interval '9 days' from generate_series(1, 10) n returning id),
     heard as (
       select q.id as query_id, gen_random_uuid() as id, now() - m * interval '6 minutes' as at from q cross join generate_series(1, 1700) m),
     posts as (
       insert into public_post (message_id, storm_id, account_group_id, author_identity_id, posted_at, said, earlier, known, level, score, reasons, version)
       select id, id, $2, gen_random_uuid(), at, false, 0, false, 0, 0, '[]', '1' from heard)
     insert into found_by (message_id, query_id, at) select id, query_id, at from heard`,
    [shop, group.id],
  );
  const [all, part] = [
    await readVolume(api.dataSource, [group.id]),
    await readVolume(api.dataSource, [group.id], 300),
  ];
  await api.dataSource.query(
    `delete from found_by f using saved_query q where q.id = f.query_id and q.name like 'Much %'`,
  );
  await api.dataSource.query(`delete from saved_query where name like 'Much %'`);
  expect(all.hours.slice(1, -1)).toEqual(Array(22).fill(100));
  expect(Math.abs(part.usualHour - all.usualHour)).toBeLessThan(10);
  expect(part).toMatchObject({ storm: false, lastHour: all.lastHour });
  expect(part.hours.length).toBeLessThan(6);
});

it('counts once in some seconds for whoever sees the same, and again after that', async () => {
  const hold = api.app.get(HoldVolume);
  const asked = jest.spyOn(api.dataSource, 'query');
  const counts = () => asked.mock.calls.filter(([sql]) => sql === countingVolume).length;
  const looks = async (): Promise<number[]> =>
    (await Promise.all(Array.from({ length: 10 }, () => client.get('/api/v1/board')))).map(
      ({ body }) => (body as BoardPage).volume.lastHour,
    );
  hold.heldMs = 60_000;
  const [before] = await looks();
  expect(counts()).toBe(1);
  await receive(api, post('Where is my order of chairs?'));
  expect(new Set(await looks())).toEqual(new Set([before]));
  expect(counts()).toBe(1);
  hold.heldMs = 0;
  hold.forget();
  expect((await looks()).at(-1)).toBe(before! + 1);
  asked.mockRestore();
});

it('a query of another account group is not seen, changed, or named by a post', async () => {
  const { items } = (await client.get('/api/v1/queries')).body as QueryList;
  expect(items.map(({ id }) => id)).toEqual([query]);
  for (const answer of [
    await client.send('PATCH', `/api/v1/queries/${closedQuery}`, { name: 'Mine' }),
    await client.send('DELETE', `/api/v1/queries/${closedQuery}`),
    await client.post('/api/v1/queries', { accountId: closed, name: 'Spy', words: ['plans'] }),
  ])
    expect(answer.status).toBe(404);
  const said = await receive(
    api,
    post('Rossi again', { heard: { as: 'listening', queries: [closedQuery, query] } }),
  );
  expect((await cardOf(said.messageId))?.foundBy).toEqual([{ id: query, name: 'Our name' }]);
});

it('a query is stored when its platform takes it, and its connector is told of it with its account', async () => {
  const made = await client.post('/api/v1/queries', {
    ...{ accountId: shop, name: 'Lumo', words: ['Lumo lamp'], hashtags: ['#Lumo'], notWords: ['cinema'] },
  });
  expect(made.status).toBe(201);
  const { id } = made.body as QueryView;
  expect(made.body).toMatchObject({
    hashtags: ['Lumo'],
    state: 'active',
    found: 0,
    health: { state: 'starting' },
  });
  const told = async () => {
    const bucket = await connector.bus.bucket(accountsBucket('social'));
    return (await bucket.get<ConnectedAccount>(shop))?.value.queries?.find(({ queryId }) => queryId === id);
  };
  expect(await told()).toMatchObject({
    words: ['Lumo lamp'],
    hashtags: ['Lumo'],
    notWords: ['cinema'],
    notAuthors: [],
  });
  await client.send('PATCH', `/api/v1/queries/${id}`, { state: 'paused' });
  expect(await told()).toBeUndefined();
  await client.send('DELETE', `/api/v1/queries/${id}`);
  expect(((await client.get('/api/v1/queries')).body as QueryList).items.map((one) => one.id)).not.toContain(
    id,
  );
  const back = await client.send('PATCH', `/api/v1/queries/${id}`, { state: 'active' });
  expect(back.body).toMatchObject({ words: ['Lumo lamp'], state: 'active' });
  expect(await told()).toBeDefined();
});

it.each([
  ['nothing', {}, 'says-nothing'],
  ['only what it does not want', { notWords: ['football'] }, 'only-exclusions'],
  ['more than its platform takes', { words: ['x'.repeat(61)] }, 'query-too-long'],
])('a query that says %s is refused, and says why', async (_, terms, reason) => {
  const answer = await client.post('/api/v1/queries', { accountId: shop, name: 'Refused', ...terms });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'query-refused', reason });
});

it('a query that is tried stores nothing and says what it cost', async () => {
  const before = ((await client.get('/api/v1/queries')).body as QueryList).items.length;
  const answer = await client.post('/api/v1/queries/try', { accountId: shop, words: ['rossi'] });
  expect(answer.body).toMatchObject({
    ok: true,
    found: [{ text: 'My Rossi sofa' }],
    cost: { amount: 0.005 },
  });
  expect(((await client.get('/api/v1/queries')).body as QueryList).items).toHaveLength(before);
});

it('a query shows what its connector says of it, and how much it found', async () => {
  const at = new Date().toISOString();
  const word = {
    state: 'degraded' as const,
    reason: 'This instance finds hashtags only.',
    since: at,
    saidAt: at,
  };
  const bucket = await connector.bus.bucket(stateBucket('social'));
  await bucket.put(`health.${shop}.one`, {
    ...{ v: 1, accountId: shop, state: 'ok', reason: '', since: at, checkedAt: at },
    queries: { [query]: { ...word, answeredAt: at } },
  });
  await eventually(async () => {
    const { items } = (await client.get(`/api/v1/queries?accountId=${shop}`)).body as QueryList;
    const shown = items.find(({ id }) => id === query);
    return shown?.health.reason === word.reason && shown.found > 3 && shown.health.answeredAt === at;
  });
});
