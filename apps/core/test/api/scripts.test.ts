import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let admin: Client;
let sam: Client;
let ines: Client;
let outsider: Client;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signedIn();
  const groups = (await api.dataSource.query('select id from account_group')) as { id: string }[];
  const ids = groups.map(({ id }) => id);
  sam = await signedInAgent(api, 'sam', ids);
  ines = await signedInAgent(api, 'ines', ids);
  outsider = await signedInAgent(api, 'outsider', []);
  await api.dataSource.query(`update agent set name = 'Sam Ito' where name = 'sam'`);
}, 120_000);
afterAll(() => api.close());

const words = (text: string, language = 'en') => [{ language, text }];
const make = async (client: Client, over: object = {}): Promise<string> => {
  const { status, body } = await client.post('/api/v1/scripts', {
    title: 'Refund',
    words: words('Dear {{person_first_name}}, about {{subject}}: {{order number}}. {{agent_name}}'),
    ...over,
  });
  expect(status).toBe(201);
  return body.id;
};
const titles = async (client: Client): Promise<string[]> =>
  (await client.get('/api/v1/scripts')).body.items.map(({ title }: { title: string }) => title);
const fill = (client: Client, id: string, body: object) => client.post(`/api/v1/scripts/${id}/fill`, body);

describe('a script', () => {
  it('of an agent is seen, filled in, changed and removed by nobody else, not even an admin', async () => {
    const id = await make(sam, { title: 'Sam’s own' });
    const { threadId } = await receive(api);
    expect(await titles(sam)).toContain('Sam’s own');
    for (const other of [ines, admin]) {
      expect(await titles(other)).not.toContain('Sam’s own');
      expect((await fill(other, id, { threadId })).status).toBe(404);
      expect((await other.send('PATCH', `/api/v1/scripts/${id}`, { title: 'Taken' })).status).toBe(404);
      expect((await other.send('DELETE', `/api/v1/scripts/${id}`)).status).toBe(404);
    }
    expect(await titles(sam)).toContain('Sam’s own');
  });

  it('of everybody is made, changed and removed by admins and supervisors alone', async () => {
    const shared = await make(admin, { title: 'For all', shared: true });
    const own = await make(sam, { title: 'Not shared by me' });
    expect(await titles(sam)).toContain('For all');
    for (const [method, path, body] of [
      ['POST', '/api/v1/scripts', { title: 'x', shared: true, words: words('x') }],
      ['PATCH', `/api/v1/scripts/${shared}`, { title: 'x' }],
      ['PATCH', `/api/v1/scripts/${own}`, { shared: true }],
      ['DELETE', `/api/v1/scripts/${shared}`, undefined],
    ] as const) {
      const refused = await sam.send(method, path, body);
      expect([method, path, refused.status, refused.body.reason]).toEqual([method, path, 403, 'needs-role']);
    }
    await api.dataSource.query(`update agent set role = 'supervisor' where name = 'ines'`);
    const changed = await ines.send('PATCH', `/api/v1/scripts/${shared}`, { folder: 'Money' });
    expect(changed.body).toMatchObject({ title: 'For all', folder: 'Money', mayChange: true });
    const [seen] = (await sam.get('/api/v1/scripts')).body.items.filter(
      ({ id }: { id: string }) => id === shared,
    );
    expect(seen).toMatchObject({ mayChange: false, owner: { name: 'admin' } });
  });

  it('of everybody that a supervisor takes back is theirs, also where a colleague made it', async () => {
    const id = await make(admin, { title: 'No more for all', shared: true });
    await api.dataSource.query(`update agent set role = 'supervisor' where name = 'ines'`);
    const taken = await ines.send('PATCH', `/api/v1/scripts/${id}`, { shared: false });
    expect([taken.status, taken.body]).toMatchObject([200, { shared: false, owner: { name: 'ines' } }]);
    expect(await titles(ines)).toContain('No more for all');
    for (const other of [admin, sam]) expect(await titles(other)).not.toContain('No more for all');
  });

  it('finds no place among too many, whether it is made, brought back, shared or taken back', async () => {
    await api.dataSource.query(`update agent set role = 'supervisor' where name = 'ines'`);
    const [removed, shared, own] = [
      await make(ines, { title: 'Removed' }),
      await make(ines, { title: 'Of all', shared: true }),
      await make(ines, { title: 'Own' }),
    ];
    await ines.send('DELETE', `/api/v1/scripts/${removed}`);
    const fillUp = (everybodys: boolean) =>
      api.dataSource.query(
        `insert into script (id, owner_agent_id, shared, title, folder, words)
         select gen_random_uuid(), a.id, $1, 'Filling', 'filling', '[]' from agent a, generate_series(1, 500) where a.name = 'ines'`,
        [everybodys],
      );
    const refused = { status: 409, reason: 'too-many-scripts' };
    const change = async (id: string, body: object) =>
      (await ines.send('PATCH', `/api/v1/scripts/${id}`, body)).body;
    try {
      await fillUp(false);
      expect(await change(removed, { removed: false })).toMatchObject(refused);
      expect(await change(shared, { shared: false })).toMatchObject(refused);
      expect(await change(own, { title: 'Own still' })).toMatchObject({ title: 'Own still' });
      await fillUp(true);
      expect(await change(own, { shared: true })).toMatchObject(refused);
    } finally {
      await api.dataSource.query(`delete from script where folder = 'filling'`);
    }
    expect(await change(own, { shared: true })).toMatchObject({ shared: true });
  });

  it('takes the one place that is left, whoever asks for it at the same moment', async () => {
    const [{ count }] = (await api.dataSource.query(
      'select count(*)::int as count from script where shared and removed_at is null',
    )) as [{ count: number }];
    try {
      await api.dataSource.query(
        `insert into script (id, owner_agent_id, shared, title, folder, words)
         select gen_random_uuid(), a.id, true, 'Filling', 'filling', '[]' from agent a, generate_series(1, $1) where a.name = 'ines'`,
        [499 - count],
      );
      const wanted = { title: 'The last', folder: 'filling', shared: true, words: words('x') };
      const all = Array.from({ length: 6 }, () => admin.post('/api/v1/scripts', wanted));
      const statuses = (await Promise.all(all)).map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    } finally {
      await api.dataSource.query(`delete from script where folder = 'filling'`);
    }
  });

  it('that was removed is listed and filled in no more, until it is brought back', async () => {
    const id = await make(sam, { title: 'Gone and back' });
    const { threadId } = await receive(api);
    expect((await sam.send('DELETE', `/api/v1/scripts/${id}`)).status).toBe(204);
    expect(await titles(sam)).not.toContain('Gone and back');
    expect((await fill(sam, id, { threadId })).status).toBe(404);
    expect((await sam.send('PATCH', `/api/v1/scripts/${id}`, { title: 'x' })).status).toBe(404);
    expect((await sam.send('PATCH', `/api/v1/scripts/${id}`, { removed: false })).status).toBe(200);
    expect(await titles(sam)).toContain('Gone and back');
  });

  it('is filled with what is known, in the language that was asked for, and names what is left', async () => {
    const author = aMailIdentity('amara@example.org', 'Amara Okafor');
    const { threadId } = await receive(api, { author, subject: 'Charged twice' });
    const id = await make(sam, {
      words: [
        ...words('Dear {{person_first_name}}, about {{subject}}: {{order number}}. {{agent_name}}'),
        ...words('Cara {{person_name}}', 'it'),
      ],
    });
    expect((await fill(sam, id, { threadId })).body).toEqual({
      text: 'Dear Amara, about Charged twice: {{order number}}. Sam Ito',
      language: 'en',
      blanks: ['order number'],
    });
    expect((await fill(sam, id, { threadId, language: 'it-CH' })).body).toMatchObject({
      text: 'Cara Amara Okafor',
      language: 'it',
    });
    expect((await fill(sam, id, { threadId, language: 'de' })).body.language).toBe('en');
    const [used] = (await sam.get('/api/v1/scripts')).body.items.filter(
      (one: { id: string }) => one.id === id,
    );
    expect(used).toMatchObject({ uses: 3, lastUsedAt: expect.any(String) });
  });

  it('calls nobody by an address, and tells nothing of threads that the agent may not see', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('nameless@example.org') });
    const id = await make(admin, { shared: true, title: 'Shared' });
    expect((await fill(sam, id, { threadId })).body.blanks).toContain('person_first_name');
    expect((await fill(outsider, id, { threadId })).status).toBe(404);
    expect((await fill(sam, id, { threadId: uuidv7() })).status).toBe(404);
  });

  it.each([
    [{ title: '', words: words('x') }],
    [{ title: 'x', words: [] }],
    [{ title: 'x', words: [...words('a'), ...words('b', 'EN')] }],
    [{ title: 'x', words: words(' ') }],
  ])('is refused as %j', async (body) => {
    expect((await sam.post('/api/v1/scripts', body)).status).toBe(400);
  });
});

describe('an answer', () => {
  const answer = async (body: object) => {
    const { threadId } = await receive(api);
    const { version } = (await sam.get(`/api/v1/threads/${threadId}`)).body;
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
    const sent = await sam.post(`/api/v1/threads/${threadId}/replies`, body, headers);
    const [{ count }] = await api.dataSource.query(
      `select count(*)::int as count from message m join participant p on p.message_id = m.id
       join link l on l.identity_id = p.identity_id and l.withdrawn_at is null
       where l.person_id = $1 and m.direction = 'outbound'`,
      [threadId],
    );
    return { sent, count: count as number };
  };

  it('with a blank that nobody filled in is not sent, and says which', async () => {
    const { sent, count } = await answer({ text: 'Your order {{order number}} and {{ date }}' });
    expect([sent.status, sent.body.code, sent.body.blanks, count]).toEqual([
      422,
      'blanks-left',
      ['order number', 'date'],
      0,
    ]);
  });

  it('in which the braces are meant is sent', async () => {
    const { sent, count } = await answer({ text: 'Write {{ name }} there.', asWritten: true });
    expect([sent.status, count]).toEqual([201, 1]);
  });
});
