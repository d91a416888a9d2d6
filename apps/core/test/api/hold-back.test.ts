import type { DeliveryReceipt } from '@filo/contracts';
import { ownSettings } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity, aReceipt } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { OutboxRelay } from '../../src/outbox/outbox-relay.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let relay: OutboxRelay;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const { dataSource, bus, blobs } = api;
  relay = new OutboxRelay({ dataSource, bus, blobs, log: createLogger({ service: 'core', level: 'fatal' }) });
}, 120_000);
afterAll(() => api.close());

const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
let count = 0;
const someone = () => receive(api, { author: aMailIdentity(`person${++count}@held.example`) });
const versionOf = async (id: string): Promise<number> =>
  (await client.get(`/api/v1/threads/${id}`)).body.version;
const send = async (threadId: string, body: object = {}, key: string = randomUUID()): Promise<Answer> =>
  client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'On its way', undo: true, ...body },
    {
      'if-match': String(await versionOf(threadId)),
      'idempotency-key': key,
    },
  );
const holdBack = (id: string, as = client) => as.post(`/api/v1/messages/${id}/hold-back`, {});
const setUndo = (undoSeconds: number) => client.send('PUT', '/api/v1/own-settings', { undoSeconds });
const startOf = async (messageId: string) => {
  const [delivery] = await api.dataSource.query('select id, attempt from delivery where message_id = $1', [
    messageId,
  ]);
  return { deliveryId: delivery.id, attempt: delivery.attempt, token: randomUUID() };
};
/** All that a person's thread is made of, but for what only counts up. */
const everything = async (threadId: string) => {
  const { version: _, ...thread } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  const page = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
  const topics = await api.dataSource.query(
    `select t.* from topic t join link l on l.identity_id = t.anchor_identity_id where l.person_id = $1 order by t.id`,
    [threadId],
  );
  const promises = (await client.get(`/api/v1/promises?threadId=${threadId}`)).body.items;
  return { thread, page, topics, promises };
};

it('holds an answer for as long as its writer chose, and the relay leaves it where it is', async () => {
  expect(ownSettings.parse((await client.get('/api/v1/own-settings')).body)).toMatchObject({
    undoSeconds: 10,
    stormMute: null,
  });
  const { threadId } = await someone();
  const before = Date.now();
  const sent = await send(threadId);
  const after = Date.now();
  const [delivery] = sent.body.message.deliveries;
  expect(delivery.state).toBe('queued');
  const sentAt = Date.parse(delivery.heldUntil) - 10_000;
  expect(sentAt).toBeGreaterThanOrEqual(before);
  expect(sentAt).toBeLessThanOrEqual(after);
  expect(await relay.once()).toBe(0);

  await api.dataSource.query(`update outbox set due_at = now() where delivery_id = $1`, [delivery.id]);
  expect(await relay.once()).toBe(1);
});

it('leaves at once where its writer wants no undo, and where nobody asked for one', async () => {
  const { threadId } = await someone();
  expect((await send(threadId, { undo: false })).body.message.deliveries).toMatchObject([
    { heldUntil: null },
  ]);
  expect((await setUndo(0)).status).toBe(200);
  expect((await send(threadId)).body.message.deliveries).toMatchObject([{ heldUntil: null }]);
  expect((await setUndo(7)).status).toBe(400);
  await setUndo(30);
  expect((await client.get('/api/v1/own-settings')).body).toMatchObject({ undoSeconds: 30, stormMute: null });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const put = async (body: object) => (await client.send('PUT', '/api/v1/own-settings', body)).body;
  const stormMute = { until, lastHour: 21 };
  expect(await put({ stormMute })).toMatchObject({ undoSeconds: 30, stormMute });
  expect(await put({ undoSeconds: 20 })).toMatchObject({ undoSeconds: 20, stormMute });
  expect(await put({ stormMute: null })).toMatchObject({ undoSeconds: 20, stormMute: null });
  await setUndo(30);
});

it('is not held up by the many that are held', async () => {
  const { threadId } = await someone();
  while ((await relay.once()) > 0);
  const held = (await send(threadId)).body.message.deliveries[0].id;
  await api.dataSource.query(
    `insert into outbox (id, delivery_id, payload, due_at)
     select gen_random_uuid(), o.delivery_id, o.payload, now() + interval '1 day' from outbox o, generate_series(1, 600) where o.delivery_id = $1`,
    [held],
  );
  await send(threadId, { undo: false });
  expect(await relay.once()).toBe(1);
  await api.dataSource.query(`delete from outbox where due_at > now() + interval '1 hour'`);
});

