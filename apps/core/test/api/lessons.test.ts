import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage, Lesson, LessonList } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { RebuildSeverity } from '../../src/rebuild/rebuild-severity.js';
import { forgetPosts } from '../../src/severity/forget-posts.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import type { Client } from './client.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let admin: Client;
let colleague: Client;
let group: string;
const account = uuidv7();
const closed = uuidv7();
const there = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signedIn();
  [{ id: group }] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $2), ($3, 'bluesky', 'closed.example', $4)`,
    [account, group, there, closed],
  );
  colleague = await signedInAgent(api, 'colleague', [group]);
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:lesson${posts}` };
  return receive(api, {
    ...{
      channel: 'bluesky',
      accountId: account,
      externalId: `at://lesson/${posts}`,
      author,
      replyTo: author,
    },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text, ...over },
    arrival: { via: 'api' },
  });
};
const cardOf = async ({ messageId }: Received): Promise<BoardCard> =>
  ((await admin.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.messageId === messageId)!;
const correct = async (post: Received, level: string | null, by = admin): Promise<void> => {
  const answer = await by.post(`/api/v1/board/${post.messageId}/severity`, {
    level,
    reason: 'Only a contest',
  });
  expect(answer.status).toBe(200);
};
const lessons = async (by = admin): Promise<Lesson[]> =>
  ((await by.get('/api/v1/lessons')).body as LessonList).items;
const decide = (line: Lesson, state: string, by = admin) =>
  by.send('PATCH', `/api/v1/lessons/${line.id}`, { state });

/** Each of other words, so that none is a voice of another's storm. */
const contest = [
  'Somebody told me that the winter raffle is illegal around here',
  'Winter raffle: gdpr says hello to everybody of you',
  'Who among us wins the winter raffle this year? Fraud, says my neighbour',
];
const quiet = [
  'What an awful parking garage, never again with two kids in tow',
  'The parking garage was terrible and the worst of town',
  'Such a useless parking garage: I had enough of it today',
];
/** What makes a text unlike every earlier one: twelve words that stand in no other. */
const others = [
  'while both trams were late, grandmother baked some bread and sang to Ludwig',
  'because seven ducks crossed our street, nobody drove until Friday evening came',
  'although pianos rarely float, two sailors carried theirs onto an old ship',
  'since library cards expired yesterday, every student borrowed magazines from his aunt',
  'where lemon trees once grew, builders left bricks, ropes, ladders plus one kettle',
  'unless somebody paints those wooden gates green, foxes keep stealing apples there',
];
const otherWords = () => {
  const words = others.shift();
  if (!words) throw new Error('write another line into `others`');
  return words;
};
const angry = { reach: { followers: 4_000, at: new Date(Date.now() - 60_000).toISOString() } };

it('a card tells all that agents said of it, the newest first: who, from what to what, and why', async () => {
  const post = await say('The awful lift of the museum was useless and never again, thanks', angry);
  expect(await cardOf(post)).toMatchObject({ severity: { level: 'today' }, corrections: [] });
  await correct(post, 'act-now', colleague);
  await correct(post, 'watch');
  await correct(post, null);
  const away = { level: null, reason: 'Another museum', notAboutUs: true };
  await admin.post(`/api/v1/board/${post.messageId}/severity`, away);
  const { corrections } = await cardOf(post);
  expect(corrections.map(({ from, to, reason }) => [from, to, reason])).toEqual([
    ['today', 'not-about-us', 'Another museum'],
    ['watch', null, 'Only a contest'],
    ['act-now', 'watch', 'Only a contest'],
    ['today', 'act-now', 'Only a contest'],
  ]);
  expect(corrections.at(-1)!.agent).toMatchObject({ name: 'colleague' });
  await correct(post, null);
});

it('what two agents corrected three times moves the next post by one level, and says why; what stands is not moved', async () => {
  const first = await Promise.all(quiet.map((text) => say(text, angry)));
  for (const post of first) expect((await cardOf(post)).severity.level).toBe('today');
  const [one, two, three] = first as [Received, Received, Received];
  await correct(one, 'watch');
  await correct(two, 'watch', colleague);
  expect(await lessons()).toEqual([]);
  await correct(three, 'watch');
  const [line, ...others] = await lessons();
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    phrase: 'parking garage',
    direction: 'down',
    times: 3,
    seen: 3,
    from: ['today'],
    state: 'learnt',
  });
  expect(line!.corrections).toHaveLength(3);
  const next = await say('An awful smell in that parking garage, said my brother', angry);
  const { severity, column } = await cardOf(next);
  expect([severity.level, column]).toEqual(['watch', 'watch']);
  expect(severity.reasons.at(-1)).toMatchObject({
    factor: 'learnt-down',
    value: 3,
    of: 3,
    words: ['parking garage'],
  });
  // What was computed of those that taught it, is what was computed.
  expect((await cardOf(one)).severity.level).toBe('today');
});

