import { messagePage } from '@filo/contracts/http';
import { aMailIdentity, eventually } from '@filo/testing';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { retentionMark } from '../../src/retention/due-messages.js';
import { emptyMessages } from '../../src/deletions/empty-messages.js';
import { TellDuePromises } from '../../src/promises/tell-due-promises.js';
import { WakeTopics } from '../../src/snoozing/wake-topics.js';
import { HandOver } from '../../src/agents/hand-over.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let agent: Client;
beforeAll(async () => {
  api = await startTestApi();
  agent = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const from = (address: string) => receive(api, { author: aMailIdentity(address) });
const reply = async (threadId: string, more: object = {}) => {
  const { version } = (await agent.get(`/api/v1/threads/${threadId}`)).body;
  const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  return agent.post(`/api/v1/threads/${threadId}/replies`, { text: 'I will write back.', ...more }, headers);
};
const promise = (threadId: string, more: object = {}) =>
  agent.post(`/api/v1/threads/${threadId}/promises`, {
    ...{ id: uuidv7(), text: 'Send the refund', dueAt: inHours(24), ...more },
  });
const change = (id: string, body: object) => agent.post(`/api/v1/promises/${id}/changes`, body);
const act = (threadId: string, body: object) => agent.post(`/api/v1/threads/${threadId}/actions`, body);
const row = async (threadId: string, view = 'all') =>
  (await agent.get(`/api/v1/threads?view=${view}&limit=100`)).body.items.find(
    ({ id }: { id: string }) => id === threadId,
  );
const promisesOf = async (threadId: string) =>
  (await agent.get(`/api/v1/promises?threadId=${threadId}`)).body.items;
/** As if its time had come. */
const comesDue = (id: string) =>
  api.dataSource.query(`update promise set due_at = now() - interval '1 minute' where id = $1`, [id]);

it('leaves with the reply in which it was made, and stands in Promised by when it is due', async () => {
  const [first, second] = [await from('p1@due.example'), await from('p2@due.example')];
  const later = { text: 'Call back', dueAt: inHours(48), timeZone: 'Europe/Rome', typed: 'in two days' };
  const sent = await reply(first.threadId, { promise: later });
  expect(sent.status).toBe(201);
  await promise(second.threadId, { dueAt: inHours(2) });
  const [made] = await promisesOf(first.threadId);
  expect(made).toMatchObject({ ...later, messageId: sent.body.message.id, state: 'open', moves: [] });
  const promised = (await agent.get('/api/v1/threads?view=promised')).body.items;
  expect(promised.map(({ id }: { id: string }) => id)).toEqual([second.threadId, first.threadId]);
  expect(promised[1].promise).toEqual({ dueAt: later.dueAt, count: 1 });
  expect((await agent.get('/api/v1/promises')).body.items).toHaveLength(2);
});

it('is made once by the same id, and not for a time that is over, nor in a word of theirs', async () => {
  const { threadId, messageId } = await from('once@due.example');
  const id = uuidv7();
  for (let time = 0; time < 2; time++) expect((await promise(threadId, { id })).status).toBe(201);
  expect(await promisesOf(threadId)).toHaveLength(1);
  expect(await promise(threadId, { dueAt: inHours(-1) })).toMatchObject({
    status: 400,
    body: { reason: 'time-is-past' },
  });
  expect(await promise(threadId, { messageId })).toMatchObject({
    status: 422,
    body: { reason: 'no-such-message' },
  });
});

it('is moved with its history, kept once, and opened again', async () => {
  const { threadId } = await from('moved@due.example');
  const { body: made } = await promise(threadId);
  const to = inHours(72);
  const moved = await change(made.id, { kind: 'move', dueAt: to });
  expect(moved.body).toMatchObject({ dueAt: to, moves: [{ from: made.dueAt, to }] });
  for (let time = 0; time < 2; time++)
    expect((await change(made.id, { kind: 'keep' })).body).toMatchObject({ state: 'kept' });
  expect((await row(threadId)).promise).toBeNull();
  expect(await change(made.id, { kind: 'drop', reason: 'x' })).toMatchObject({
    status: 409,
    body: { reason: 'promise-settled' },
  });
  expect((await change(made.id, { kind: 'reopen' })).body).toMatchObject({ state: 'open', settledAt: null });
  const kept = await api.dataSource.query(
    `select count(*)::int as n from action where kind = 'promise-kept' and data ->> 'promiseId' = $1`,
    [made.id],
  );
  expect(kept).toEqual([{ n: 1 }]);
});

it('lets its person wait for us when it is late, and tells the lists once', async () => {
  const { threadId } = await from('late@due.example');
  await reply(threadId);
  const { body: made } = await promise(threadId);
  expect(await row(threadId, 'waiting')).toBeUndefined();
  await comesDue(made.id);
  const told = await Promise.all([1, 2, 3].map(() => new TellDuePromises(api.dataSource).once()));
  expect(told.reduce((sum, each) => sum + each, 0)).toBe(1);
  const [{ dueAt }] = await promisesOf(threadId);
  expect(await row(threadId, 'waiting')).toMatchObject({ state: 'waiting', waitingSince: dueAt });
});

it('tells of all that came due in a thread at once', async () => {
  const { threadId } = await from('several@due.example');
  for (let time = 0; time < 3; time++) await comesDue((await promise(threadId)).body.id);
  await api.dataSource.query('delete from live_waiting');
  expect(await new TellDuePromises(api.dataSource).once()).toBe(3);
  const told = await api.dataSource.query(
    `select from live_waiting, jsonb_array_elements(changes) change where change -> 'data' ->> 'threadId' = $1 and change ->> 'kind' = 'promises'`,
    [threadId],
  );
  expect(told).toHaveLength(1);
});

it('is asked about before its thread is closed', async () => {
  const { threadId } = await from('closed@due.example');
  const { body: made } = await promise(threadId);
  const refused = await act(threadId, { kind: 'close' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'promise-open', promises: [{ id: made.id }] } });
  expect(await row(threadId)).toMatchObject({ state: 'open' });
  expect((await act(threadId, { kind: 'close', promises: 'keep-open' })).body.row).toMatchObject({
    state: 'closed',
    promise: { count: 1 },
  });
  await act(threadId, { kind: 'reopen' });
  await act(threadId, { kind: 'close', promises: 'dropped', reason: 'They found it' });
  expect(await promisesOf(threadId)).toMatchObject([{ state: 'dropped', reason: 'They found it' }]);
});

it('is open again when the close that dropped it is taken back, and nothing that was settled before', async () => {
  const [{ threadId }, other] = [await from('undone@due.example'), await from('other@due.example')];
  const settled = (await promise(threadId)).body;
  await change(settled.id, { kind: 'keep' });
  const { body: made } = await promise(threadId);
  const closed = await act(threadId, { kind: 'close', promises: 'dropped', reason: 'By mistake' });
  expect(closed.body.settled).toEqual([made.id]);
  const strange = await act(other.threadId, { kind: 'reopen', promiseIds: closed.body.settled });
  expect(strange.status).toBe(404);
  for (let time = 0; time < 2; time++) {
    const opened = await act(threadId, { kind: 'reopen', promiseIds: closed.body.settled });
    expect(opened.body).toMatchObject({ row: { state: 'open', promise: { count: 1 } }, settled: [] });
  }
  expect(await promisesOf(threadId)).toMatchObject([
    { id: made.id, state: 'open', reason: null },
    { id: settled.id, state: 'kept' },
  ]);
});

it('carries the end of a snooze until it is due, and wakes what waits for it when it is kept', async () => {
  const { threadId } = await from('snoozed@due.example');
  const { body: made } = await promise(threadId);
  await act(threadId, { kind: 'snooze', until: made.dueAt, promiseId: made.id });
  const to = inHours(72);
  await change(made.id, { kind: 'move', dueAt: to });
  expect((await row(threadId, 'snoozed')).snoozed).toEqual({ until: to });
  await change(made.id, { kind: 'keep' });
  expect(await row(threadId)).toMatchObject({ state: 'open', snoozed: null });
});

it('stands in the timeline with a code for each thing that was done, and its time as an instant', async () => {
  const { threadId } = await from('said@due.example');
  const { body: made } = await promise(threadId);
  await act(threadId, { kind: 'snooze', until: made.dueAt, promiseId: made.id });
  const to = inHours(72);
  await change(made.id, { kind: 'move', dueAt: to });
  for (const kind of ['keep', 'reopen']) await change(made.id, { kind });
  await change(made.id, { kind: 'drop', reason: 'x' });
  await act(threadId, { kind: 'snooze', until: null });
  await act(threadId, { kind: 'assign', agentId: null });
  const { actions } = messagePage.parse((await agent.get(`/api/v1/threads/${threadId}/messages`)).body);
  expect(actions.map(({ why }) => why)).toEqual([
    [{ code: 'action-promise-made', with: { until: made.dueAt } }],
    [{ code: 'action-snoozed', with: { until: made.dueAt } }],
    [{ code: 'action-promise-moved', with: { until: to } }],
    [{ code: 'action-snoozed', with: { until: to } }],
    [{ code: 'action-promise-kept' }],
    [{ code: 'action-snooze-ended' }],
    [{ code: 'action-promise-reopened' }],
    [{ code: 'action-promise-dropped' }],
    [{ code: 'action-snoozed-until-reply' }],
    [{ code: 'action-unassigned' }],
  ]);
});

it('goes with its person through a merge and its undo, and a rebuild finds the same', async () => {
  const [one, other] = [await from('m1@due.example'), await from('m2@due.example')];
  const { body: made } = await promise(other.threadId);
  const version = async (id: string) => (await agent.get(`/api/v1/threads/${id}`)).body.version;
  const ids = [one.threadId, other.threadId];
  const versions = { [ids[0]!]: await version(ids[0]!), [ids[1]!]: await version(ids[1]!) };
  const merged = await agent.post('/api/v1/merges', { personIds: ids, versions });
  expect(merged.status).toBe(200);
  expect(await row(one.threadId)).toMatchObject({ promise: { count: 1 } });
  expect(await promisesOf(one.threadId)).toMatchObject([{ id: made.id, threadId: one.threadId }]);
  const rows = () =>
    api.dataSource.query(
      `select person_id, promise_due, promises, snoozed_until, assignee_ids, turn_at from thread_row order by 1`,
    );
  const before = await rows();
  await api.dataSource.query(`update thread_row set promise_due = null, promises = 7, turn_at = now()`);
  await new RebuildProjections(api.dataSource).run();
  expect(await rows()).toEqual(before);
  const { id } = merged.body as { id: string };
  expect((await agent.post(`/api/v1/merges/${id}/undo`, {})).status).toBeLessThan(300);
  expect(await promisesOf(other.threadId)).toMatchObject([{ id: made.id }]);
  expect(await promisesOf(one.threadId)).toEqual([]);
});

it('loses its words with the message in which they were said', async () => {
  const { threadId } = await from('gone@due.example');
  const sent = await reply(threadId, { promise: { text: 'Your order 12 is refunded', dueAt: inHours(5) } });
  await api.dataSource.transaction((db) =>
    emptyMessages(db, { ids: [sent.body.message.id], quotes: [] }, retentionMark),
  );
  expect(await promisesOf(threadId)).toMatchObject([{ text: '', state: 'open' }]);
  const said = await api.dataSource.query(`select data::text from action where data::text like '%refunded%'`);
  expect(said).toEqual([]);
});

it('lets whoever has any matter of a thread see it in Mine, until that is snoozed, and again when it woke', async () => {
  const { threadId } = await from('mine@due.example');
  await receive(api, {
    author: aMailIdentity('mine@due.example'),
    subject: 'Another matter',
    sortAt: '2026-01-20T09:00:00Z',
  });
  const { topics } = (await agent.get(`/api/v1/threads/${threadId}`)).body;
  const { id: me } = (await agent.get('/api/v1/session')).body.agent;
  const [mine] = topics.filter(({ state }: { state: string }) => state === 'open');
  await act(threadId, { kind: 'assign', agentId: me, topicId: mine.id });
  expect(await row(threadId, 'mine')).toMatchObject({ assigneeIds: [me] });
  await act(threadId, { kind: 'snooze', topicId: mine.id, until: inHours(1) });
  expect(await row(threadId, 'mine')).toBeUndefined();
  expect((await agent.get('/api/v1/threads/counts')).body.snoozed).toBeGreaterThan(0);
  await api.dataSource.query(`update topic set snooze_until = now() where id = $1`, [mine.id]);
  const log = createLogger({ service: 'x', level: 'silent' });
  await eventually(async () => (await new WakeTopics(api.dataSource, log).once()) > 0 || undefined);
  expect(await row(threadId, 'mine')).toMatchObject({ unread: true });
});

it('is given to nobody who was invited and has not come yet', async () => {
  const { threadId } = await from('invited@given.example');
  const groups = await api.dataSource.query('select id from account_group');
  const { body } = await agent.post('/api/v1/agents', {
    ...{ name: 'Vera', email: 'vera@given.example', role: 'agent' },
    accountGroupIds: groups.map(({ id }: { id: string }) => id),
  });
  const refused = { status: 422, reason: 'no-such-agent' };
  expect((await promise(threadId, { ownerId: body.agentId })).body).toMatchObject(refused);
  const { id } = (await promise(threadId)).body;
  expect((await change(id, { kind: 'give', agentId: body.agentId })).body).toMatchObject(refused);
  await api.dataSource.query('update agent set invited_at = null where id = $1', [body.agentId]);
  expect((await change(id, { kind: 'give', agentId: body.agentId })).status).toBe(200);
});

it('of an agent who is let go is seen to by who takes over and may see it, and comes back with them', async () => {
  const [{ id: groupId }] = await api.dataSource.query('select id from account_group');
  const known = async (name: string): Promise<string> => {
    await signedInAgent(api, name, [groupId]);
    const [{ id }] = await api.dataSource.query('select id from agent where name = $1', [name]);
    return id;
  };
  const [wim, xia, zoe] = [await known('wim'), await known('xia'), await known('zoe')];
  const { threadId } = await from('handed@due.example');
  const made = async (): Promise<string> => (await promise(threadId, { ownerId: wim })).body.id;
  const [stays, kept, given] = [await made(), await made(), await made()];
  const owners = async () =>
    Object.fromEntries(
      (await promisesOf(threadId)).map((one: { id: string; owner: { id: string } }) => [
        one.id,
        one.owner.id,
      ]),
    );
  await agent.post(`/api/v1/agents/${wim}/deactivate`, { handOverTo: null });
  expect(await owners()).toEqual({ [stays]: wim, [kept]: wim, [given]: wim });
  await agent.post(`/api/v1/agents/${wim}/deactivate`, { handOverTo: xia });
  expect(await owners()).toEqual({ [stays]: xia, [kept]: xia, [given]: xia });
  // Kept, then opened again, while they are gone: with who took over.
  await change(kept, { kind: 'keep' });
  await change(kept, { kind: 'reopen' });
  // As one leaves it who looked at the agent just before they were gone.
  const late = (await promise(threadId)).body.id;
  await api.dataSource.query('update promise set owner_agent_id = $2 where id = $1', [late, wim]);
  await new HandOver(api.dataSource).goOn();
  expect(await owners()).toMatchObject({ [kept]: xia, [late]: xia });
  await change(given, { kind: 'give', agentId: zoe });
  await agent.post(`/api/v1/agents/${wim}/reactivate`, {});
  expect(await owners()).toEqual({ [stays]: wim, [kept]: wim, [late]: wim, [given]: zoe });
});
