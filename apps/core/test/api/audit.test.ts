import { auditAreas, type AuditEntryView, type BoardPage } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { admin, startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let bossId: string;
let threadId: string;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  bossId = (await boss.get('/api/v1/session')).body.agent.id;
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [uuidv7()],
  );
  ({ threadId } = await receive(api, { author: aMailIdentity('ada@audit.example', 'Ada') }));
}, 120_000);
afterAll(() => api.close());

const entries = async (query = ''): Promise<AuditEntryView[]> => {
  const { status, body } = await boss.get(`/api/v1/audit${query}`);
  expect(status).toBe(200);
  return body.items as AuditEntryView[];
};
const assign = (agentId: string | null) =>
  boss.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId });

it('says who did what to whom, the newest first', async () => {
  expect((await assign(bossId)).status).toBe(200);
  const { body: token } = await boss.post('/api/v1/tokens', { name: 'reports' });
  expect((await boss.post('/api/v1/retention', { channel: 'bluesky', days: 400 })).status).toBe(200);
  const by = { id: bossId, name: expect.any(String) as string };
  const [retention, made, assigned] = await entries();
  expect(retention).toMatchObject({ kind: 'retention-set', by, about: null });
  expect(retention!.detail).toEqual({ channel: 'bluesky', days: 400 });
  expect(made).toMatchObject({ kind: 'token-made', by, about: null, detail: {} });
  expect(assigned).toMatchObject({ kind: 'thread-assign', by, about: { kind: 'person', name: 'Ada' } });
  expect(JSON.stringify(await entries())).not.toContain(token.secret);
  await boss.post('/api/v1/retention', { channel: 'bluesky', days: null });
  expect((await entries())[0]!.detail).toEqual({ channel: 'bluesky', days: 0 });
});

it('says what an agent made of a post, also that it is not about us', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:audited' };
  const text = 'My sofa caught fire and burnt my hand';
  const [{ id: accountId }] = (await api.dataSource.query(
    `select id from account where channel = 'bluesky'`,
  )) as [{ id: string }];
  await receive(api, {
    ...{ channel: 'bluesky', accountId, author, replyTo: author, audience: 'public', participants: [] },
    ...{ subject: undefined, text, newText: text },
  });
  const { cards } = (await boss.get('/api/v1/board')).body as BoardPage;
  const correct = async (body: object) => {
    const { status } = await boss.post(`/api/v1/board/${cards[0]!.id}/severity`, { reason: 'So', ...body });
    expect(status).toBe(200);
    return (await entries())[0];
  };
  const kind = 'severity-corrected';
  expect(await correct({ level: 'today' })).toMatchObject({
    kind,
    detail: { was: 'act-now', level: 'today' },
  });
  const away = await correct({ level: null, notAboutUs: true });
  expect(away).toMatchObject({ kind, detail: { was: 'today', level: 'not-about-us' } });
  const back = await correct({ level: null });
  expect(back!.detail).toEqual({ was: 'act-now' });
});

it('names the person of a merge, a note and a promise, and never what was written', async () => {
  const other = await receive(api, { author: aMailIdentity('ada@other.example', 'Ada O.') });
  const personIds = [threadId, other.threadId];
  const versions = Object.fromEntries(
    await Promise.all(
      personIds.map(async (id) => [id, (await boss.get(`/api/v1/threads/${id}`)).body.version as number]),
    ),
  );
  const done = await boss.post('/api/v1/merges', { personIds, versions, reason: 'her own words' });
  expect(done.status).toBe(200);
  const [merged] = await entries();
  expect(merged).toMatchObject({ kind: 'persons-merged', about: { kind: 'person', id: threadId } });
  const noted = await boss.post(
    `/api/v1/threads/${threadId}/notes`,
    { text: 'Rings like a bell' },
    { 'idempotency-key': uuidv7() },
  );
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const promised = await boss.post(`/api/v1/threads/${threadId}/promises`, {
    ...{ id: uuidv7(), text: 'Send a bell', dueAt },
  });
  expect([noted.status, promised.status]).toEqual([201, 201]);
  const about = { kind: 'person', id: threadId };
  const newest = await entries();
  expect(newest.slice(0, 2)).toMatchObject([
    { kind: 'promise-made', about },
    { kind: 'note-written', about },
  ]);
  expect(JSON.stringify(newest)).not.toMatch(/her own words|like a bell|Send a bell/);
});

