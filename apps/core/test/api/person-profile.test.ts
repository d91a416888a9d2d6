import { personDetail, personPage } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

let count = 0;
const someone = (name = `Person ${++count}`) => aMailIdentity(`profile${++count}@example.org`, name);
const read = async (id: string) => personDetail.parse((await client.get(`/api/v1/people/${id}`)).body);
const change = (id: string, facts: object, identityId?: string) =>
  client.send('PATCH', `/api/v1/people/${id}`, { facts, ...(identityId && { identityId }) });
const factsOf = (id: string): Promise<{ field: string; value: string; source: string }[]> =>
  api.dataSource.query(
    `select f.field, f.value, f.source from fact f join link l on l.identity_id = f.identity_id
     where l.person_id = $1 and l.withdrawn_at is null order by f.at, f.id`,
    [id],
  );
const audited = async (id: string): Promise<string[]> => {
  const rows = (await api.dataSource.query('select kind from audit where subject_id = $1 order by id', [
    id,
  ])) as { kind: string }[];
  return rows.map(({ kind }) => kind);
};
/** Group ids told of a change of this thread since the last call; there is no sequencer here. */
const toldOf = async (id: string): Promise<number> => {
  const [row] = (await api.dataSource.query(
    `with told as (delete from live_waiting returning changes)
     select count(*)::int as count from told cross join lateral jsonb_array_elements(told.changes) c
     where c ->> 'kind' = 'thread' and c -> 'data' ->> 'threadId' = $1`,
    [id],
  )) as { count: number }[];
  return row!.count;
};
/** A second identity of the person, in the same workspace. */
const alsoWritesFrom = async (personId: string, key: string, over: object = {}): Promise<string> => {
  const second = await receive(api, { author: aMailIdentity(key), ...over });
  const [link] = await api.dataSource.query(
    `update link set person_id = $1 where person_id = $2 returning identity_id as id`,
    [personId, second.threadId],
  );
  return link[0].id;
};
/** An account of a group that the admin does not see. */
const closedAccount = async (): Promise<string> => {
  const [groupId, accountId] = [uuidv7(), uuidv7()];
  await api.dataSource.query(`insert into account_group (id, name) values ($1, $2)`, [groupId, groupId]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', $2, $3)`,
    [accountId, `${accountId}@example.org`, groupId],
  );
  return accountId;
};

describe('what is known of a person', () => {
  it('is written as facts, the newest word on a field counts, and clearing one is a fact too', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const first = await change(threadId, { 'time-zone': 'Europe/Lisbon', language: 'pt', Shoes: '44' });
    expect(personDetail.parse(first.body)).toMatchObject({ timeZone: 'Europe/Lisbon', language: 'pt' });
    await change(threadId, { Shoes: '45', language: null });
    expect(await read(threadId)).toMatchObject({
      language: null,
      facts: [
        { field: 'Shoes', value: '45', source: 'agent', by: { name: expect.any(String) } },
        { field: 'time-zone', value: 'Europe/Lisbon' },
      ],
    });
    expect((await factsOf(threadId)).map(({ field, value }) => [field, value])).toEqual(
      expect.arrayContaining([
        ['Shoes', '44'],
        ['Shoes', '45'],
        ['language', 'pt'],
        ['language', ''],
      ]),
    );
  });

  it('is not written twice, is audited without its words, and is told to every open inbox', async () => {
    const { threadId } = await receive(api, { author: someone() });
    await toldOf(threadId);
    await change(threadId, { Shoes: '44' });
    expect(await toldOf(threadId)).toBe(1);
    await change(threadId, { Shoes: '44', Hat: '' });
    expect(await factsOf(threadId)).toHaveLength(1);
    expect(await toldOf(threadId)).toBe(0);
    expect(await audited(threadId)).toEqual(['facts-written']);
    const [row] = await api.dataSource.query('select data from audit where subject_id = $1', [threadId]);
    expect(row.data).toEqual({ identityId: expect.any(String), fields: ['Shoes'] });
  });

  it('is refused at its field when it means nothing, and then nothing at all is written', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const answer = await change(threadId, { 'time-zone': 'Middle/Earth', Shoes: '44' });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'facts.time-zone' }] });
    expect(await factsOf(threadId)).toEqual([]);
  });

  it('hangs on the identity of the newest message, or on the one named, and on nobody else’s', async () => {
    const { threadId } = await receive(api, { author: someone(), sortAt: '2026-01-01T10:00:00Z' });
    const [older] = (await read(threadId)).identities;
    const newer = await alsoWritesFrom(threadId, 'newer@example.org', { sortAt: '2026-01-02T10:00:00Z' });
    await change(threadId, { Shoes: '44' });
    await change(threadId, { Hat: '58' }, older!.id);
    expect((await read(threadId)).facts).toMatchObject([
      { field: 'Hat', identityId: older!.id },
      { field: 'Shoes', identityId: newer },
    ]);
    const stranger = await receive(api, { author: someone() });
    const [theirs] = (await read(stranger.threadId)).identities;
    expect((await change(threadId, { Hat: '60' }, theirs!.id)).body.code).toBe('unknown-reference');
  });

  it('holds what they said in a form, with the channel on which they said it', async () => {
    const { threadId } = await receive(api, {
      author: someone(),
      channel: 'webform',
      facts: { 'order-number': '4711', photo: 'a'.repeat(64) },
    });
    expect(await read(threadId)).toMatchObject({
      photo: null,
      facts: [
        { field: 'order-number', value: '4711', source: 'webform', by: null },
        { field: 'photo', value: 'a'.repeat(64) },
      ],
    });
    expect((await client.get(`/api/v1/people/${threadId}/photo`)).status).toBe(404);
  });
});

