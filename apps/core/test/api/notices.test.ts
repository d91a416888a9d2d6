import type { Notice, NoticeList, NoticesReadDone, OwnSettings } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { sweeps } from '../../src/housekeeping/sweeps.js';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { TellNotices } from '../../src/notices/tell-notices.js';
import { RouteTopics } from '../../src/routing/route-topics.js';
import type { Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
/** The admin; Bea and Kim are agents of the same account group, Out of another. */
let ada: Client;
let bea: Client;
let kim: Client;
let out: Client;
const ids: Record<string, string> = {};
const stop = new AbortController();
let sequencer: Promise<void>;

beforeAll(async () => {
  api = await startTestApi();
  ada = await api.signedIn();
  const log = createLogger({ service: 'core-worker', level: 'fatal' });
  sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  const [closed] = (await api.dataSource.query(
    `insert into account_group (id, name) values (gen_random_uuid(), 'Closed') returning id`,
  )) as [{ id: string }];
  bea = await signedInAgent(api, 'bea', [group.id]);
  kim = await signedInAgent(api, 'kim', [group.id]);
  out = await signedInAgent(api, 'out', [closed.id]);
  for (const { id, name } of await api.dataSource.query('select id, name from agent')) ids[name] = id;
}, 120_000);
afterAll(async () => {
  stop.abort();
  await sequencer;
  await api.close();
});

let people = 0;
const write = (over: object = {}): Promise<Received> =>
  receive(api, { author: aMailIdentity(`n${(people += 1)}@notices.example`), ...over });
const again = (n = people) => receive(api, { author: aMailIdentity(`n${n}@notices.example`) });
/** All that happened until now is told. */
const tell = async (): Promise<void> => {
  const numbered = async () =>
    (await api.dataSource.query('select 1 from live_waiting limit 1')).length === 0;
  await eventually(numbered);
  while ((await new TellNotices(api.dataSource).once()) > 0);
};
const list = async (by: Client): Promise<NoticeList> => {
  await tell();
  return (await by.get('/api/v1/notices')).body as NoticeList;
};
const toldOf = async (by: Client, { threadId }: Pick<Received, 'threadId'>): Promise<Notice[]> =>
  (await list(by)).items.filter((one) => one.threadId === threadId);
const act = (by: Client, { threadId }: Received, body: object) =>
  by.post(`/api/v1/threads/${threadId}/actions`, body);
const note = (by: Client, { threadId }: Received, body: object) =>
  by.post(`/api/v1/threads/${threadId}/notes`, body);
const follow = (by: Client, { threadId }: Received, following = true) =>
  by.send('PUT', `/api/v1/threads/${threadId}/follow`, { following });
const agent = (name: string) => ({ type: 'agent', id: ids[name] });

it('tells who is named in a note, and not who cannot see the thread or wrote it', async () => {
  const thread = await write();
  const { body: options } = await ada.get(`/api/v1/threads/${thread.threadId}/mentionable`);
  const seeing = Object.fromEntries(options.agents.map((one: { name: string; sees: boolean }) => [one.name, one.sees])); // prettier-ignore
  expect(seeing).toMatchObject({ bea: true, kim: true, out: false });
  const mentions = [agent('bea'), agent('out'), agent('admin')];
  const { status, body } = await note(ada, thread, { text: '@bea and @out, look', mentions });
  expect(status).toBe(201);
  expect(body.message.mentions).toEqual(
    expect.arrayContaining([{ ...agent('bea'), name: 'bea', said: 'bea' }]),
  );
  expect(await toldOf(bea, thread)).toEqual([
    expect.objectContaining({
      ...{ kind: 'mentioned', messageId: body.message.id, text: '@bea and @out, look', read: false },
      ...{ count: 1, by: expect.objectContaining({ id: body.message.author.agent.id }) },
    }),
  ]);
  for (const other of [ada, kim]) expect(await toldOf(other, thread)).toEqual([]);
  expect((await list(out)).items).toEqual([]);
  expect((await out.get(`/api/v1/threads/${thread.threadId}`)).status).toBe(404);
  const [{ data }] = await api.dataSource.query('select data from audit where subject_id = $1', [
    body.message.id,
  ]);
  expect(data.mentions).toHaveLength(mentions.length);
  const unknown = { text: '@nobody', mentions: [{ type: 'agent', id: uuidv7() }] };
  expect((await note(ada, thread, unknown)).body).toMatchObject({ code: 'unknown-reference' });
});

it('tells every member of a named team once, however often they are named', async () => {
  const thread = await write();
  const teamId = await teamOf(['bea', 'kim']);
  const mentions = [{ type: 'team', id: teamId }, agent('bea')];
  expect((await note(ada, thread, { text: 'For @Returns', mentions })).status).toBe(201);
  for (const member of [bea, kim])
    expect(await toldOf(member, thread)).toMatchObject([{ kind: 'mentioned', count: 1 }]);
});

const teamOf = async (names: readonly string[]): Promise<string> => {
  const id = uuidv7();
  await api.dataSource.query(`insert into team (id, name) values ($1, 'Returns')`, [id]);
  await api.dataSource.query(`insert into team_member (team_id, agent_id) select $1, unnest($2::uuid[])`, [
    ...[id, names.map((name) => ids[name])],
  ]);
  return id;
};

it('tells who follows of words, notes and closing, together while they are unread, and never of what they did', async () => {
  const thread = await write();
  expect((await follow(bea, thread)).body).toEqual({ following: true, because: 'chosen' });
  await follow(kim, thread);
  const second = await again();
  expect(await toldOf(bea, thread)).toMatchObject([
    { kind: 'news', what: 'message', count: 1, messageId: second.messageId },
  ]);
  await note(kim, thread, { text: 'I ask the shop' });
  expect(await toldOf(bea, thread)).toMatchObject([
    { what: 'note', count: 2, text: 'I ask the shop', by: { name: 'kim' } },
  ]);
  expect(await toldOf(kim, thread)).toMatchObject([{ what: 'message', count: 1 }]);
  await act(kim, thread, { kind: 'close' });
  expect(await toldOf(bea, thread)).toMatchObject([{ what: 'closed', count: 3, messageId: null }]);
  await follow(bea, thread, false);
  await again();
  expect(await toldOf(bea, thread)).toMatchObject([{ count: 3 }]);
});

it('tells whoever was given a thread, from then on of its news, until they choose not to', async () => {
  const thread = await write();
  await act(ada, thread, { kind: 'assign', agentId: ids['kim'] });
  await act(bea, thread, { kind: 'assign', agentId: ids['bea'] });
  // Undone before it was told: nothing to tell.
  expect(await toldOf(kim, thread)).toEqual([]);
  expect(await toldOf(bea, thread)).toEqual([]);
  await act(ada, thread, { kind: 'assign', agentId: ids['kim'] });
  expect(await toldOf(kim, thread)).toMatchObject([{ kind: 'assigned', messageId: null }]);
  expect((await kim.get(`/api/v1/threads/${thread.threadId}/follow`)).body.because).toBe('assigned');
  await again();
  expect(await toldOf(kim, thread)).toMatchObject([{ kind: 'news', what: 'message' }, { kind: 'assigned' }]);
  await follow(kim, thread, false);
  await kim.post('/api/v1/notices/read', {});
  await again();
  expect((await list(kim)).unread).toBe(0);
});

it('a follower goes along when two persons are joined', async () => {
  const one = await write();
  await follow(bea, one);
  const other = await write();
  const versions = Object.fromEntries(
    await Promise.all(
      [one, other].map(async ({ threadId }) => [
        threadId,
        (await ada.get(`/api/v1/threads/${threadId}`)).body.version,
      ]),
    ),
  );
  const { status } = await ada.post('/api/v1/merges', { personIds: Object.keys(versions), versions });
  expect(status).toBe(200);
  await again(people);
  const { id } = (await bea.get(`/api/v1/threads/${other.threadId}`)).body;
  expect(await toldOf(bea, { threadId: id })).toMatchObject([{ what: 'message' }]);
  expect((await bea.get(`/api/v1/threads/${id}/follow`)).body.following).toBe(true);
});

it('tells the owner of a promise that comes near once, and again when it was moved; kept, it is settled', async () => {
  const thread = await write();
  const promiseId = uuidv7();
  const promise = { id: promiseId, text: 'Refund', dueAt: new Date(Date.now() + 5_400_000).toISOString() };
  expect((await bea.post(`/api/v1/threads/${thread.threadId}/promises`, promise)).status).toBe(201);
  expect(await toldOf(bea, thread)).toEqual([]);
  const due = (minutes: number) =>
    api.dataSource.query(
      `update promise set due_at = now() + $2 * interval '1 minute', made_at = now() - interval '3 hours' where id = $1`,
      [promiseId, minutes],
    );
  await due(59);
  expect(await toldOf(bea, thread)).toMatchObject([{ kind: 'promise', text: 'Refund', read: false }]);
  expect(await toldOf(bea, thread)).toHaveLength(1);
  await due(30);
  expect(await toldOf(bea, thread)).toHaveLength(2);
  await bea.post(`/api/v1/promises/${promiseId}/changes`, { kind: 'keep' });
  expect((await toldOf(bea, thread)).map(({ read }) => read)).toEqual([true, true]);
});

it('tells the author that a send failed, and nobody of one that left after all', async () => {
  const thread = await write();
  const { version } = (await bea.get(`/api/v1/threads/${thread.threadId}`)).body;
  const { body } = await bea.post(
    `/api/v1/threads/${thread.threadId}/replies`,
    { text: 'Your refund is on its way.' },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
  const [{ id, accountId }] = await api.dataSource.query(
    `select d.id, m.account_id as "accountId" from delivery d join message m on m.id = d.message_id where m.id = $1`,
    [body.message.id],
  );
  await new StoreReceipts(api.dataSource).run([
    {
      ...{ kind: 'delivery-receipt', eventId: uuidv7(), deliveryId: id, accountId, attempt: 1 },
      ...{ state: 'failed', at: new Date().toISOString(), channel: 'email', detail: '550 gone' },
    } as never,
  ]);
  expect(await toldOf(bea, thread)).toMatchObject([
    { kind: 'failed', messageId: body.message.id, by: null, text: 'Your refund is on its way.' },
  ]);
});

it('marks them read by name, by thread or all at once, takes it back, and tells other pages', async () => {
  const [one, two] = [await write(), await write()];
  for (const thread of [one, two]) await act(ada, thread, { kind: 'assign', agentId: ids['bea'] });
  await list(bea);
  await bea.post('/api/v1/notices/read', {});
  for (const thread of [one, two]) await note(ada, thread, { text: '@bea', mentions: [agent('bea')] });
  expect((await list(bea)).unread).toBe(2);
  const events = await EventReader.open(api.url, bea.cookie);
  const others = await EventReader.open(api.url, kim.cookie);
  await eventually(() => events.lastId && others.lastId);
  const done = (await bea.post('/api/v1/notices/read', { threadId: one.threadId })).body as NoticesReadDone;
  expect(done).toMatchObject({ unread: 1, ids: [expect.any(String)] });
  await eventually(() => events.seen.some(({ event }) => event === 'notices'));
  const { ids: read } = (await bea.post('/api/v1/notices/read', {})).body as NoticesReadDone;
  expect(read).toHaveLength(1);
  // Nobody marks those of another.
  await kim.post('/api/v1/notices/read', { ids: read, read: false });
  expect((await list(bea)).unread).toBe(0);
  await bea.post('/api/v1/notices/read', { ids: read, read: false });
  expect((await list(bea)).unread).toBe(1);
  expect(others.seen.filter(({ event }) => event === 'notices')).toEqual([]);
  events.close();
  others.close();
});

it('keeps choices at the server, and lists no kind that was switched off', async () => {
  const { noticeChoices: first } = (await kim.get('/api/v1/own-settings')).body as OwnSettings;
  expect(first).toMatchObject({ assigned: { sound: true }, news: { desktop: false }, quiet: null });
  const off = { list: false, desktop: false, sound: false };
  const chosen = { ...first!, mentioned: off, quiet: { from: '22:00', until: '07:30' } };
  const { body } = await kim.send('PUT', '/api/v1/own-settings', { noticeChoices: chosen });
  expect(body.noticeChoices).toEqual(chosen);
  const thread = await write();
  await note(ada, thread, { text: '@kim', mentions: [agent('kim')] });
  expect(await toldOf(kim, thread)).toEqual([]);
  const late = { ...chosen, quiet: { from: '25:00', until: '7' } };
  expect((await kim.send('PUT', '/api/v1/own-settings', { noticeChoices: late })).status).toBe(400);
  await kim.send('PUT', '/api/v1/own-settings', { noticeChoices: first });
});

it('shows nothing of a thread that an agent may not see any more, and forgets after 30 days', async () => {
  const thread = await write();
  await act(ada, thread, { kind: 'assign', agentId: ids['kim'] });
  expect(await toldOf(kim, thread)).toHaveLength(1);
  const groups = await api.dataSource.query(
    'with gone as (delete from agent_access where agent_id = $1 returning account_group_id as id) select id from gone',
    [ids['kim']],
  );
  expect(await list(kim)).toMatchObject({ items: [], unread: 0 });
  for (const { id } of groups)
    await api.dataSource.query('insert into agent_access (agent_id, account_group_id) values ($1, $2)', [
      ...[ids['kim'], id],
    ]);
  await api.dataSource.query(`update notice set at = now() - interval '31 days' where agent_id = $1`, [
    ids['kim'],
  ]);
  await api.dataSource.query(sweeps['notices']!, [1_000]);
  expect((await list(kim)).items).toEqual([]);
});

it('tells an agent of what routing gave them, and several workers tell it once', async () => {
  const thread = await write();
  const [{ topicId }] = await api.dataSource.query(
    'select topic_id as "topicId" from message where id = $1',
    [thread.messageId],
  );
  await api.dataSource.query('insert into routing_waiting (topic_id) values ($1) on conflict do nothing', [
    topicId,
  ]);
  await new RouteTopics(api.dataSource, { info: () => undefined }).once();
  await act(ada, thread, { kind: 'assign', agentId: ids['bea'] });
  await Promise.all([1, 2, 3].map(() => new TellNotices(api.dataSource).once()));
  expect(await toldOf(bea, thread)).toMatchObject([{ kind: 'assigned' }]);
});