it('is as if it was never said once it is held back, and its words are a draft as they were', async () => {
  const { threadId } = await someone();
  const form = new FormData();
  form.append('file', new Blob(['%PDF-'], { type: 'application/pdf' }), 'bill.pdf');
  const upload = (await client.post('/api/v1/uploads', form)).body;
  const before = await everything(threadId);
  const key = randomUUID();
  const content = {
    text: 'On its way',
    to: ['other@held.example'],
    attachments: [upload],
    baseVersion: await versionOf(threadId),
  };
  await client.send('PUT', `/api/v1/drafts/${key}`, {
    threadId,
    mode: 'reply',
    base: 0,
    device: 'desk',
    seq: 1,
    content,
  });
  const promise = { text: 'Send it again', dueAt: tomorrow };
  const sent = await send(threadId, { close: true, attachments: [upload.id], promise }, key);
  expect((await client.get(`/api/v1/threads/${threadId}`)).body.state).toBe('closed');

  await api.dataSource.query('delete from live_waiting');
  const { status, body } = await holdBack(sent.body.message.id);
  const told = await api.dataSource.query('select from live_waiting where changes @> $1::jsonb', [
    JSON.stringify([{ kind: 'promises', data: { threadId } }]),
  ]);
  expect(told).toHaveLength(1);
  expect([status, body.draft]).toMatchObject([200, { threadId, mode: 'reply', state: 'open' }]);
  expect(body.draft.id).not.toBe(key);
  expect(body.draft.content).toMatchObject({ ...content, baseVersion: sent.body.version });
  expect(await everything(threadId)).toEqual(before);
  expect((await client.get('/api/v1/drafts')).body.items).toMatchObject([{ id: body.draft.id }]);
  await new RebuildProjections(api.dataSource).run();
  expect(await everything(threadId)).toEqual(before);

  // A late retry of the send does not send it after all, and a second undo finds nothing.
  const late = await client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'On its way', undo: true, close: true, attachments: [upload.id], promise },
    { 'if-match': String(await versionOf(threadId)), 'idempotency-key': key },
  );
  expect(late.body.code).toBe('idempotency-key-reused');
  expect((await holdBack(sent.body.message.id)).status).toBe(404);
  expect((await send(threadId, { attachments: [upload.id] }, body.draft.id)).status).toBe(201);
});

it('has kept no promise once it is held back, and leaves what was done to that before', async () => {
  const { threadId } = await someone();
  const { body: made } = await client.post(`/api/v1/threads/${threadId}/promises`, {
    ...{ id: randomUUID(), text: 'Send it', dueAt: tomorrow },
  });
  const change = (body: object) => client.post(`/api/v1/promises/${made.id}/changes`, body);
  for (const kind of ['keep', 'reopen']) await change({ kind });
  const before = await everything(threadId);
  const { message } = (await send(threadId)).body;
  expect((await change({ kind: 'keep', messageId: message.id })).body.state).toBe('kept');
  expect((await holdBack(message.id)).status).toBe(200);
  expect(await everything(threadId)).toEqual(before);
});

it('leaves nothing behind where its thread was parted while it was held', async () => {
  const [annWrites, bobWrites] = [aMailIdentity('ann@held.example'), aMailIdentity('bob@held.example')];
  const ann = await receive(api, { author: annWrites, threadingId: 'ann@held' });
  const bob = await receive(api, { author: bobWrites });
  const personIds = [ann.threadId, bob.threadId];
  const versions = Object.fromEntries(
    await Promise.all(personIds.map(async (id) => [id, await versionOf(id)])),
  );
  const merge = await client.post('/api/v1/merges', { personIds, versions });
  expect(merge.status).toBe(200);
  const promise = { text: 'Send it again', dueAt: tomorrow };
  const joined = await receive(api, { author: bobWrites, inReplyTo: ['ann@held'] });
  const body = { answersMessageId: joined.messageId, close: true, promise };
  const { message } = (await send(ann.threadId, body)).body;
  const place = async () =>
    (await api.dataSource.query('select topic_id from message where id = $1', [message.id]))[0].topic_id;
  const before = await place();
  expect((await client.post(`/api/v1/merges/${merge.body.id}/undo`, {})).status).toBe(200);
  expect(await place()).not.toBe(before);
  expect((await holdBack(message.id)).status).toBe(200);
  const [left] = await api.dataSource.query(
    `select (select count(*)::int from action where message_id = $1 or data ->> 'withMessageId' = $1::text or kind like 'promise-%'
       and not exists (select from promise p where p.id::text = data ->> 'promiseId')) as actions,
     (select count(*)::int from promise where message_id = $1) as promises`,
    [message.id],
  );
  expect(left).toEqual({ actions: 0, promises: 0 });
  const states = () =>
    Promise.all(personIds.map(async (id) => (await client.get(`/api/v1/threads/${id}`)).body.state));
  expect(await states()).toEqual(['open', 'open']);
  await new RebuildProjections(api.dataSource).run();
  expect(await states()).toEqual(['open', 'open']);
});

