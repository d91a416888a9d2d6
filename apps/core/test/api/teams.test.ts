import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let outsider: Client;
let groupIds: string[];
const idOf: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  groupIds = (await api.dataSource.query('select id from account_group')).map(({ id }: { id: string }) => id);
  sam = await signedInAgent(api, 'sam', groupIds);
  await signedInAgent(api, 'ines', groupIds);
  outsider = await signedInAgent(api, 'outsider', []);
  for (const { id, name } of await api.dataSource.query('select id, name from agent')) idOf[name] = id;
}, 120_000);
afterAll(() => api.close());

const teams = async (client = boss) => (await client.get('/api/v1/teams')).body.items;
const make = async (name: string, members: string[] = [], over: object = {}) => {
  const memberIds = members.map((member) => idOf[member]);
  const { status, body } = await boss.post('/api/v1/teams', { name, memberIds, ...over });
  expect(status).toBe(201);
  return body;
};
const change = (id: string, body: object) => boss.send('PATCH', `/api/v1/teams/${id}`, body);
const remove = (id: string) => boss.send('DELETE', `/api/v1/teams/${id}`);

describe('a team', () => {
  it('is made by an admin with its members, and seen by everybody', async () => {
    const team = await make('Returns', ['sam', 'ines'], { colour: 'blue' });
    expect(team).toMatchObject({ name: 'Returns', colour: 'blue', version: 1, accounts: [] });
    expect(team.members.map(({ name }: { name: string }) => name)).toEqual(['ines', 'sam']);
    for (const client of [sam, outsider]) expect(await teams(client)).toContainEqual(team);
    expect((await sam.post('/api/v1/teams', { name: 'Mine' })).status).toBe(403);
    const [audited] = (await boss.get('/api/v1/audit?area=access&limit=1')).body.items;
    expect(audited).toMatchObject({ kind: 'team-made', about: { kind: 'team', name: 'Returns' } });
  });

  it('has a name of its own', async () => {
    await make('Press');
    expect((await boss.post('/api/v1/teams', { name: 'PRESS' })).body).toMatchObject({
      status: 409,
      reason: 'name-taken',
    });
    expect((await boss.post('/api/v1/teams', { name: 'x', memberIds: [uuidv7()] })).body).toMatchObject({
      reason: 'no-such-agent',
    });
    expect((await change(uuidv7(), { version: 1, name: 'None' })).status).toBe(404);
  });

  it('is changed by the first of two admins; the second is told how it is now', async () => {
    const { id } = await make('Legal', ['sam']);
    const first = await change(id, { version: 1, name: 'Law', colour: 'amber' });
    expect(first.body).toMatchObject({
      name: 'Law',
      colour: 'amber',
      version: 2,
      members: [{ name: 'sam' }],
    });
    const second = await change(id, { version: 1, memberIds: [] });
    expect(second.body).toMatchObject({ status: 409, reason: 'team-changed', team: first.body });
    expect((await change(id, { version: 2, memberIds: [] })).body.members).toEqual([]);
  });

  it('keeps who was deactivated for when they come back', async () => {
    const { id } = await make('Night', ['sam', 'ines']);
    await boss.post(`/api/v1/agents/${idOf['ines']}/deactivate`, { handOverTo: null });
    const [night] = (await teams()).filter((team: { id: string }) => team.id === id);
    expect(night.members).toEqual([{ id: idOf['sam'], name: 'sam' }]);
    await change(id, { version: 1, memberIds: [] });
    await boss.post(`/api/v1/agents/${idOf['ines']}/reactivate`, {});
    const [back] = (await teams()).filter((team: { id: string }) => team.id === id);
    expect(back.members).toEqual([{ id: idOf['ines'], name: 'ines' }]);
  });

  it('that is removed takes its accounts along, and comes back with all it had', async () => {
    const { id } = await make('Shipping', ['sam']);
    const [{ id: accountId }] = await api.dataSource.query(
      `select id from account where channel = 'webform'`,
    );
    const routing = `/api/v1/accounts/${accountId}/routing`;
    expect((await boss.get(routing)).body).toMatchObject({ version: 0, teamId: null });
    expect((await boss.send('PUT', routing, { version: 0, teamId: id })).body).toMatchObject({ teamId: id });
    const before = (await teams()).find((team: { id: string }) => team.id === id);
    expect(before.accounts).toHaveLength(1);
    expect((await teams(outsider)).find((team: { id: string }) => team.id === id).accounts).toEqual([]);
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status).toBe(204);
    expect((await teams()).map((team: { id: string }) => team.id)).not.toContain(id);
    expect((await boss.get(routing)).body.teamId).toBeNull();
    expect((await boss.send('PUT', routing, { version: 1, teamId: id })).body).toMatchObject({
      reason: 'no-such-team',
    });
    expect((await change(id, { version: 2, name: 'Gone' })).status).toBe(404);
    const back = await boss.post(`/api/v1/teams/${id}/restore`, {});
    expect(back.body).toEqual({ ...before, version: 3 });
  });

  it('does not come back under a name that another team has now', async () => {
    const { id } = await make('Spare');
    await remove(id);
    await make('spare');
    expect((await boss.post(`/api/v1/teams/${id}/restore`, {})).body).toMatchObject({ reason: 'name-taken' });
  });
});

describe('whose an account is', () => {
  it('is set by the first of two admins, and only where they see the account', async () => {
    const { id } = await make('Desk');
    const [{ id: accountId }] = await api.dataSource.query(`select id from account where channel = 'email'`);
    const routing = `/api/v1/accounts/${accountId}/routing`;
    const [one, other] = await Promise.all([
      boss.send('PUT', routing, { version: 0, teamId: id }),
      boss.send('PUT', routing, { version: 0, teamId: id }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
    expect([one.body, other.body]).toContainEqual(
      expect.objectContaining({
        reason: 'routing-changed',
        routing: expect.objectContaining({ version: 1, teamId: id }),
      }),
    );
    expect((await boss.get(`/api/v1/accounts/${uuidv7()}/routing`)).status).toBe(404);
    expect((await sam.get(routing)).status).toBe(403);
  });
});
