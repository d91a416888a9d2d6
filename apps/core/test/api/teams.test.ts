import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { recountTopics } from '../../src/topics/recount-topics.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { openDeskOfAgents } from './desk-of-agents.js';
import type { TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let ines: Client;
let outsider: Client;
let groupIds: string[];
let idOf: Record<string, string>;
beforeAll(async () => {
  ({ api, boss, sam, ines, outsider, groupIds, idOf } = await openDeskOfAgents());
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
const routed = (version: number, teamId: string | null, more: object = {}) => ({
  ...{ version, teamId, lastAgent: false, roundRobin: false, fewestOpen: false },
  ...more,
});
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
    expect((await boss.send('PUT', routing, routed(0, id))).body).toMatchObject({ teamId: id });
    const before = (await teams()).find((team: { id: string }) => team.id === id);
    expect(before.accounts).toHaveLength(1);
    expect((await teams(outsider)).find((team: { id: string }) => team.id === id).accounts).toEqual([]);
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status).toBe(204);
    expect((await teams()).map((team: { id: string }) => team.id)).not.toContain(id);
    expect((await boss.get(routing)).body.teamId).toBeNull();
    expect((await boss.send('PUT', routing, routed(1, id))).body).toMatchObject({
      reason: 'no-such-team',
    });
    expect((await boss.send('PUT', routing, routed(1, null))).body).toMatchObject({ teamId: null });
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
      boss.send('PUT', routing, routed(0, id)),
      boss.send('PUT', routing, routed(0, id)),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
    expect([one.body, other.body]).toContainEqual(
      expect.objectContaining({
        reason: 'routing-changed',
        routing: expect.objectContaining(routed(1, id)),
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

  it('that was assigned, handed to a team and taken back has that undone, too; and the other way round', async () => {
    const team = await make('Undone', ['ines']);
    const threadId = await arrive('undone');
    const assign = (agentId: string | null, headers = {}) =>
      boss.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId }, headers);
    const undo = async (done: Answer) => assign(null, { 'if-match': done.headers.get('etag')! });
    const hand = async () => (await act(boss, threadId, { kind: 'team', teamId: team.id })).body.handed;
    const takeBack = (handed: string) => act(boss, threadId, { kind: 'team-undo', handed });
    const assigned = await assign(idOf['sam']!);
    const handed = await hand();
    expect((await undo(assigned)).status).toBe(409);
    expect((await takeBack(handed)).body.row).toMatchObject({ team: null, assignee: { name: 'sam' } });
    expect((await undo(assigned)).body.row).toMatchObject({ team: null, assignee: null });
    const last = await hand();
    expect((await undo(await assign(idOf['sam']!))).status).toBe(200);
    expect((await takeBack(last)).body.row).toMatchObject({ team: null, assignee: null });
    expect((await takeBack(last)).status).toBe(409);
  });

  it('keeps what was handed on where a colleague answered or marked anything since; who did something themself is told so', async () => {
    const team = await make('Answers', ['ines']);
    const handOver = async (name: string) => {
      const threadId = await arrive(name);
      const { handed } = (await act(boss, threadId, { kind: 'team', teamId: team.id })).body;
      return { threadId, undo: async () => (await act(boss, threadId, { kind: 'team-undo', handed })).body };
    };
    const answered = await handOver('answered');
    const { version } = (await ines.get(`/api/v1/threads/${answered.threadId}`)).body;
    const key = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
    expect(
      (await ines.post(`/api/v1/threads/${answered.threadId}/replies`, { text: 'Yes' }, key)).status,
    ).toBe(201);
    expect(await answered.undo()).toMatchObject({ status: 409, reason: 'handed-on', by: 'ines' });
    const promised = await handOver('promised');
    await ines.post(`/api/v1/threads/${promised.threadId}/promises`, {
      ...{ id: uuidv7(), text: 'Soon' },
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(await promised.undo()).toMatchObject({ status: 409, reason: 'handed-on', by: 'ines' });
    const own = await handOver('own');
    await act(boss, own.threadId, { kind: 'close' });
    expect(await own.undo()).toMatchObject({ status: 409, reason: 'handed-on-by-you' });
  });

  it('keeps what was done last, also counted anew, after the clock was set back', async () => {
    const threadId = await arrive('clock');
    await act(boss, threadId, { kind: 'assign', agentId: idOf['sam'] });
    const topics = await api.dataSource.query(
      `update action a set at = now() + interval '1 hour' from topic t join link l on l.identity_id = t.anchor_identity_id
       where a.topic_id = t.id and l.person_id = $1 and a.kind = 'assign' returning t.id`,
      [threadId],
    );
    await act(boss, threadId, { kind: 'assign', agentId: idOf['ines'] });
    const topicIds = topics[0].map(({ id }: { id: string }) => id);
    await recountTopics(api.dataSource, { topicIds, inherited: [] });
    expect((await boss.get(`/api/v1/threads/${threadId}`)).body.topics).toMatchObject([
      { assignee: { name: 'ines' } },
    ]);
  });

  it('that is closed is handed to nobody, and says so in words of its own', async () => {
    const team = await make('Closed', ['ines']);
    const threadId = await arrive('closed');
    await act(boss, threadId, { kind: 'close' });
    expect((await act(boss, threadId, { kind: 'team', teamId: team.id })).body).toMatchObject({
      reason: 'nothing-to-hand',
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
    await signedInAgent(api, 'invited', groupIds);
    const [invited] = await api.dataSource.query(
      `update agent set invited_at = now() where name = 'invited' returning id`,
    );
    idOf['invited'] = invited[0].id;
    const coming = await make('Coming', ['invited']);
    expect((await act(boss, threadId, { kind: 'team', teamId: coming.id })).body).toMatchObject({
      reason: 'team-cannot-see',
    });
  });
});