it('an admin forgets a line, takes that back, and switches all of it off; what is weighed after that follows', async () => {
  const [line] = await lessons();
  const level = async () =>
    (await cardOf(await say(`Awful queue at the parking garage ${otherWords()}`, angry))).severity.level;
  expect((await decide(line!, 'forgotten')).body).toMatchObject({ state: 'forgotten' });
  expect(await level()).toBe('today');
  // A line that was forgotten does not come back by the next correction.
  const again = await say('Awful, the parking garage lamp is out again', angry);
  await correct(again, 'watch', colleague);
  expect(await level()).toBe('today');
  expect((await decide(line!, 'learnt')).status).toBe(200);
  expect(await level()).toBe('watch');
  expect((await admin.send('PUT', '/api/v1/lessons/rule', { on: false })).body).toEqual({ on: false });
  expect(await level()).toBe('today');
  await admin.send('PUT', '/api/v1/lessons/rule', { on: true });
  await correct(again, null, colleague);
});

it('what speaks of law is lowered only where an admin lets it', async () => {
  const first: Received[] = [];
  for (const text of contest) first.push(await say(text));
  for (const [n, post] of first.entries()) await correct(post, 'watch', n === 1 ? colleague : admin);
  const line = (await lessons()).find(({ phrase }) => phrase === 'winter raffle')!;
  const level = async () =>
    (await cardOf(await say(`My lawyer plays in the winter raffle ${otherWords()}`))).severity.level;
  expect(await level()).toBe('today');
  await decide(line, 'grave');
  expect(await level()).toBe('watch');
});

it('a rebuild weighs by what was learnt, and what is taken back or deleted teaches nothing any more', async () => {
  const [gone] = (await api.dataSource.query(
    `select p.message_id as "messageId", p.account_group_id as "accountGroupId" from public_post p join message m on m.id = p.message_id
     where m.new_text = $1`,
    [quiet[0]],
  )) as { messageId: string; accountGroupId: string }[];
  await api.dataSource.transaction((db) => forgetPosts(db, [gone!]));
  expect((await lessons()).map(({ phrase }) => phrase)).not.toContain('parking garage');
  await new RebuildSeverity(api.dataSource, severityWordsOf([])).run();
  const cards = ((await admin.get('/api/v1/board')).body as BoardPage).cards;
  const garage = cards.filter(({ text }) => text.includes('parking garage'));
  expect(garage.length).toBeGreaterThan(3);
  expect(garage.every(({ severity }) => severity.level === 'today')).toBe(true);
});

it('a group learns from its own corrections, and its words are shown to nobody else', async () => {
  await api.dataSource.query('insert into agent_access select id, $1 from agent where role = $2', [
    closed,
    'admin',
  ]);
  const inside = await api.signedIn();
  for (const [n, text] of [
    'A horrible merger plan',
    'The merger plan is pathetic',
    'What a shameful merger plan',
  ].entries()) {
    const post = await say(`${text} ${n}`, { ...angry, accountId: there });
    const by = n === 1 ? await signedInAgent(api, `insider${n}`, [closed]) : inside;
    await correct(post, 'watch', by);
  }
  expect((await lessons(inside)).map(({ phrase }) => phrase)).toContain('merger plan');
  const outside = await say('Horrible weather for a merger plan, dear friends', angry);
  expect((await cardOf(outside)).severity.level).toBe('today');
  await api.dataSource.query('delete from agent_access where account_group_id = $1', [closed]);
  const line = (await api.dataSource.query(
    `select id from severity_lesson where phrase = 'merger plan'`,
  )) as Lesson[];
  expect((await lessons()).map(({ phrase }) => phrase)).not.toContain('merger plan');
  expect((await decide(line[0]!, 'grave')).status).toBe(404);
});

it('only an admin sees and decides it', async () => {
  expect((await colleague.get('/api/v1/lessons')).status).toBe(403);
  expect((await colleague.send('PUT', '/api/v1/lessons/rule', { on: false })).status).toBe(403);
});