it('names the person of an OK, an invitation and a confirmed address, whatever id was written down', async () => {
  const { threadId: bella, messageId } = await receive(api, {
    author: aMailIdentity('bella@audit.example', 'Bella'),
  });
  const [{ identityId }] = (await api.dataSource.query(
    `select identity_id as "identityId" from link where person_id = $1 and withdrawn_at is null`,
    [bella],
  )) as [{ identityId: string }];
  const data = {
    'ok-asked': { answers: messageId },
    'ok-given': { messageId },
    'invitation-made': { identityId, messageId },
    'invitation-answered': { identityId },
    'invitation-joined': { identityIds: [identityId] },
    'invitation-code-refused': { reason: 'barred', identityId },
    'proof-denied': { identityId },
    'link-confirmed': { identityId, personId: bella },
    'suggestion-later': { personId: bella },
  };
  for (const [kind, of] of Object.entries(data))
    await api.dataSource.query(
      'insert into audit (id, kind, subject_id, data) values (gen_random_uuid(), $1, gen_random_uuid(), $2)',
      [kind, of],
    );
  // Of these nothing but their own id is written down.
  const [withdrawn, taken] = [uuidv7(), uuidv7()];
  await api.dataSource.query(
    `insert into invitation (id, slug, identity_id, account_id, account_group_id, message_id, expires_at)
     select $1, 'bella', $2, m.account_id, m.account_group_id, m.id, now() + interval '1 day' from message m where m.id = $3`,
    [withdrawn, identityId, messageId],
  );
  await api.dataSource.query(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, account_id, digest, why)
     select $1, m.account_group_id, m.id, $2, 'k', 'h', '{}', m.account_id, 'd', '{}' from message m where m.id = $3`,
    [taken, bossId, messageId],
  );
  await api.dataSource.query(
    `insert into audit (id, kind, subject_id) values
       (gen_random_uuid(), 'invitation-withdrawn', $1), (gen_random_uuid(), 'ok-withdrawn', $2)`,
    [withdrawn, taken],
  );
  const kinds = [...Object.keys(data), 'invitation-withdrawn', 'ok-withdrawn'];
  const told = (await entries()).slice(0, kinds.length);
  expect(Object.fromEntries(told.map(({ kind, about }) => [kind, about]))).toEqual(
    Object.fromEntries(kinds.map((kind) => [kind, { kind: 'person', id: bella, name: 'Bella' }])),
  );
});

it('turns its pages without losing or repeating a line, also where many were written at once', async () => {
  await api.dataSource.query(
    `insert into audit (id, kind, at) select gen_random_uuid(), 'signed-in', '2026-01-01T00:00:00Z' from generate_series(1, 25)`,
  );
  const all = await entries('?limit=200');
  const paged: AuditEntryView[] = [];
  for (let cursor = ''; paged.length < 500;) {
    const { body } = await boss.get(`/api/v1/audit?limit=7${cursor}`);
    paged.push(...body.items);
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(paged).toEqual(all);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it('is narrowed to an area and to what one agent did', async () => {
  const groups = await api.dataSource.query('select id from account_group');
  const sam = await signedInAgent(api, 'sam', [groups[0].id]);
  const [samId] = (await api.dataSource.query(`select id from agent where name = 'sam'`)) as { id: string }[];
  await sam.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId: null });
  expect((await entries(`?agentId=${samId!.id}`)).map(({ kind }) => kind)).toEqual([
    'thread-assign',
    'signed-in',
  ]);
  const work = await entries('?area=work');
  expect(work.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['thread-assign', 'promise-made']));
  for (const { kind } of work) expect(auditAreas.work).toContain(kind);
  expect((await boss.get('/api/v1/audit?area=everything')).status).toBe(400);
  expect((await sam.get('/api/v1/audit')).status).toBe(403);
});

it('tells of no work behind a closed door, and names nobody there', async () => {
  const settings = (await entries('?area=settings')).length;
  expect((await entries('?area=work')).some(({ by }) => by?.name === 'sam')).toBe(true);
  await api.dataSource.query(
    `with made as (insert into account_group (id, name) values ($1, 'Own') returning id)
     insert into agent_access select a.id, made.id from agent a, made where a.email = $2`,
    [uuidv7(), admin.email],
  );
  await api.dataSource.query(
    `delete from agent_access where agent_id = $1 and account_group_id in (select account_group_id from thread_row)`,
    [bossId],
  );
  const work = await entries('?area=work');
  expect(work.some(({ by }) => by?.name === 'sam')).toBe(false);
  expect(work.map(({ about }) => about).filter(Boolean)).toEqual([]);
  expect(await entries('?area=settings')).toHaveLength(settings);
  expect((await entries('?area=access')).some(({ by }) => by?.name === 'sam')).toBe(true);
});
