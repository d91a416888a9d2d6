import { connectorKeyPair, publicKeyKey } from '@filo/bus';
import { stateBucket } from '@filo/contracts';
import type { FormDefinition } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let definition: FormDefinition;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
  await (await api.bus.bucket(stateBucket('webform'))).put(publicKeyKey, keys.publicKey);
  definition = (await client.get('/api/v1/forms')).body.items[0].definition;
}, 120_000);
afterAll(() => api.close());

const siteTokenSecret = 'a secret of more than thirty-two characters';
const newForm = async (site?: string): Promise<string> => {
  const body = { key: `f${uuidv7()}`, definition: { ...definition, site }, siteTokenSecret };
  return (await client.post('/api/v1/forms', body)).body.id;
};
const nameSite = (id: string, site?: string) =>
  client.send('PATCH', `/api/v1/forms/${id}`, { definition: { ...definition, site } });
const addUser = async (key: string): Promise<string> => {
  const id = uuidv7();
  await api.dataSource.query(`insert into identity (id, kind, key, handle) values ($1, 'site', $2, '17')`, [
    id,
    key,
  ]);
  return id;
};
const user = async (id: string): Promise<{ key: string; handle: string }> =>
  (await api.dataSource.query('select key, handle from identity where id = $1', [id]))[0];

describe('the users of a form', () => {
  it('move along to a site that nobody has named, to another name of it, and back', async () => {
    const form = await newForm();
    const id = await addUser(`form:${form}:17`);
    expect((await nameSite(form, 'moving.example')).body.definition.site).toBe('moving.example');
    expect(await user(id)).toEqual({ key: 'site:moving.example:17', handle: 'moving.example: 17' });
    await nameSite(form, 'moved.example');
    expect((await user(id)).key).toBe('site:moved.example:17');
    await nameSite(form);
    expect(await user(id)).toEqual({ key: `form:${form}:17`, handle: '17' });
  });

  it('begin anew where the site has users already, and stay where other forms keep them', async () => {
    const [shop, other] = [await newForm('shop.example'), await newForm()];
    const mine = await addUser(`form:${other}:17`);
    const theirs = await addUser('site:shop.example:17');
    expect((await nameSite(other, 'shop.example')).status).toBe(200);
    expect((await user(mine)).key).toBe(`form:${other}:17`);
    await nameSite(other, 'elsewhere.example');
    expect((await user(theirs)).key).toBe('site:shop.example:17');
    await nameSite(shop, 'elsewhere.example');
    expect((await user(theirs)).key).toBe('site:shop.example:17');
  });

  it('begin anew, too, where the forms that named the site are gone and its users still known', async () => {
    const form = await newForm();
    const mine = await addUser(`form:${form}:18`);
    await addUser('site:gone.example:17');
    await nameSite(form, 'gone.example');
    expect((await user(mine)).key).toBe(`form:${form}:18`);
  });

  it('are not joined with those of a form that the admin does not see', async () => {
    const [hidden, form] = [await newForm('hidden.example'), await newForm()];
    const groupId = uuidv7();
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [groupId]);
    await api.dataSource.query('update account set account_group_id = $2 where id = $1', [hidden, groupId]);
    const refused = await nameSite(form, 'hidden.example');
    expect([refused.status, refused.body.errors]).toEqual([
      409,
      [{ path: 'definition.site', message: 'Taken by a form that you do not see' }],
    ]);
    const key = `f${uuidv7()}`;
    const made = await client.post('/api/v1/forms', {
      key,
      definition: { ...definition, site: 'hidden.example' },
    });
    expect(made.status).toBe(409);
    expect(await api.dataSource.query('select from account where address = $1', [key])).toEqual([]);
  });
});

describe('a list with the ids of users', () => {
  const send = (over: Record<string, string> = {}) => {
    const body = new FormData();
    const columns = JSON.stringify(['site', 'name']);
    for (const [name, value] of Object.entries({ name: 'users', mode: 'run', columns, ...over }))
      body.set(name, value);
    body.set('file', new Blob(['user id,name\n17,Ann\n']), 'users.csv');
    return client.post('/api/v1/imports', body);
  };
  const spaceOf = async ({ body }: { body: { id: string } }): Promise<string> =>
    (await api.dataSource.query('select site_space as space from import where id = $1', [body.id]))[0].space;

  it('says by which form they are known, unless all forms that check tokens know the same', async () => {
    const forms = [await newForm(), await newForm('list.example')];
    const unsaid = await send();
    expect([unsaid.status, unsaid.body.errors]).toEqual([
      400,
      [{ path: 'siteForm', message: 'Name a form that you see' }],
    ]);
    expect(await spaceOf(await send({ siteForm: forms[0]! }))).toBe(`form:${forms[0]}`);
    expect(await spaceOf(await send({ siteForm: forms[1]! }))).toBe('site:list.example');
    expect((await send({ siteForm: uuidv7() })).status).toBe(400);
    await api.dataSource.query(
      `update account set state = 'removed' where channel = 'webform' and id <> $1`,
      [forms[1]],
    );
    expect(await spaceOf(await send())).toBe('site:list.example');
  });
});
