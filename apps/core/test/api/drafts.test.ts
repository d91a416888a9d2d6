import { draftView, type DraftView } from '@filo/contracts/http';
import { aMailIdentity, eventually } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { createLogger } from '@filo/service';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { sweeps } from '../../src/housekeeping/sweeps.js';
import type { Answer, Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let desk: Client;
let home: Client;
const stop = new AbortController();
let sequencer: Promise<void>;
beforeAll(async () => {
  api = await startTestApi();
  const log = createLogger({ service: 'core', level: 'fatal' });
  sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
  [desk, home] = [await api.signedIn(), await api.signedIn()];
}, 120_000);
afterAll(async () => {
  stop.abort();
  await sequencer;
  await api.close();
});

let count = 0;
const someone = () =>
  receive(api, { author: aMailIdentity(`person${++count}@drafts.example`, `Person ${count}`) });
const save = (client: Client, id: string, over: object): Promise<Answer> =>
  client.send('PUT', `/api/v1/drafts/${id}`, {
    mode: 'reply',
    base: 0,
    device: 'desk',
    seq: 1,
    content: { text: 'Hi' },
    ...over,
  });
const list = async (client: Client, id?: string): Promise<DraftView[]> => {
  const items = (await client.get('/api/v1/drafts')).body.items as DraftView[];
  return id === undefined ? items : items.filter((draft) => draft.id === id);
};
const send = async (threadId: string, id: string, text: string): Promise<Answer> => {
  const { version } = (await desk.get(`/api/v1/threads/${threadId}`)).body;
  return desk.post(
    `/api/v1/threads/${threadId}/replies`,
    { text },
    { 'if-match': String(version), 'idempotency-key': id },
  );
};

it('follows its writer to another computer, and nobody else sees it', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const { status, body } = await save(desk, id, { threadId });
  expect(status).toBe(200);
  expect(draftView.parse(body)).toMatchObject({
    id,
    threadId,
    revision: 1,
    state: 'open',
    personName: `Person ${count}`,
  });
  expect(await list(home, id)).toMatchObject([{ content: { text: 'Hi', attachments: [] } }]);
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const other = await signedInAgent(api, 'other', [group.id]);
  expect(await list(other)).toEqual([]);
  // Another agent's draft of the same id is theirs alone.
  await save(other, id, { threadId, content: { text: 'Theirs' } });
  expect(await list(home, id)).toMatchObject([{ content: { text: 'Hi' } }]);
});

it('tells the other pages of its writer in passing, and names the page that wrote', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const events = await EventReader.open(api.url, home.cookie);
  await eventually(() => events.lastId);
  await save(desk, id, { threadId });
  await eventually(() =>
    events.seen.some(({ event, data }) => event === 'drafts' && data['device'] === 'desk'),
  );
  await send(threadId, id, 'Hi');
  await eventually(() =>
    events.seen.some(({ event, data }) => event === 'drafts' && data['device'] === null),
  );
  events.close();
});

it('keeps both when two computers write at once, and overwrites neither', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  await save(desk, id, { threadId });
  expect(
    (await save(home, id, { threadId, device: 'home', base: 1, content: { text: 'At home' } })).body.revision,
  ).toBe(2);
  const refused = await save(desk, id, { threadId, base: 1, seq: 2, content: { text: 'At the desk' } });
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { code: 'draft-changed', draft: { revision: 2, content: { text: 'At home' } } },
  ]);
  expect(await list(home, id)).toMatchObject([{ content: { text: 'At home' } }]);
});

it('takes saves of one page in their order: one that comes late, twice or at once with others changes nothing', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const words = (seq: number) => save(desk, id, { threadId, seq, content: { text: `word ${seq}` } });
  const answers = await Promise.all([4, 1, 3, 2, 4].map(words));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await words(2);
  expect(await list(desk, id)).toMatchObject([{ content: { text: 'word 4' } }]);
});

it('is over everywhere once it is sent, and a save that comes late brings nothing back', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  await save(desk, id, { threadId });
  expect((await send(threadId, id, 'Hi')).status).toBe(201);
  expect(await list(home, id)).toEqual([]);
  for (const late of [
    { seq: 2, base: 1 },
    { device: 'home', base: 0 },
  ]) {
    const refused = await save(desk, id, { threadId, ...late, content: { text: 'late' } });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'draft-gone', state: 'sent' }]);
  }
  expect(await list(home, id)).toEqual([]);
});