describe('the name of a person', () => {
  it('is the one an agent gave, is found by it, and falls back to their own when it is taken away', async () => {
    const { threadId } = await receive(api, { author: someone('A. O.') });
    await change(threadId, { name: 'Amara Okafor' });
    expect(await read(threadId)).toMatchObject({
      name: 'Amara Okafor',
      names: [
        { name: 'Amara Okafor', source: 'agent' },
        { name: 'A. O.', source: 'mail' },
      ],
    });
    for (const list of ['people', 'threads'])
      expect((await client.get(`/api/v1/${list}?q=okafor`)).body.items).toMatchObject([{ id: threadId }]);
    await change(threadId, { name: '' });
    expect((await read(threadId)).name).toBe('A. O.');
  });
});

describe('a search for people', () => {
  const found = async (q: string) =>
    personPage.parse((await client.get(`/api/v1/people?q=${encodeURIComponent(q)}`)).body).items;

  it('finds whose field says it, and tells which; not what a field said before, nor a part of two letters', async () => {
    const { threadId } = await receive(api, { author: someone() });
    await change(threadId, { 'customer-number': 'K-4711-old', 'shoe size': 'zq' });
    await change(threadId, { 'customer-number': 'K-4812-new' });
    expect(await found('k-4812')).toMatchObject([
      { id: threadId, matched: { field: 'customer-number', value: 'K-4812-new' } },
    ]);
    expect(await found('K-4711-old')).toEqual([]);
    expect(await found('zq')).toEqual([]);
    const { body } = await client.get('/api/v1/search?q=K-4812');
    expect(body.items).toMatchObject([{ type: 'person', person: { id: threadId } }]);
    await change(threadId, { 'customer-number': '' });
    expect(await found('K-4812')).toEqual([]);
  });

  it('names no field where the name or an address fits already', async () => {
    const { threadId } = await receive(api, { author: someone('Quillon Example') });
    await change(threadId, { nickname: 'Quillon' });
    expect(await found('quillon')).toMatchObject([{ id: threadId, matched: null }]);
  });
});

describe('who knows a person', () => {
  it('are the agents who answered, how often and when; notes stand beside it and are no answers', async () => {
    const { threadId } = await receive(api, { author: someone() });
    expect((await read(threadId)).knownBy).toEqual([]);
    for (const text of ['one', 'two']) {
      const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
      const headers = { 'if-match': `"${version}"`, 'idempotency-key': `${threadId} ${text}` };
      expect((await client.post(`/api/v1/threads/${threadId}/replies`, { text }, headers)).status).toBe(201);
    }
    await client.post(`/api/v1/threads/${threadId}/notes`, { text: 'Likes to be called.' });
    const person = await read(threadId);
    expect(person.knownBy).toEqual([
      { agent: { id: expect.any(String), name: expect.any(String) }, replies: 2, lastAt: expect.any(String) },
    ]);
    expect(person.notes).toMatchObject([{ text: 'Likes to be called.', author: person.knownBy[0]!.agent }]);
  });
});

