import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let ines: Client;
let outsider: Client;
let groupIds: string[];
const idOf: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  groupIds = (await api.dataSource.query('select id from account_group')).map(({ id }: { id: string }) => id);
  sam = await signedInAgent(api, 'sam', groupIds);
  ines = await signedInAgent(api, 'ines', groupIds);
  await signedInAgent(api, 'nora', groupIds);
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
    const { id } = await make('Night', ['sam', 'nora']);
    await boss.post(`/api/v1/agents/${idOf['nora']}/deactivate`, { handOverTo: null });
    const [night] = (await teams()).filter((team: { id: string }) => team.id === id);
    expect(night.members).toEqual([{ id: idOf['sam'], name: 'sam' }]);
    await change(id, { version: 1, memberIds: [] });
    await boss.post(`/api/v1/agents/${idOf['nora']}/reactivate`, {});
    const [back] = (await teams()).filter((team: { id: string }) => team.id === id);
    expect(back.members).toEqual([{ id: idOf['nora'], name: 'nora' }]);
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

describe('a thread', () => {
  const act = (client: Client, threadId: string, body: object) =>
    client.post(`/api/v1/threads/${threadId}/actions`, body);
  const arrive = async (name: string): Promise<string> =>
    (await receive(api, { author: aMailIdentity(`${name}@customers.example`), subject: name })).threadId;
  const listed = async (client: Client, teamId: string): Promise<string[]> =>
    (await client.get(`/api/v1/threads?team=${teamId}`)).body.items.map(({ id }: { id: string }) => id);
  const counted = async (client: Client, teamId: string): Promise<number | undefined> =>
    (await client.get('/api/v1/threads/counts')).body.teams[teamId];
  it('is handed to a team with the reason as a note: its members find it, and who is in no team of it has it no more', async () => {
    const team = await make('Swaps', ['ines']);
    const threadId = await arrive('swap');
    await act(boss, threadId, { kind: 'assign', agentId: idOf['sam'] });
    const { body } = await act(boss, threadId, { kind: 'team', teamId: team.id, reason: 'It is broken.' });
    const brief = { id: team.id, name: 'Swaps', colour: null };
    expect(body.row).toMatchObject({ team: brief, teamIds: [team.id], assignee: null, assigneeIds: [] });
    expect((await boss.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({
      team: brief,
      topics: [{ team: brief, assignee: null }],
    });
    expect(await listed(ines, team.id)).toEqual([threadId]);
    expect(await counted(ines, team.id)).toBe(1);
    expect(await counted(sam, team.id)).toBeUndefined();
    const { items, actions } = (await boss.get(`/api/v1/threads/${threadId}/messages`)).body;
    expect(items.map(({ text }: { text: string }) => text)).toContain('It is broken.');
    expect(actions.map(({ text }: { text: string }) => text)).toEqual([
      'Assigned to sam',
      'Handed to Swaps',
      'Unassigned',
    ]);
  });

  it('stays with whoever has it when they are in the team', async () => {
    const team = await make('Fits', ['sam']);
    const threadId = await arrive('fit');
    await act(boss, threadId, { kind: 'assign', agentId: idOf['sam'] });
    const { body } = await act(boss, threadId, { kind: 'team', teamId: team.id });
    expect(body.row.assignee).toMatchObject({ name: 'sam' });
  });

  it('goes back by an undo to the team and the agent that had it, unless a colleague did something with it since', async () => {
    const [first, second] = [await make('First', ['sam']), await make('Second', ['ines'])];
    const threadId = await arrive('back');
    await act(boss, threadId, { kind: 'team', teamId: first.id });
    await act(boss, threadId, { kind: 'assign', agentId: idOf['sam'] });
    const { handed } = (await act(boss, threadId, { kind: 'team', teamId: second.id })).body;
    expect((await act(sam, threadId, { kind: 'team-undo', handed })).status).toBe(404);
    const undone = await act(boss, threadId, { kind: 'team-undo', handed });
    expect(undone.body.row).toMatchObject({ team: { name: 'First' }, assignee: { name: 'sam' } });
    const again = (await act(boss, threadId, { kind: 'team', teamId: second.id })).body.handed;
    await act(ines, threadId, { kind: 'assign', agentId: idOf['ines'] });
    const refused = await act(boss, threadId, { kind: 'team-undo', handed: again });
    expect(refused.body).toMatchObject({ status: 409, reason: 'handed-on', by: 'ines' });
    expect((await boss.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({
      team: { name: 'Second' },
      assignee: { name: 'ines' },
    });
  });

  it('is no removed team’s, and that team’s again when it is back', async () => {
    const team = await make('Brief', ['ines']);
    const threadId = await arrive('brief');
    await act(boss, threadId, { kind: 'team', teamId: team.id });
    await remove(team.id);
    expect((await boss.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({
      team: null,
      assignee: null,
    });
    expect(await listed(ines, team.id)).toEqual([]);
    expect((await act(boss, threadId, { kind: 'team', teamId: team.id })).body).toMatchObject({
      reason: 'no-such-team',
    });
    await boss.post(`/api/v1/teams/${team.id}/restore`, {});
    expect(await listed(ines, team.id)).toEqual([threadId]);
  });

  it('of an account group is not seen through a team by a member without access, and not handed to nobody who may see it', async () => {
    const team = await make('Mixed', ['ines', 'outsider']);
    const threadId = await arrive('secret');
    await act(boss, threadId, { kind: 'team', teamId: team.id });
    expect(await listed(ines, team.id)).toEqual([threadId]);
    expect(await listed(outsider, team.id)).toEqual([]);
    expect(await counted(outsider, team.id)).toBe(0);
    const blind = await make('Blind', ['outsider']);
    expect((await act(boss, threadId, { kind: 'team', teamId: blind.id })).body).toMatchObject({
      reason: 'team-cannot-see',
    });
    expect((await act(outsider, threadId, { kind: 'team', teamId: blind.id })).status).toBe(404);
  });
});