it('does not come back by a save that crosses its send', async () => {
  for (let round = 0; round < 15; round++) {
    const [{ threadId }, id] = [await someone(), randomUUID()];
    const [sent] = await Promise.all([send(threadId, id, 'Hi'), save(desk, id, { threadId })]);
    expect(sent.status).toBe(201);
    expect(await list(desk, id)).toEqual([]);
  }
});

it('is discarded for good, also where its first save is still under way', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  expect((await desk.send('DELETE', `/api/v1/drafts/${id}`)).status).toBe(204);
  expect((await save(desk, id, { threadId })).body).toMatchObject({ code: 'draft-gone', state: 'discarded' });
  expect((await desk.send('DELETE', `/api/v1/drafts/${id}`)).status).toBe(204);
  expect(await list(desk, id)).toEqual([]);
});

it('goes with the person through a merge and back with its undo', async () => {
  const [one, two, id] = [await someone(), await someone(), randomUUID()];
  await save(desk, id, { threadId: two.threadId });
  const versions = await Promise.all(
    [one, two].map(async ({ threadId }) => [
      threadId,
      (await desk.get(`/api/v1/threads/${threadId}`)).body.version,
    ]),
  );
  const merged = await desk.post('/api/v1/merges', {
    personIds: [one.threadId, two.threadId],
    versions: Object.fromEntries(versions),
  });
  expect(await list(desk, id)).toMatchObject([{ threadId: merged.body.personId ?? one.threadId }]);
  await desk.post(`/api/v1/merges/${merged.body.id}/undo`, {});
  expect(await list(desk, id)).toMatchObject([{ threadId: two.threadId }]);
});

it('stays with whom it answers when a person is split, also where another message was chosen later', async () => {
  const [one, two, id] = [await someone(), await someone(), randomUUID()];
  const versionOf = async (threadId: string) => (await desk.get(`/api/v1/threads/${threadId}`)).body.version;
  const personIds = [one.threadId, two.threadId];
  const versions = Object.fromEntries(
    await Promise.all(personIds.map(async (threadId) => [threadId, await versionOf(threadId)])),
  );
  const merged = (await desk.post('/api/v1/merges', { personIds, versions })).body;
  const threadId = merged.personId ?? one.threadId;
  const content = { text: 'Hi', answersMessageId: one.messageId };
  await save(desk, id, { threadId, content: { ...content, answersMessageId: two.messageId } });
  await save(desk, id, { threadId, base: 1, seq: 2, content });
  await desk.post(`/api/v1/merges/${merged.id}/undo`, {});
  expect(await list(desk, id)).toMatchObject([{ threadId: one.threadId, content }]);
});

it('keeps its files for as long as it lives, and is kept itself however old it is', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const form = new FormData();
  form.append('file', new Blob(['a receipt']), 'receipt.txt');
  const upload = (await desk.post('/api/v1/uploads', form)).body;
  await save(desk, id, { threadId, content: { text: 'See file', attachments: [upload] } });
  await api.dataSource.query(`update upload set at = now() - interval '60 days' where id = $1`, [upload.id]);
  await api.dataSource.query(`update draft set changed_at = now() - interval '400 days' where id = $1`, [id]);
  const sweepAll = async () => {
    for (const sql of Object.values(sweeps)) await api.dataSource.query(sql, [1_000]);
  };
  const stands = async () =>
    (await api.dataSource.query('select 1 from upload where id = $1', [upload.id])).length === 1;
  await sweepAll();
  expect([await stands(), (await list(desk, id)).length]).toEqual([true, 1]);
  await desk.send('DELETE', `/api/v1/drafts/${id}`);
  await sweepAll();
  expect(await stands()).toBe(false);
});

it('is refused in a thread that its writer may not see', async () => {
  expect((await save(desk, randomUUID(), { threadId: randomUUID() })).status).toBe(404);
});

it('a note is over once it is written', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  await save(desk, id, { threadId, mode: 'note' });
  await desk.post(`/api/v1/threads/${threadId}/notes`, { text: 'Hi' }, { 'idempotency-key': id });
  expect(await list(desk, id)).toEqual([]);
  expect((await save(desk, id, { threadId, mode: 'note', seq: 2, base: 1 })).status).toBe(409);
});
