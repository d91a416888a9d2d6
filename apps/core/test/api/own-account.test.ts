import { randomUUID } from 'node:crypto';
import { eventually } from '@filo/testing';
import type { Client } from './client.js';
import { EventReader } from './event-reader.js';
import { signedInAgent } from './signed-in-agent.js';
import { admin, startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 120_000);
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('delete from sign_in_failure'));

const path = '/api/v1/own-account';
const other = 'four words nobody says';
const signIn = async (email: string, password: string): Promise<Client> => {
  const client = api.client();
  await client.post('/api/v1/session', { email, password });
  return client;
};
const isIn = async (client: Client) => (await client.get('/api/v1/session')).status === 200;
const bearerOf = async (client: Client) => {
  const { secret } = (await client.post('/api/v1/tokens', { name: 'script' })).body;
  return { authorization: `Bearer ${secret}` };
};

it('agents change what they are called and where they are, and nothing that an admin decides', async () => {
  const ann = await signedInAgent(api, 'ann', []);
  const changed = await ann.send('PATCH', path, {
    name: 'Ann Bell',
    timeZone: 'Europe/Rome',
    language: 'it',
  });
  expect(changed.body).toMatchObject({
    name: 'Ann Bell',
    timeZone: 'Europe/Rome',
    language: 'it',
    role: 'agent',
  });
  expect((await ann.get(path)).body).toEqual(changed.body);
  expect((await ann.get('/api/v1/session')).body.agent).toMatchObject({ name: 'Ann Bell' });
  for (const more of [
    { role: 'admin' },
    { email: 'boss@example.org' },
    { name: '  ' },
    { timeZone: 'Moon/Sea' },
  ])
    expect((await ann.send('PATCH', path, more)).status).toBe(400);
});

describe('a new password', () => {
  it('needs the old one, signs every other browser out, and leaves this one and programs in', async () => {
    const here = await signedInAgent(api, 'ben', []);
    const there = await signIn('ben@example.org', admin.password);
    const bearer = await bearerOf(here);
    const events = await EventReader.open(api.url, there.cookie);
    const wrong = await here.post(`${path}/password`, { current: 'not this one', password: other });
    expect(wrong.body).toMatchObject({ status: 401, code: 'wrong-credentials', reason: 'wrong-password' });
    expect(await isIn(there)).toBe(true);
    const right = await here.post(`${path}/password`, { current: admin.password, password: other });
    expect(right.status).toBe(204);
    await eventually(() => events.ended);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await api.client().get('/api/v1/session', bearer)).status).toBe(200);
    expect(await isIn(await signIn('ben@example.org', admin.password))).toBe(false);
    expect(await isIn(await signIn('ben@example.org', other))).toBe(true);
  });

  it('is refused when everybody tries it first, and by whoever guesses the old one', async () => {
    const client = await signedInAgent(api, 'cleo', []);
    const weak = await client.post(`${path}/password`, { current: admin.password, password: 'password1234' });
    expect(weak.body).toMatchObject({ status: 400, reason: 'weak-password' });
    const guess = (current: string) => client.post(`${path}/password`, { current, password: other });
    for (let time = 0; time < 5; time++) expect((await guess('a guess')).status).toBe(401);
    expect((await guess(admin.password)).body).toMatchObject({ status: 429, code: 'too-many-attempts' });
  });

  it('voids a link that waits for a forgotten one', async () => {
    const client = await signedInAgent(api, 'dan', []);
    await api.dataSource.query(
      `insert into agent_link (agent_id, secret_hash, purpose, expires_at)
       select id, '\\x00', 'reset', now() + interval '1 hour' from agent where email = 'dan@example.org'`,
    );
    await client.post(`${path}/password`, { current: admin.password, password: other });
    expect(
      await api.dataSource.query(
        `select from agent_link l join agent a on a.id = l.agent_id where a.email = 'dan@example.org'`,
      ),
    ).toEqual([]);
  });
});

describe('browsers that are signed in', () => {
  it('are listed, the one that asks is known, and each other can be signed out', async () => {
    const here = await signedInAgent(api, 'eve', []);
    const [phone, laptop] = [await signIn('eve@example.org', admin.password), api.client()];
    await laptop.post(
      '/api/v1/session',
      { ...admin, email: 'eve@example.org' },
      { 'user-agent': 'Laptop/1' },
    );
    await api.dataSource.query(`update session set last_seen_at = now() - interval '1 day'
      where user_agent = 'Laptop/1'`);
    const { items } = (await here.get(`${path}/sessions`)).body;
    expect(items).toHaveLength(3);
    expect(items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    expect(items[2]).toMatchObject({ userAgent: 'Laptop/1', current: false });
    const events = await EventReader.open(api.url, laptop.cookie);
    expect((await here.send('DELETE', `${path}/sessions/${items[2].id}`)).status).toBe(204);
    await eventually(() => events.ended);
    expect([await isIn(here), await isIn(phone), await isIn(laptop)]).toEqual([true, true, false]);
    expect((await here.send('DELETE', `${path}/sessions`)).status).toBe(204);
    expect([await isIn(here), await isIn(phone)]).toEqual([true, false]);
    expect((await here.send('DELETE', `${path}/sessions`)).status).toBe(204);
  });

  it('of somebody else, the one that asks, and none at all are not ended', async () => {
    const finn = await signedInAgent(api, 'finn', []);
    const gus = await signedInAgent(api, 'gus', []);
    const [own] = (await finn.get(`${path}/sessions`)).body.items;
    for (const [who, id] of [
      [gus, own.id],
      [finn, own.id],
      [finn, randomUUID()],
    ] as const)
      expect((await who.send('DELETE', `${path}/sessions/${id}`)).body).toMatchObject({
        status: 404,
        reason: 'no-such-session',
      });
    expect(await isIn(finn)).toBe(true);
  });
});

it('API tokens look at no sessions, end none, and set no password', async () => {
  const client = await signedInAgent(api, 'hope', []);
  const bearer = await bearerOf(client);
  const program = api.client();
  const answers = [
    await program.get(`${path}/sessions`, bearer),
    await program.send('DELETE', `${path}/sessions`, undefined, bearer),
    await program.post(`${path}/password`, { current: admin.password, password: other }, bearer),
  ];
  for (const { body } of answers) expect(body).toMatchObject({ status: 403, reason: 'needs-session' });
  expect(await isIn(client)).toBe(true);
});
