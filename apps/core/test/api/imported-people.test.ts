import type { FoundPerson, PersonPage } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { RunImports } from '../../src/imports/running/run-imports.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeEach(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterEach(() => api.close());

const work = async (): Promise<void> => {
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const runner = new RunImports({ dataSource: api.dataSource, blobs: api.blobs, log });
  while (await runner.once());
};
const imported = async (rows: string[], over: Record<string, string> = {}): Promise<string> => {
  const body = new FormData();
  const columns = JSON.stringify(['name', 'mail', 'phone', 'fact:City']);
  for (const [name, value] of Object.entries({ name: 'crm', mode: 'run', columns, ...over }))
    body.set(name, value);
  body.set('file', new Blob([`name,mail,phone,city\n${rows.join('\n')}`]), 'crm.csv');
  const { id } = (await client.post('/api/v1/imports', body)).body;
  await work();
  return id;
};
const people = async (q = '', more = ''): Promise<FoundPerson[]> =>
  ((await client.get(`/api/v1/people?q=${encodeURIComponent(q)}${more}`)).body as PersonPage).items;
const namesOf = async (q = ''): Promise<string[]> => (await people(q)).map(({ name }) => name);
const zoe = 'Zoë Customer,zoe@listed.example,+39061234567,Köln';

describe('a customer of whom only a list tells', () => {
  it('is among the people at once, after whoever wrote, and found by name, address, phone and field', async () => {
    await receive(api, { author: aMailIdentity('writer@listed.example', 'Will Writer') });
    await imported([zoe, ',nameless@listed.example,,']);
    const [first, ...listed] = await namesOf();
    expect([first, ...listed.sort()]).toEqual(['Will Writer', 'Zoë Customer', 'nameless@listed.example']);
    for (const q of ['Zoë Cust', 'zoe@listed', '+39061234567', 'Köln'])
      expect([q, await namesOf(q)]).toEqual([q, ['Zoë Customer']]);
    expect((await people('Köln'))[0]).toMatchObject({
      lastAt: null,
      matched: { field: 'City', value: 'Köln' },
      identities: expect.arrayContaining([expect.objectContaining({ kind: 'phone', key: '+39061234567' })]),
    });
  });

  it('has a profile that can be written on, and a thread without a word', async () => {
    await imported([zoe]);
    const [{ id } = { id: '' }] = await people('zoe@');
    const profile = `/api/v1/people/${id}`;
    expect((await client.get(profile)).body).toMatchObject({
      ...{ name: 'Zoë Customer', messageCount: 0, lastAt: null },
      facts: [{ field: 'City', value: 'Köln' }],
    });
    const changed = await client.send('PATCH', profile, { facts: { name: 'Zoë Mayer', Size: '38' } });
    expect([changed.status, changed.body.name]).toEqual([200, 'Zoë Mayer']);
    expect(await namesOf('Zoë')).toEqual(['Zoë Mayer']);
    const thread = await client.get(`/api/v1/threads/${id}`);
    expect(thread.body).toMatchObject({
      state: 'closed',
      unread: false,
      topics: [],
      person: { name: 'Zoë Mayer' },
    });
    expect((await client.get(`/api/v1/threads/${id}/messages`)).body.items).toEqual([]);
    const key = { 'idempotency-key': uuidv7(), 'if-match': `"${thread.body.version}"` };
    const asked = await Promise.all([
      client.post(`/api/v1/threads/${id}/replies`, { text: 'Hello' }, key),
      client.post(`/api/v1/threads/${id}/notes`, { text: 'Hello' }, key),
      client.post(`/api/v1/threads/${id}/actions`, { kind: 'close' }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([422, 422, 422]);
  });

  it('is merged with whoever wrote, and apart again after the undo', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('zoe@home.example', 'zoe') });
    await imported([zoe]);
    const listed = (await people('zoe@listed'))[0]!;
    const version = async (id: string) => (await client.get(`/api/v1/threads/${id}`)).body.version as number;
    const personIds = [threadId, listed.id];
    expect((await client.post('/api/v1/merges/preview', { personIds })).status).toBe(200);
    const versions = { [threadId]: await version(threadId), [listed.id]: await version(listed.id) };
    const merged = await client.post('/api/v1/merges', { personIds, versions });
    expect([merged.status, merged.body.people.length]).toEqual([200, 1]);
    expect(await namesOf('Zoë')).toEqual(['Zoë Customer']);
    await client.post(`/api/v1/merges/${merged.body.id}/undo`, {});
    expect(await namesOf('listed.example')).toEqual(['Zoë Customer']);
    expect(new Set((await people()).map(({ id }) => id))).toEqual(new Set(personIds));
  });

  it('goes when the import is undone, and is the same person when their first word comes', async () => {
    const id = await imported([zoe, 'Yan,yan@listed.example,,']);
    const yan = (await people('yan@'))[0]!.id;
    const { threadId } = await receive(api, { author: aMailIdentity('yan@listed.example') });
    expect(threadId).toBe(yan);
    const zoeId = (await people('zoe@'))[0]!.id;
    await client.post(`/api/v1/imports/${id}/undo`, {});
    await work();
    expect((await people()).map((one) => one.id)).toEqual([yan]);
    expect(await people('zoe@')).toEqual([]);
    expect((await client.get(`/api/v1/people/${zoeId}`)).status).toBe(404);
  });

  it('is not also known as what an import called them that was undone, nor found by it', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('ann@listed.example', 'Ann') });
    const id = await imported(['Wrong Name,ann@listed.example,,']);
    const names = async (): Promise<string[]> =>
      (await client.get(`/api/v1/people/${threadId}`)).body.names.map(({ name }: { name: string }) => name);
    expect([await names(), await namesOf('Wrong')]).toEqual([['Wrong Name', 'Ann'], ['Wrong Name']]);
    await client.post(`/api/v1/imports/${id}/undo`, {});
    await work();
    expect([await names(), await namesOf('Wrong'), await namesOf('Ann')]).toEqual([['Ann'], [], ['Ann']]);
  });

  it('is joined by an import whose history names both addresses, on the page and in the export', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('ann@listed.example', 'Ann') });
    await imported(['Ann,ann@listed.example,+39061234567,']);
    const history = `/api/v1/people/${threadId}/history`;
    expect((await client.get(history)).body.changes).toMatchObject([
      { kind: 'merge', addresses: expect.arrayContaining(['ann@listed.example', '+39061234567']) },
    ]);
    const { body } = await client.get(`${history}?format=csv`);
    expect(String(body)).toMatch(/^phone,'\+39061234567,,ann@listed\.example,/m);
  });

  it('is one of theirs who may see the list, and nobody to others', async () => {
    const groupId = uuidv7();
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [groupId]);
    await api.dataSource.query(
      `insert into agent_access (agent_id, account_group_id) select id, $1 from agent`,
      [groupId],
    );
    const { threadId } = await receive(api, { author: aMailIdentity('open@listed.example', 'Open') });
    await imported([zoe, 'Secret name,open@listed.example,,'], { accountGroupId: groupId });
    expect(await namesOf()).toEqual(expect.arrayContaining(['Zoë Customer']));
    const { id } = (await people('zoe@'))[0]!;
    await api.dataSource.query('delete from agent_access where account_group_id = $1', [groupId]);
    expect(await namesOf()).toEqual(['Open']);
    for (const q of ['Zoë', 'zoe@', '+3906', 'Köln', 'Secret']) expect([q, await people(q)]).toEqual([q, []]);
    for (const path of [`people/${id}`, `threads/${id}`, `people/${id}/history`])
      expect((await client.get(`/api/v1/${path}`)).status).toBe(404);
    const personIds = [threadId, id];
    expect((await client.post('/api/v1/merges/preview', { personIds })).status).toBe(404);
  });

  it('stands once on pages that skip and repeat nobody, whatever wrote, was merged, or is named by two lists', async () => {
    const writers = ['a', 'b', 'c', 'd', 'e'].map((one) => aMailIdentity(`${one}@pages.example`));
    for (const author of writers) await receive(api, { author });
    const rows = Array.from({ length: 9 }, (_, n) => `L${n},l${n}@pages.example,+3906123450${n},`);
    await imported([...rows, 'B,b@pages.example,,']);
    await imported(rows.slice(3, 6), { name: 'again' });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body } = await client.get(`/api/v1/people?limit=2&cursor=${next}`);
      seen.push(...(body as PersonPage).items.map(({ id }) => id));
      next = (body as PersonPage).next;
    }
    expect(seen).toEqual((await people('', '&limit=100')).map(({ id }) => id));
    expect([seen.length, new Set(seen).size]).toEqual([14, 14]);
  });
});