describe('what was learnt in a closed account group', () => {
  it('is not shown to who sees the same person elsewhere', async () => {
    const author = someone();
    const { threadId } = await receive(api, { author });
    await receive(api, { author, accountId: await closedAccount(), facts: { secret: 'zq9hidden' } });
    expect(await factsOf(threadId)).toHaveLength(1);
    expect(JSON.stringify(await read(threadId))).not.toContain('zq9hidden');
    expect((await client.get('/api/v1/people?q=zq9hidden')).body.items).toEqual([]);
  });

  it('cannot be changed from outside', async () => {
    const { threadId } = await receive(api, { author: someone(), accountId: await closedAccount() });
    expect((await change(threadId, { Shoes: '44' })).status).toBe(404);
    expect((await client.send('DELETE', `/api/v1/people/${threadId}/photo`)).status).toBe(404);
    expect(await factsOf(threadId)).toEqual([]);
  });
});

const png = (more = ''): Blob => new Blob([Buffer.from(`\x89PNG\r\n\x1a\n${more}`, 'latin1')]);
const put = (id: string, file: Blob, name = 'face.png') => {
  const form = new FormData();
  form.append('file', file, name);
  return client.send('PUT', `/api/v1/people/${id}/photo`, form);
};
const bytesOf = async (sha256: string): Promise<boolean> => api.blobs.has(sha256);

describe('the photo of a person', () => {
  it('is shown in list, thread and profile, to whoever may see the person, and never as a program', async () => {
    const { threadId } = await receive(api, { author: someone('Photo Graph') });
    await toldOf(threadId);
    const { photo } = personDetail.parse((await put(threadId, png('face'))).body);
    expect(photo).not.toBeNull();
    expect(await toldOf(threadId)).toBe(1);
    const thread = (await client.get(`/api/v1/threads/${threadId}`)).body;
    const [row] = (await client.get('/api/v1/threads?q=Photo+Graph')).body.items;
    const [person] = personPage.parse((await client.get('/api/v1/people?q=Photo+Graph')).body).items;
    expect([thread.person.photo, row.person.photo, person!.photo]).toEqual([photo, photo, photo]);
    const seen = await client.get(`/api/v1/people/${threadId}/photo?v=${photo}`);
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
    expect(seen.body).toContain('face');
    expect((await api.client().get(`/api/v1/people/${threadId}/photo`)).status).toBe(401);
    expect(await audited(threadId)).toEqual(['photo-set']);
  });

  it('lets go of its bytes when it is replaced or taken away, and stays written as a fact', async () => {
    const { threadId } = await receive(api, { author: someone() });
    await put(threadId, png('first'));
    await put(threadId, png('second'));
    await client.send('DELETE', `/api/v1/people/${threadId}/photo`);
    expect((await read(threadId)).photo).toBeNull();
    expect((await client.get(`/api/v1/people/${threadId}/photo`)).status).toBe(404);
    expect((await factsOf(threadId)).map(({ value }) => value)).toEqual(['image/png', 'image/png', '']);
    const held = await api.dataSource.query(
      `select f.photo_sha256 from fact f join link l on l.identity_id = f.identity_id
       where l.person_id = $1 and f.photo_sha256 is not null`,
      [threadId],
    );
    expect(held).toEqual([]);
    // Taking away what is not there is no change.
    await client.send('DELETE', `/api/v1/people/${threadId}/photo`);
    expect(await audited(threadId)).toEqual(['photo-set', 'photo-set', 'photo-removed']);
  });

  it.each([
    ['an SVG under the name of a PNG', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), 415],
    ['a page', new Blob(['<!doctype html>']), 415],
    ['more than 5 MB', new Blob([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(5_242_880)]), 413],
  ])('is not %s', async (_, file, status) => {
    const { threadId } = await receive(api, { author: someone() });
    const answer = await put(threadId, file);
    expect([answer.status, (await read(threadId)).photo]).toEqual([status, null]);
    expect(answer.body.detail).toMatch(/^Nothing was changed/);
  });

  it('is asked for as a file, and stored under its hash', async () => {
    const { threadId } = await receive(api, { author: someone() });
    expect((await client.send('PUT', `/api/v1/people/${threadId}/photo`, {})).status).toBe(415);
    await put(threadId, png('kept'));
    const [row] = await api.dataSource.query(
      `select f.photo_sha256 as sha256 from fact f join link l on l.identity_id = f.identity_id where l.person_id = $1`,
      [threadId],
    );
    expect(await bytesOf(row.sha256)).toBe(true);
  });
});
