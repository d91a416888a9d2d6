import type { DeliveryReceipt, MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage, StormClosed, StormVoices } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { readVolume } from '../../src/board/read-volume.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { RebuildSeverity } from '../../src/rebuild/rebuild-severity.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const open = uuidv7();
const closed = uuidv7();
const closedGroup = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closedGroup]);
  await api.dataSource.query('insert into agent_access select id, $1 from agent', [closedGroup]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $3), ($2, 'bluesky', 'other.example', $4)`,
    [open, closed, group.id, closedGroup],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}) => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:board${posts}`, name: `Author ${posts}` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: open, externalId: `at://board/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text },
    ...{ sortAt: new Date(Date.now() - 600_000 + posts * 1_000).toISOString(), ...over },
  });
};
const board = async (by = client): Promise<BoardPage> => (await by.get('/api/v1/board')).body as BoardPage;
const cardOf = async ({ messageId }: { messageId: string }, by = client): Promise<BoardCard | undefined> =>
  (await board(by)).cards.find((card) => card.messageId === messageId);
const newest = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
const close = (card: BoardCard | undefined, upTo = newest, by = client) =>
  by.post(`/api/v1/board/${card!.id}/close`, { upTo });
const correct = (card: BoardCard | undefined, body: object, by = client) =>
  by.post(`/api/v1/board/${card!.id}/severity`, body);

it('the most severe comes first, with the words, the figures and why; a mail is not on it', async () => {
  const mild = await say('When does my order with the two vases arrive?');
  const law = await say('My lawyer will write to you about the broken sofa');
  const grave = await say('The heating blanket caught fire while my son slept', {
    reach: { followers: 1_900, reposts: 31, replies: 14, at: new Date().toISOString() },
    permalink: 'https://bsky.app/profile/x/post/y',
  });
  await receive(api, { text: 'It exploded', newText: 'It exploded' });
  const { cards, lastAt } = await board();
  expect(cards.map(({ messageId, column }) => [messageId, column])).toEqual([
    [grave.messageId, 'act-now'],
    [law.messageId, 'today'],
    [mild.messageId, 'watch'],
  ]);
  expect(cards[0]).toMatchObject({
    ...{ threadId: grave.threadId, channel: 'bluesky', voices: 1, open: 1, correction: null, assignee: null },
    ...{ text: 'The heating blanket caught fire while my son slept', rising: null },
    ...{ author: { name: 'Author 3' }, reach: { followers: 1_900, reposts: 31, replies: 14 } },
    stormReach: { followers: 1_900, reposts: 31, replies: 14 },
    permalink: 'https://bsky.app/profile/x/post/y',
  });
  expect(cards[0]!.severity.reasons[0]).toMatchObject({ factor: 'harm', words: ['caught fire'] });
  expect(lastAt).toBe(cards[0]!.postedAt);
});

it('a post tells in its thread how severe it is on the board and why, for as long as it waits there', async () => {
  const said = await say('The copper lamp gave my mother an electric shock');
  const inThread = async ({ threadId } = said) => {
    const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body as {
      items: { waitsOnBoard: object | null }[];
    };
    return items[0]!.waitsOnBoard;
  };
  const [reason] = (await cardOf(said))!.severity.reasons;
  expect(await inThread()).toEqual({ level: 'act-now', corrected: false, reason });
  // Of a grave storm every voice stands there, however light; a snoozed one waits nowhere.
  const light = await say('The copper lamp gave my mother nothing but trouble');
  await api.dataSource.query(
    `update public_post p set level = 0, storm_id = grave.storm_id from public_post grave where p.message_id = $1 and grave.message_id = $2`,
    [light.messageId, said.messageId],
  );
  expect(await inThread(light)).toMatchObject({ level: 'act-now' });
  const snooze = { kind: 'snooze', until: null, timeZone: 'Europe/Rome' };
  await client.post(`/api/v1/threads/${light.threadId}/actions`, snooze);
  expect(await inThread(light)).toBeNull();
  await correct(await cardOf(said), { level: 'today', reason: 'She is well' });
  expect(await inThread()).toMatchObject({ level: 'today', corrected: true });
  await close(await cardOf(said));
  expect(await inThread()).toBeNull();
  expect(await inThread(await receive(api, { text: 'It shocked me', newText: 'A shock' }))).toBeNull();
});

it('an agent corrects it with a reason, which the card and the thread show; it is taken back as it was', async () => {
  const said = await say('Is the green lampshade toxic fumes free for babies?');
  const computed = await cardOf(said);
  expect(computed).toMatchObject({ column: 'act-now', severity: { level: 'act-now' } });
  expect((await correct(computed, { level: 'watch' })).status).toBe(400);
  expect((await correct(computed, { level: 'watch', reason: '  ' })).status).toBe(400);
  const answer = await correct(computed, { level: 'watch', reason: 'A question, nothing happened' });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    column: 'watch',
    severity: computed!.severity,
    correction: {
      level: 'watch',
      reason: 'A question, nothing happened',
      agent: { name: expect.any(String) },
    },
  });
  expect(await cardOf(said)).toEqual(answer.body);
  const { actions } = (await client.get(`/api/v1/threads/${said.threadId}/messages`)).body as {
    actions: { kind: string; text: string; actor: object | null }[];
  };
  expect(actions).toContainEqual(
    expect.objectContaining({ kind: 'severity', text: expect.stringContaining('nothing happened') }),
  );
  const back = await correct(computed, { level: null, reason: 'It did happen' });
  expect(back.body).toMatchObject({ column: 'act-now', correction: null });
});

it('a storm is one card with its voices; what an agent said of it holds for those to come; closed it is handled', async () => {
  const words = 'The new Lumo charger smells and gets far too hot to touch';
  const voices = [];
  for (let n = 0; n < 3; n += 1) voices.push(await say(n === 1 ? `Wow. ${words}` : words));
  const loud = await say(`${words}!!`, { reach: { followers: 50_000, at: new Date().toISOString() } });
  const card = await cardOf(loud);
  expect(card).toMatchObject({ voices: 4, open: 4, stormReach: { followers: 50_000 } });
  for (const voice of voices) expect(await cardOf(voice)).toBeUndefined();
  await correct(card, { level: 'act-now', reason: 'It may burn' });
  await say(words);
  expect(await cardOf(loud)).toMatchObject({ voices: 5, column: 'act-now' });
  // One of them has an answer.
  await client.post(`/api/v1/threads/${loud.threadId}/actions`, { kind: 'close' });
  const rest = (await board()).cards.find(({ id }) => id === card!.id)!;
  expect(rest).toMatchObject({ voices: 5, open: 4, column: 'act-now' });
  expect(rest.messageId).not.toBe(loud.messageId);
  const done = (await close(card)).body as StormClosed;
  expect(done).toMatchObject({ closed: 4, kept: 0, card: { open: 0, voices: 5, column: 'handled' } });
  // What one key closed is opened again, and is then as it was.
  for (const { threadId, topicId } of done.topics)
    await client.post(`/api/v1/threads/${threadId}/actions`, { kind: 'reopen', topicId });
  expect((await board()).cards.find(({ id }) => id === card!.id)).toMatchObject({ open: 4 });
  await close(card);
  await say(words);
  expect((await board()).cards.find(({ id }) => id === card!.id)).toMatchObject({
    open: 1,
    column: 'act-now',
  });
});

it('closing a storm settles no other post of its people: their topic stays open, and undo lets the voice wait again', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:two-matters' };
  const grave = await say('My whole kitchen was in flames last night', { author, replyTo: author });
  const words = 'The delivery of the garden chairs takes far too many weeks';
  const [mild, other] = [await say(words, { author, replyTo: author }), await say(words)];
  const card = (await cardOf(mild))!;
  expect(card.voices).toBe(2);
  const done = (await close(card)).body as StormClosed;
  expect(done).toMatchObject({ closed: 1, kept: 1, settled: [mild.messageId] });
  expect(done).toMatchObject({ card: { open: 0, column: 'handled' } });
  expect(done.topics).toEqual([expect.objectContaining({ threadId: other.threadId })]);
  const [rest] = [await cardOf(grave)];
  expect(rest).toMatchObject({ column: 'act-now', open: 1 });
  expect((await client.get(`/api/v1/threads/${grave.threadId}`)).body).toMatchObject({ state: 'open' });
  // Pressing again settles nothing more.
  expect((await close(card)).body).toMatchObject({ closed: 0, kept: 0, settled: [] });
  const undo = () => client.post(`/api/v1/board/${card.id}/wait-again`, { messageIds: done.settled });
  for (let twice = 0; twice < 2; twice += 1) expect((await undo()).body).toMatchObject({ open: 1 });
  const { actions } = (await client.get(`/api/v1/threads/${mild.threadId}/messages`)).body as {
    actions: { why: { code: string }[] }[];
  };
  const codes = actions.flatMap(({ why }) => why.map(({ code }) => code));
  expect(codes.filter((code) => /settled|waits-again/.test(code))).toEqual([
    'action-settled',
    'action-waits-again',
  ]);
});

it.each([
  ['after it', 1, 'The folding bicycle has lost its second wheel already'],
  ['before it', -1, 'Nobody told me that your umbrella drips green paint on coats'],
])('closing a storm leaves open the topic in which a private word %s waits', async (_, minutes, words) => {
  const author = { kind: 'bluesky', key: `did:plc:also-in-private${minutes}` };
  const at = (after: number) => ({ sortAt: new Date(Date.now() - 300_000 + after * 60_000).toISOString() });
  const voice = { author, replyTo: author, ...at(0) };
  const aside = { author, replyTo: author, audience: 'private' as const, ...at(minutes) };
  const mine = await say(words, voice);
  const asked = await say('And where do I send the invoice of the dentist?', aside);
  await api.dataSource.query(
    `update message set topic_id = (select topic_id from message where id = $1) where id = $2`,
    [mine.messageId, asked.messageId],
  );
  await say(words);
  const card = (await cardOf(mine))!;
  expect(card).toMatchObject({ voices: 2, open: 2 });
  const done = (await close(card)).body as StormClosed;
  expect(done).toMatchObject({ closed: 1, kept: 1, settled: [mine.messageId], card: { open: 0 } });
  expect((await client.get(`/api/v1/threads/${mine.threadId}`)).body).toMatchObject({ state: 'open' });
});

describe('an agent who may not see an account group', () => {
  let agent: Client;
  beforeAll(async () => {
    const seen = (await api.dataSource.query('select id from account_group where id <> $1', [
      closedGroup,
    ])) as { id: string }[];
    agent = await signedInAgent(
      api,
      'agent',
      seen.map(({ id }) => id),
    );
  });

  it('sees, counts and changes nothing of it, also where the same was said in a group that they see', async () => {
    const words = 'The silver thermos flask leaks into my bag every single day';
    const here = await say(words);
    const there = await say(words, { accountId: closed });
    expect(await cardOf(here, agent)).toMatchObject({ voices: 1 });
    expect(await cardOf(there, agent)).toBeUndefined();
    const hidden = await cardOf(there);
    expect(hidden).toMatchObject({ voices: 1 });
    expect((await correct(hidden, { level: 'watch', reason: 'Mine' }, agent)).status).toBe(404);
    expect((await close(hidden, newest, agent)).status).toBe(404);
    const voices = (by: Client) => by.get(`/api/v1/board/${hidden!.id}/voices`);
    expect([(await voices(client)).status, (await voices(agent)).status]).toEqual([200, 404]);
    expect((await board(agent)).volume.lastHour).toBe((await board()).volume.lastHour - 1);
  });

  it('a post that reached both groups is one card to whoever sees both', async () => {
    const heard = {
      ...{ externalId: 'at://board/both', author: { kind: 'bluesky', key: 'did:plc:both' } },
      replyTo: { kind: 'bluesky', key: 'did:plc:both' },
    };
    const words = 'Both of your shops forgot my birthday voucher, sigh';
    const first = await say(words, heard);
    await say(words, { ...heard, accountId: closed });
    const both = (await board()).cards.filter(({ text }) => text === words);
    expect(both.map(({ messageId, voices }) => [messageId, voices])).toEqual([[first.messageId, 1]]);
  });
});

it('whoever said two things that the agent saw together still waits for the lighter one when the graver is closed', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:said-twice' };
  const grave = await say('The toaster caught fire and burnt my hand', { author, replyTo: author });
  const light = await say('Hello? Anybody at home over there?', { author, replyTo: author });
  await api.dataSource.query(
    'update message set topic_id = (select topic_id from message where id = $1) where id = $2',
    [grave.messageId, light.messageId],
  );
  const [first, other] = [await cardOf(grave), await cardOf(light)];
  expect([first!.column, other!.column]).toEqual(['act-now', 'watch']);
  const done = (await close(first, first!.upTo)).body as StormClosed;
  expect(done).toMatchObject({ closed: 0, refused: 0, settled: [grave.messageId] });
  expect(done).toMatchObject({ card: { column: 'handled' } });
  expect(await cardOf(light)).toMatchObject({ column: 'watch', open: 1 });
  // The last that waits closes it.
  expect((await close(other)).body).toMatchObject({ closed: 1, kept: 0, card: { column: 'handled' } });
});

const byThem = (key: string) => {
  const author = { kind: 'bluesky', key };
  return { author, replyTo: author };
};
const answer = async ({ threadId }: { threadId: string }) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body as { version: number };
  const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const reply = await client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'We look into it' },
    headers,
  );
  expect(reply.status).toBe(201);
};

describe('what was seen to stays handled when the same person goes on in the same matter', () => {
  it('once it was answered, and the later post has a card of its own', async () => {
    const them = byThem('did:plc:answered-once');
    const reach = { followers: 9_000, reposts: 500, at: new Date().toISOString() };
    const loud = await say('The saddle of my bicycle came off today', { ...them, reach });
    await answer(loud);
    expect(await cardOf(loud)).toMatchObject({ column: 'handled', open: 0 });
    const again = await say('And which of your shops sells umbrellas?', them);
    const { topics } = (await client.get(`/api/v1/threads/${loud.threadId}`)).body as { topics: object[] };
    expect(topics).toHaveLength(1);
    expect(await cardOf(loud)).toMatchObject({ column: 'handled', open: 0 });
    const more = await cardOf(again);
    expect(more).toMatchObject({ column: 'watch', open: 1 });
    // Nothing graver waits in that matter any more: it can be closed from here.
    const done = await client.post(`/api/v1/board/${more!.id}/close`, { upTo: more!.upTo });
    expect(done.body).toMatchObject({ closed: 1, card: { column: 'handled' } });
  });

  it('but waits again when an agent opens it', async () => {
    const said = await say('My other suitcase exploded, too', byThem('did:plc:opened-again'));
    for (const kind of ['close', 'reopen'])
      await client.post(`/api/v1/threads/${said.threadId}/actions`, { kind });
    expect(await cardOf(said)).toMatchObject({ column: 'act-now', open: 1 });
  });
});

it('closing takes with it what the card showed, and nothing that was said since', async () => {
  const words = 'My order with the wicker basket came without any basket at all';
  const author = { kind: 'bluesky', key: 'did:plc:says-more' };
  const [first, more] = [await say(words), await say(words, { author, replyTo: author })];
  const card = (await cardOf(more)) ?? (await cardOf(first));
  expect(card).toMatchObject({ voices: 2, upTo: more.messageId });
  await say(words);
  // The same person goes on in the same matter.
  const further = await say('And nobody picks up', { author, replyTo: author });
  await api.dataSource.query(
    `update message set topic_id = (select topic_id from message where id = $1) where id = $2`,
    [more.messageId, further.messageId],
  );
  expect((await client.post(`/api/v1/board/${card!.id}/close`, {})).status).toBe(400);
  const done = (await close(card, card!.upTo)).body as StormClosed;
  expect(done).toMatchObject({ closed: 1, refused: 0, kept: 1, card: { voices: 3, open: 1 } });
  expect(done.settled).toEqual([more.messageId]);
  expect(done.topics[0]!.threadId).toBe(first.threadId);
});

it('three usual hours in one are a storm', async () => {
  expect((await board()).volume.storm).toBe(true);
  const [{ id }] = (await api.dataSource.query('select account_group_id as id from public_post limit 1')) as [
    { id: string },
  ];
  await api.dataSource.query(
    `insert into public_post (message_id, storm_id, account_group_id, author_identity_id, posted_at, earlier, known, level, score, reasons, version)
     select gen_random_uuid(), gen_random_uuid(), $1, gen_random_uuid(), now() - n * interval '3 minutes' - interval '61 minutes',
       0, false, 0, 0, '[]', '1' from generate_series(1, 3200) n`,
    [id],
  );
  const { volume } = await board();
  expect(volume.usualHour).toBeGreaterThan(18);
  expect(volume.storm).toBe(false);
  expect(volume.hours).toHaveLength(24);
  expect(volume.hours.at(-1)).toBe(volume.lastHour);
  // One in three minutes, from an hour and a minute ago on.
  expect(new Set(volume.hours.slice(0, -2))).toEqual(new Set([20]));
});

it('a content warning is told apart from the words below it', async () => {
  const text = 'CW: broken\nglass\n\nThe jar of plums was full of splinters\n\nCW: no joke';
  const marks = [{ code: 'content-warning', text: 'Its author put a content warning above it.' }];
  const card = await cardOf(await say(text, { marks }));
  const apart = {
    contentWarning: 'broken\nglass',
    text: 'The jar of plums was full of splinters\n\nCW: no joke',
  };
  expect(card).toMatchObject(apart);
  const { items } = (await client.get(`/api/v1/board/${card!.id}/voices`)).body as StormVoices;
  expect(items).toMatchObject([apart]);
  const unmarked = 'CW: is what they call Cable Works\n\nIs that lamp theirs?';
  expect(await cardOf(await say(unmarked))).toMatchObject({ contentWarning: null, text: unmarked });
});

it('as many voices as people, whatever accounts they have; each post of it leads to its own thread', async () => {
  const words = 'The web shop of yours is down again and I cannot pay for the lamp';
  const [here, there, other] = [await say(words), await say(words), await say(`Oh. ${words}`)];
  await api.dataSource.query(
    `update link set person_id = $1 where identity_id = (select author_identity_id from message where id = $2)`,
    [here.threadId, there.messageId],
  );
  const card = (await board()).cards.find(({ text }) => text.includes('cannot pay for the lamp'))!;
  expect(card).toMatchObject({ voices: 2, posts: 3, open: 2 });
  await client.post(`/api/v1/threads/${other.threadId}/actions`, { kind: 'close' });
  expect((await board()).cards.find(({ id }) => id === card.id)).toMatchObject({ voices: 2, open: 1 });
  const { items } = (await client.get(`/api/v1/board/${card.id}/voices`)).body as StormVoices;
  expect(items.map(({ messageId, threadId, waits }) => ({ messageId, threadId, waits }))).toEqual([
    { messageId: there.messageId, threadId: here.threadId, waits: true },
    { messageId: here.messageId, threadId: here.threadId, waits: true },
    { messageId: other.messageId, threadId: other.threadId, waits: false },
  ]);
  expect(items[2]).toMatchObject({
    text: `Oh. ${words}`,
    channel: 'bluesky',
    author: { name: expect.any(String) },
  });
});

it('what is not about us stays away from the board with its reason, also what is said in it later, until that is taken back', async () => {
  const words = 'The lumo festival in the park was on fire, what a night of music';
  const said = await say(words);
  const card = await cardOf(said);
  expect(card).toMatchObject({ column: 'act-now', notAboutUs: null });
  const refused = await correct(card, { level: null, notAboutUs: true });
  expect(refused.status).toBe(400);
  const reason = 'Another Lumo';
  const away = (await correct(card, { level: null, reason, notAboutUs: true })).body as BoardCard;
  expect(away).toMatchObject({ column: 'handled', open: 1, notAboutUs: { reason }, correction: null });
  await say(words);
  const later = (await board()).cards.find(({ id }) => id === card!.id);
  expect(later).toMatchObject({ column: 'handled', voices: 2, notAboutUs: { reason } });
  await api.dataSource.query('update storm set not_about_us = false, correction_id = null where id = $1', [
    card!.id,
  ]);
  await new RebuildSeverity(api.dataSource, severityWordsOf([])).run();
  expect((await board()).cards.find(({ id }) => id === card!.id)).toEqual(later);
  const back = (await correct(card, { level: null, reason: 'It is ours' })).body;
  expect(back).toMatchObject({ column: 'act-now', open: 2, notAboutUs: null });
});

describe('in a large installation', () => {
  const groupOf = async () =>
    (
      (await api.dataSource.query('select account_group_id as id from account where id = $1', [open])) as {
        id: string;
      }[]
    )[0]!.id;
  /** As many storms of one voice, or voices of one storm, as asked for: all copies of a message, in a topic that is closed. */
  const handled = async (like: { messageId: string }, count: number, stormId: string | null) => {
    await api.dataSource.query(
      `create temporary table more_posts as select gen_random_uuid() as id, n from generate_series(1, $1::int) n`,
      [count],
    );
    const topic = uuidv7();
    await copyOf('topic', `id = (select topic_id from message where id = '${like.messageId}')`, {
      id: `'${topic}'`,
      state: `'closed'`,
    });
    await copyOf('message', `id = '${like.messageId}'`, { id: 'more_posts.id', topic_id: `'${topic}'` });
    if (!stormId)
      await copyOf('storm', `id = '${like.messageId}'`, { id: 'more_posts.id', last_at: 'now()' });
    await copyOf('public_post', `message_id = '${like.messageId}'`, {
      ...{ message_id: 'more_posts.id', author_identity_id: 'gen_random_uuid()', score: '99' },
      storm_id: stormId ? `'${stormId}'` : 'more_posts.id',
    });
    await api.dataSource.query('drop table more_posts');
  };
  const copyOf = async (table: string, which: string, changed: Record<string, string>) => {
    const columns = (await api.dataSource.query(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )) as { name: string }[];
    const names = columns.map(({ name }) => name);
    const from = table === 'topic' ? '' : 'cross join more_posts';
    await api.dataSource.query(
      `insert into ${table} (${names.join()}) select ${names.map((name) => changed[name] ?? `${table}.${name}`).join()}
       from ${table} ${from} where ${table}.${which}`,
    );
  };

  it('hundreds of newer storms that are handled push out none that waits', async () => {
    const waits = await say('The brass doorbell rings by itself at night, my lawyer hears it too');
    await handled(waits, 600, null);
    expect(await cardOf(waits)).toMatchObject({ column: 'today', open: 1 });
    expect((await board()).more).toContain('handled');
  });

  it('a thousand voices that are answered hide none that waits', async () => {
    const waits = await say('The linen curtains lost all their colour in one wash, it is a scam');
    await handled(waits, 1_200, waits.messageId);
    expect(await cardOf(waits)).toMatchObject({ column: 'watch', voices: 1_000, open: 1 });
  });

  it('the last hour is counted however full the week was', async () => {
    const groups = [await groupOf()];
    const { lastHour } = await readVolume(api.dataSource, groups);
    await api.dataSource.query(
      `insert into public_post (message_id, storm_id, account_group_id, author_identity_id, posted_at, earlier, known, level, score, reasons, version)
       select gen_random_uuid(), gen_random_uuid(), $1, gen_random_uuid(), now() - interval '61 minutes' - n * interval '1 second',
         0, false, 0, 0, '[]', '1' from generate_series(1, $2::int) n`,
      [groups[0], 2 * lastHour],
    );
    const full = await readVolume(api.dataSource, groups, lastHour);
    expect(full.lastHour).toBe(lastHour);
    // One in a second, for as long as there is room to count.
    expect(full.usualHour).toBeGreaterThan(1_000);
    expect(full.storm).toBe(false);
  });
});

/** What its network tells of our answer to it. */
const become = async ({ messageId }: { messageId: string }, state: 'failed' | 'accepted') => {
  const [sent] = (await api.dataSource.query(
    `select d.id as "deliveryId", d.attempt, d.account_id as "accountId" from delivery d join message m on m.id = d.message_id
     where m.topic_id = (select topic_id from message where id = $1) and d.state in ('queued', 'failed')`,
    [messageId],
  )) as [Pick<DeliveryReceipt, 'deliveryId' | 'attempt' | 'accountId'>];
  const at = new Date().toISOString();
  const head = { v: 1, type: 'receipt', eventId: uuidv7(), channel: 'bluesky' } as const;
  await new StoreReceipts(api.dataSource).run([{ ...head, ...sent, state, at }]);
};

it('an answer that the network refused is none, until one arrives', async () => {
  const said = await say('The zip of your green travel bag jams', byThem('did:plc:refused'));
  // The column of what is handled may be full of others.
  const column = async () => (await cardOf(said))?.column ?? 'handled';
  await answer(said);
  expect(await column()).toBe('handled');
  await become(said, 'failed');
  expect(await cardOf(said)).toMatchObject({ column: 'watch', open: 1, undelivered: 'refused' });
  const { body } = await client.get(`/api/v1/threads/${said.threadId}`);
  expect(body).toMatchObject({ state: 'open' });
  await become(said, 'accepted');
  expect(await column()).toBe('handled');
});

it.each([
  ['failed', 1, 'The lid of your blue lunch box never stays shut in my rucksack'],
  ['accepted', 2, 'Two of the six wine glasses arrived without any stem whatsoever'],
] as const)(
  'closing a storm takes an answer to a private word before it for one if it may have arrived: it %s',
  async (state, closes, words) => {
    const them = byThem(`did:plc:${state}-before`);
    const mine = await say(words, them);
    const earlier = { sortAt: new Date(Date.now() - 660_000).toISOString() };
    const aside = await say('Where do I send it to?', { ...them, ...earlier, audience: 'private' });
    await api.dataSource.query(
      `update message set topic_id = (select topic_id from message where id = $1) where id = $2`,
      [mine.messageId, aside.messageId],
    );
    await answer(mine);
    await become(mine, state);
    await say(words);
    const card = (await board()).cards.find(({ text }) => text === words);
    expect(card).toMatchObject({ voices: 2, open: 3 - closes });
    const done = (await close(card)).body as StormClosed;
    expect(done).toMatchObject({ closed: closes, refused: 0, kept: 2 - closes, card: { open: 0 } });
    const { body } = await client.get(`/api/v1/threads/${mine.threadId}`);
    expect(body).toMatchObject({ state: closes === 2 ? 'closed' : 'open' });
  },
);