it('keeps as news what came while it was held', async () => {
  const author = aMailIdentity('news@held.example');
  const { threadId } = await receive(api, { author });
  const key = randomUUID();
  const content = { text: 'On its way', baseVersion: await versionOf(threadId) };
  await client.send('PUT', `/api/v1/drafts/${key}`, {
    threadId,
    mode: 'reply',
    base: 0,
    device: 'desk',
    seq: 1,
    content,
  });
  const sent = await send(threadId, {}, key);
  await receive(api, { author });
  const { draft } = (await holdBack(sent.body.message.id)).body;
  expect(draft.content.baseVersion).toBe(content.baseVersion);
});

it('is held back or leaves, and never both, when undo and the connector come at once', async () => {
  const outcomes = { held: 0, left: 0 };
  for (let round = 0; round < 20; round++) {
    const { threadId } = await someone();
    const { message } = (await send(threadId)).body;
    const start = await startOf(message.id);
    const [undone, started] = await Promise.all([
      holdBack(message.id),
      new StartDelivery(api.dataSource).run(start),
    ]);
    const deliveries = await api.dataSource.query('select state from delivery where message_id = $1', [
      message.id,
    ]);
    if (undone.status === 200) {
      expect([started, deliveries]).toEqual([{ answer: 'stop', reason: 'unknown-delivery' }, []]);
      outcomes.held++;
    } else {
      expect([undone.body.reason, started.answer, deliveries]).toEqual([
        'already-left',
        'go',
        [{ state: 'sending' }],
      ]);
      outcomes.left++;
    }
  }
  expect(outcomes.held + outcomes.left).toBe(20);
});

it('is held back by its writer alone', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const other = await signedInAgent(api, 'colleague', [group.id]);
  expect((await holdBack(message.id, other)).body).toMatchObject({
    code: 'cannot-hold-back',
    reason: 'not-held',
  });
  const stranger = await signedInAgent(api, 'stranger', []);
  expect((await holdBack(message.id, stranger)).status).toBe(404);
});

/** Its network let it wait until tomorrow. */
const putOff = async (
  messageId: string,
  state: 'deferred' | 'unknown' | 'failed' = 'deferred',
  over: Partial<DeliveryReceipt> = {},
) => {
  const { deliveryId, attempt, token } = await startOf(messageId);
  expect(await new StartDelivery(api.dataSource).run({ deliveryId, attempt, token })).toEqual({
    answer: 'go',
  });
  const receipt = aReceipt({ deliveryId, attempt, state, retryAt: tomorrow, ...over });
  await new StoreReceipts(api.dataSource).run([receipt]);
};

it('is held back at any attempt while its network lets it wait, also where no undo was asked for', async () => {
  const { threadId } = await someone();
  const before = await everything(threadId);
  const { message } = (await send(threadId, { undo: false, close: true })).body;
  await putOff(message.id);
  const { deliveryId, attempt, token } = await startOf(message.id);
  expect(attempt).toBe(2);
  const { status, body } = await holdBack(message.id);
  expect([status, body.draft]).toMatchObject([200, { threadId, content: { text: 'On its way' } }]);
  expect(await everything(threadId)).toEqual(before);
  const start = await new StartDelivery(api.dataSource).run({ deliveryId, attempt, token });
  expect(start).toEqual({ answer: 'stop', reason: 'unknown-delivery' });
});

it('is held back by whoever may answer there while its network lets it wait, and is its writer’s draft again', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  await putOff(message.id);
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const stranger = await signedInAgent(api, 'far', []);
  expect((await holdBack(message.id, stranger)).status).toBe(404);
  const other = await signedInAgent(api, 'near', [group.id]);
  expect(await holdBack(message.id, other)).toMatchObject({ status: 200, body: { draft: null } });
  const { items } = (await client.get('/api/v1/drafts')).body;
  expect(items).toContainEqual(expect.objectContaining({ threadId, state: 'open' }));
  expect((await other.get('/api/v1/drafts')).body.items).toEqual([]);
});

it('that one recipient has is stopped for the one who waits, and stays said to the other', async () => {
  const { threadId } = await someone();
  const cc = [`other${count}@held.example`];
  const { message } = (await send(threadId, { undo: false, cc })).body;
  const rows: { id: string; role: string }[] = await api.dataSource.query(
    'select id, role from delivery where message_id = $1',
    [message.id],
  );
  expect(rows).toHaveLength(2);
  const of = (role: string) => rows.find((row) => row.role === role)!.id;
  const token = randomUUID();
  const start = (deliveryId: string, attempt = 1) =>
    new StartDelivery(api.dataSource).run({ deliveryId, attempt, token });
  for (const { id } of rows) await start(id);
  await new StoreReceipts(api.dataSource).run([
    aReceipt({ deliveryId: of('to'), state: 'accepted' }),
    aReceipt({ deliveryId: of('cc'), state: 'deferred', retryAt: tomorrow, detail: '451 later' }),
  ]);
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const near = await signedInAgent(api, 'beside', [group.id]);
  expect(await holdBack(message.id, near)).toMatchObject({
    ...{ status: 200, body: { draft: null, stopped: [of('cc')] } },
  });
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
  const shown = items.find(({ id }: { id: string }) => id === message.id);
  const states = Object.fromEntries(
    shown.deliveries.map(({ id, state, detail }: { id: string; state: string; detail: string | null }) => [
      id,
      [state, detail],
    ]),
  );
  expect(states).toEqual({ [of('to')]: ['sent', null], [of('cc')]: ['cancelled', null] });
  expect(await start(of('cc'), 2)).toEqual({ answer: 'stop', reason: 'cancelled' });
  const waiting = 'select from outbox where delivery_id = any($1) and done_at is null';
  expect(await api.dataSource.query(waiting, [rows.map(({ id }) => id)])).toEqual([]);
  expect((await client.get(`/api/v1/threads/${threadId}`)).body.state).toBe('waiting');
  expect((await holdBack(message.id)).status).toBe(422);
});

it('is not called unsent where an earlier attempt may stand there', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  await putOff(message.id, 'unknown');
  expect(await holdBack(message.id)).toMatchObject({ status: 422, body: { reason: 'may-stand' } });
});

it('is not called unsent where a part of it stands, by the receipt of what was put off', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  await putOff(message.id, 'deferred', { externalIds: ['part-1'] });
  expect(await holdBack(message.id)).toMatchObject({ status: 422, body: { reason: 'may-stand' } });
});

it('is sent again by hand where it failed: a further attempt of the same delivery, once, and its topic is answered again', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  await putOff(message.id, 'failed');
  const stateOf = async () => (await client.get(`/api/v1/threads/${threadId}`)).body.state;
  expect(await stateOf()).toBe('open');
  const version = await versionOf(threadId);
  const sendAgain = (seen = version) =>
    client.post(`/api/v1/messages/${message.id}/send-again`, undefined, { 'if-match': `"${seen}"` });
  expect((await sendAgain(version + 1)).body.code).toBe('thread-changed');
  const both = await Promise.all([sendAgain(), sendAgain()]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  const sent = both.find(({ status }) => status === 200)?.body;
  expect(sent.deliveries).toMatchObject([{ state: 'queued', attempt: 2, detail: null }]);
  expect(await stateOf()).toBe('waiting');
  const { deliveryId, attempt, token } = await startOf(message.id);
  const queued = await api.dataSource.query(
    `select payload ->> 'attempt' as attempt, payload ->> 'deliveryId' as id, done_at, due_at <= now() as due from outbox where delivery_id = $1`,
    [deliveryId],
  );
  expect(queued).toEqual([{ attempt: '2', id: deliveryId, done_at: null, due: true }]);
  // A late word of the first attempt says nothing of this one.
  await new StoreReceipts(api.dataSource).run([aReceipt({ deliveryId, attempt: 1, state: 'failed' })]);
  const go = await new StartDelivery(api.dataSource).run({ deliveryId, attempt, token });
  expect(go).toEqual({ answer: 'go' });
  expect((await sendAgain()).body.code).toBe('cannot-send-again');
});

it('two undos at once hold it back once', async () => {
  const { threadId } = await someone();
  const { message } = (await send(threadId)).body;
  const answers = await Promise.all([holdBack(message.id), holdBack(message.id)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
  const texts = (await client.get('/api/v1/drafts')).body.items.filter(
    (draft: { threadId: string }) => draft.threadId === threadId,
  );
  expect(texts).toHaveLength(1);
});
