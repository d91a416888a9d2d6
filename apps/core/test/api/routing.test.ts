import { aMailIdentity, eventually } from '@filo/testing';
import { RouteTopics } from '../../src/routing/route-topics.js';
import type { Client } from './client.js';
import { receive, receiveTogether } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { openDeskOfAgents } from './desk-of-agents.js';
import type { TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let ines: Client;
let groupIds: string[];
let idOf: Record<string, string>;
beforeAll(async () => {
  ({ api, boss, sam, ines, groupIds, idOf } = await openDeskOfAgents());
}, 120_000);
afterAll(() => api.close());

const make = async (name: string, members: string[] = []) => {
  const memberIds = members.map((member) => idOf[member]);
  const { status, body } = await boss.post('/api/v1/teams', { name, memberIds });
  expect(status).toBe(201);
  return body;
};
const remove = (id: string) => boss.send('DELETE', `/api/v1/teams/${id}`);
const routed = (version: number, teamId: string | null, more: object = {}) => ({
  ...{ version, teamId, lastAgent: false, roundRobin: false },
  ...more,
});
const act = (client: Client, threadId: string, body: object) =>
  client.post(`/api/v1/threads/${threadId}/actions`, body);
const accountId = async (): Promise<string> =>
  (await api.dataSource.query(`select id from account where channel = 'email'`))[0].id;
const set = async (teamId: string | null, more: object) => {
  const path = `/api/v1/accounts/${await accountId()}/routing`;
  const { version } = (await boss.get(path)).body;
  expect((await boss.send('PUT', path, routed(version, teamId, more))).status).toBe(200);
};
const route = () => new RouteTopics(api.dataSource, { info: () => undefined }).once();
const come = async (name: string, subject = name): Promise<string> =>
  (await receive(api, { author: aMailIdentity(`${name}@customers.example`), subject })).threadId;
const thread = async (id: string) => (await boss.get(`/api/v1/threads/${id}`)).body;
const why = async (id: string) =>
  (await boss.get(`/api/v1/threads/${id}/messages`)).body.actions.map(({ text }: { text: string }) => text);
/** Whose page is open now; whoever is not named closed it an hour ago. */
const present = (...names: string[]) =>
  api.dataSource.query(
    `update session s set last_seen_at = case when a.name = any($1) then now() else now() - interval '1 hour' end
     from agent a where a.id = s.agent_id`,
    [names],
  );
/** An answer of an agent to whoever is in the thread. */
const answer = (threadId: string, name: string) =>
  api.dataSource.query(
    `insert into message (id, channel, account_group_id, direction, class, anchor_identity_id, author_agent_id, audience, text, new_text, sort_at)
     select gen_random_uuid(), 'email', t.account_group_id, 'outbound', 'human', t.anchor_identity_id, $2, 'private', 'x', 'x', now()
     from topic t join link l on l.identity_id = t.anchor_identity_id where l.person_id = $1 limit 1`,
    [threadId, idOf[name]],
  );
/** Closes what the person has and takes in something new of theirs; resolves with its topic. */
const again = async (name: string, threadId: string, subject: string) => {
  await act(boss, threadId, { kind: 'close' });
  await come(name, subject);
  await route();
  return (await thread(threadId)).topics.find((one: { state: string }) => one.state === 'open');
};
const prefer = (threadId: string, agentId: string | null, headers = {}) =>
  boss.send('PATCH', `/api/v1/people/${threadId}`, { facts: { 'preferred-agent': agentId } }, headers);

describe('a new topic', () => {
  it('is given to nobody while the account says nothing', async () => {
    await set(null, {});
    await route();
    const threadId = await come('quiet');
    expect(await route()).toBe(0);
    expect(await thread(threadId)).toMatchObject({ team: null, assignee: null });
  });

  it('is asked for only where it is work: no history, nothing that we wrote first, nothing for a removed team', async () => {
    const waiting = async () =>
      (await api.dataSource.query('select count(*)::int as n from routing_waiting'))[0].n;
    const team = await make('Work', ['ines']);
    await set(team.id, {});
    await route();
    const author = (name: string) => ({ author: aMailIdentity(`${name}@customers.example`) });
    await receive(api, { ...author('old'), subject: 'Old', history: true });
    await receive(api, {
      ...{ direction: 'outbound', subject: 'Ours', author: aMailIdentity('support@filo.example') },
      participants: [{ identity: aMailIdentity('written@customers.example'), role: 'to' }],
    });
    expect(await waiting()).toBe(0);
    await receive(api, { ...author('live'), subject: 'Live' });
    expect(await waiting()).toBe(1);
    await route();
    await remove(team.id);
    await receive(api, { ...author('after'), subject: 'After' });
    expect(await waiting()).toBe(0);
    await boss.post(`/api/v1/teams/${team.id}/restore`, {});
  });

  it('that opens where a machine’s mail turns out to be a human word is given, too', async () => {
    const team = await make('Humans', ['ines']);
    await set(team.id, {});
    const { messageId } = await receive(api, {
      ...{ class: 'list', subject: 'Not a list', author: aMailIdentity('human@customers.example') },
    });
    expect(await route()).toBe(0);
    const placed = await boss.post(`/api/v1/automatic/${messageId}/thread`, undefined);
    expect(await route()).toBe(1);
    expect(await thread(placed.body.threadId)).toMatchObject({ team: { name: 'Humans' } });
  });

  it('goes to no team of which nobody may see it', async () => {
    await set((await make('Dark', ['outsider'])).id, {});
    const threadId = await come('dark');
    await route();
    expect(await thread(threadId)).toMatchObject({ team: null, assignee: null });
    expect(await why(threadId)).toEqual([]);
  });

  it('waits in the team of the account, and says why', async () => {
    const team = await make('Front', ['ines', 'sam']);
    await set(team.id, {});
    await present('ines', 'sam');
    const threadId = await come('front');
    expect(await route()).toBe(1);
    expect(await thread(threadId)).toMatchObject({ team: { name: 'Front' }, assignee: null });
    expect(await why(threadId)).toEqual(['Came to Front, whose account it is']);
  });

  it('goes to whoever answered the person last while they are present and may see it', async () => {
    const team = await make('Known', ['ines']);
    await set(team.id, { lastAgent: true });
    const threadId = await come('known', 'First');
    await route();
    await answer(threadId, 'sam');
    await present('sam');
    expect(await again('known', threadId, 'Second')).toMatchObject({ assignee: { name: 'sam' }, team: null });
    expect((await why(threadId)).at(-1)).toBe('Assigned to sam, who answered last');
    await present('ines');
    expect(await again('known', threadId, 'Third')).toMatchObject({
      assignee: null,
      team: { name: 'Known' },
    });
    await present('sam');
    await api.dataSource.query('delete from agent_access where agent_id = $1', [idOf['sam']]);
    expect(await again('known', threadId, 'Fourth')).toMatchObject({
      assignee: null,
      team: { name: 'Known' },
    });
    await api.dataSource.query('insert into agent_access select $1, unnest($2::uuid[])', [
      idOf['sam'],
      groupIds,
    ]);
  });

  it('goes to the present members in turn, each topic to one, with two workers at once', async () => {
    const team = await make('Turns', ['ines', 'sam', 'nora', 'outsider']);
    await set(team.id, { roundRobin: true });
    await present('ines', 'sam', 'outsider');
    const authors = Array.from({ length: 8 }, (_, n) => aMailIdentity(`turn${n}@customers.example`));
    const came = await receiveTogether(api, authors.map((author) => ({ author, subject: 'Turn' }))); // prettier-ignore
    const counts = await Promise.all([route(), route(), route()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(8);
    const names = await Promise.all(came.map(async ({ threadId }) => (await thread(threadId)).assignee.name));
    expect(names.toSorted()).toEqual([...Array(4).fill('ines'), ...Array(4).fill('sam')]);
    for (const { threadId } of came)
      expect(await why(threadId)).toEqual([
        'Came to Turns, whose account it is',
        expect.stringMatching(/^Assigned to (ines|sam), whose turn it was$/),
      ]);
  });

  it('stays with whoever took it before it was routed', async () => {
    const team = await make('Late', ['ines']);
    await set(team.id, { roundRobin: true });
    await present('ines');
    const threadId = await come('early');
    await boss.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId: idOf['sam'] });
    await route();
    expect(await thread(threadId)).toMatchObject({ team: null, assignee: { name: 'sam' } });
  });

  it('is not given to whoever signed out, however lately', async () => {
    const leaving = await signedInAgent(api, 'leaving', groupIds);
    idOf['leaving'] = (await api.dataSource.query(`select id from agent where name = 'leaving'`))[0].id;
    await set((await make('Leaving', ['leaving'])).id, { roundRobin: true });
    const first = await come('leaving1');
    await route();
    expect((await thread(first)).assignee).toMatchObject({ name: 'leaving' });
    expect((await leaving.send('DELETE', '/api/v1/session')).status).toBe(204);
    const second = await come('leaving2');
    await route();
    expect(await thread(second)).toMatchObject({ team: { name: 'Leaving' }, assignee: null });
    expect(await why(second)).toEqual(['Came to Leaving, whose account it is: nobody there could take it']);
  });

  it('goes to the member who has the fewest open where the account says so', async () => {
    const team = await make('Fewest', ['ines', 'nora']);
    await set(null, {});
    const busy = await come('busy');
    await present('ines', 'nora');
    await act(boss, busy, { kind: 'assign', agentId: idOf['ines'] });
    const [{ ahead }] = await api.dataSource.query(
      `select (count(*) filter (where assignee_id = $1) - count(*) filter (where assignee_id = $2))::int as ahead
       from topic where state = 'open'`,
      [idOf['ines'], idOf['nora']],
    );
    expect(ahead).toBeGreaterThan(0);
    await set(team.id, { roundRobin: true, fewestOpen: true });
    const names: string[] = [];
    for (let n = 0; n <= ahead; n++) {
      const threadId = await come(`fewest${n}`);
      await route();
      names.push((await thread(threadId)).assignee.name);
      if (n === 0) expect((await why(threadId)).at(-1)).toBe('Assigned to nora, who had the fewest open');
    }
    // Nora catches up first; only then is it a matter of turns.
    expect(names.slice(0, ahead)).toEqual(Array(ahead).fill('nora'));
    expect(names.at(-1)).toBe('ines');
  });

  it('of somebody who is blocked is asked for by nobody', async () => {
    await set((await make('Blocking', ['ines'])).id, { roundRobin: true });
    const threadId = await come('rude');
    await route();
    const [identity] = (await boss.get(`/api/v1/people/${threadId}`)).body.identities;
    expect((await boss.send('PATCH', `/api/v1/identities/${identity.id}`, { blocked: true })).status).toBe(
      200,
    );
    await receiveTogether(api, [{ author: aMailIdentity('rude@customers.example'), subject: 'Again' }]);
    expect(await route()).toBe(0);
  });

  it('is given once where a worker dies in the middle of giving it', async () => {
    await set((await make('Dying', ['ines'])).id, { roundRobin: true });
    await present('ines');
    const threadId = await come('dying');
    const holder = api.dataSource.createQueryRunner();
    await holder.startTransaction();
    const [{ pid }] = await holder.query(
      'select pg_backend_pid() as pid from thread_row where person_id = $1 for update',
      [threadId],
    );
    const dying = expect(route()).rejects.toThrow('terminating connection');
    await eventually(async () => {
      const died = await api.dataSource.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
        [pid],
      );
      return died.length === 1;
    });
    await dying;
    await holder.rollbackTransaction();
    await holder.release();
    expect((await Promise.all([route(), route()])).reduce((sum, count) => sum + count)).toBe(1);
    expect(await why(threadId)).toEqual([
      'Came to Dying, whose account it is',
      'Assigned to ines, whose turn it was',
    ]);
  });

  it('is written down with the rule that gave it, for whoever looks later', async () => {
    await set((await make('Written', ['ines'])).id, { roundRobin: true });
    await present('ines');
    const threadId = await come('written');
    await route();
    const [audited] = (await boss.get('/api/v1/audit?area=work&limit=1')).body.items;
    expect(audited).toMatchObject({
      ...{ kind: 'thread-routed', by: null, about: { kind: 'person', id: threadId } },
      detail: { rule: 'round-robin', name: 'ines' },
    });
  });
});

describe('whom a person prefers', () => {
  it('is named on the profile by whoever knows, gets what begins before who answered last, and is taken back', async () => {
    await set(null, { lastAgent: true });
    await present('sam', 'ines');
    const threadId = await come('prefers', 'First');
    await answer(threadId, 'sam');
    expect((await boss.get(`/api/v1/people/${threadId}`)).body.preferredAgent).toBeNull();
    const named = await prefer(threadId, idOf['ines']!);
    expect(named.body).toMatchObject({ preferredAgent: { agent: { name: 'ines' }, by: { name: 'admin' } } });
    expect(named.body.facts).toEqual([]);
    expect(await again('prefers', threadId, 'Second')).toMatchObject({ assignee: { name: 'ines' } });
    expect((await why(threadId)).at(-1)).toBe('Assigned to ines, whom they prefer');
    const undone = await prefer(threadId, null, { 'if-match': named.headers.get('etag')! });
    expect(undone.body.preferredAgent).toBeNull();
    expect(await again('prefers', threadId, 'Third')).toMatchObject({ assignee: { name: 'sam' } });
  });

  it('is somebody who works here, and named by an agent alone', async () => {
    await set(null, { lastAgent: true });
    await present('sam', 'ines');
    const threadId = await come('forged', 'First');
    expect((await prefer(threadId, 'Ines')).status).toBe(400);
    expect((await prefer(threadId, '0197a2b4-0000-7000-8000-000000000001')).body).toMatchObject({
      reason: 'no-such-agent',
    });
    const [{ id }] = (await boss.get(`/api/v1/people/${threadId}`)).body.identities;
    await api.dataSource.query(
      `insert into fact (id, identity_id, field, value, source, actor, at)
       values (gen_random_uuid(), $1, 'preferred-agent', $2, 'webform', 'author', now())`,
      [id, idOf['ines']],
    );
    expect((await boss.get(`/api/v1/people/${threadId}`)).body).toMatchObject({
      preferredAgent: null,
      facts: [],
    });
    expect(await again('forged', threadId, 'Second')).toMatchObject({ assignee: null });
  });

  it('goes with a merge, and back by its undo', async () => {
    await set(null, { lastAgent: true });
    await present('ines', 'sam');
    const [one, other] = [await come('merge-one'), await come('merge-other')];
    await prefer(other, idOf['ines']!);
    const versions = Object.fromEntries(
      await Promise.all([one, other].map(async (id) => [id, (await thread(id)).version as number])),
    );
    const merged = await boss.post('/api/v1/merges', { personIds: [one, other], versions });
    expect(merged.status).toBe(200);
    expect(await again('merge-one', one, 'As one')).toMatchObject({ assignee: { name: 'ines' } });
    const shown = (await boss.post('/api/v1/merges/preview', { personIds: [one, await come('third')] })).body;
    expect(JSON.stringify(shown)).toContain('ines');
    expect((await boss.post(`/api/v1/merges/${merged.body.id}/undo`, {})).status).toBe(200);
    const kept = (await thread(one)).topics.find((topic: { state: string }) => topic.state === 'open');
    expect(kept).toMatchObject({ assignee: { name: 'ines' } });
    await present('sam');
    expect((await boss.get(`/api/v1/people/${one}`)).body.preferredAgent).toBeNull();
    expect((await boss.get(`/api/v1/people/${other}`)).body.preferredAgent).toMatchObject({
      agent: { name: 'ines' },
    });
  });
});

describe('an agent who is away', () => {
  it('says so, is given nothing, and the thread says whom it passed over', async () => {
    const team = await make('Away', ['ines', 'sam']);
    await set(team.id, { lastAgent: true, roundRobin: true });
    await present('ines', 'sam');
    const threadId = await come('away', 'First');
    await prefer(threadId, idOf['ines']!);
    const settings = await ines.send('PUT', '/api/v1/own-settings', { away: true });
    expect(settings.body).toMatchObject({ away: true });
    await ines.send('PUT', '/api/v1/own-settings', { away: true });
    const said = (await boss.get('/api/v1/audit?area=access&limit=2')).body.items;
    expect(said.map(({ kind }: { kind: string }) => kind)).toEqual(['agent-went-away', 'team-made']);
    const agents = (await boss.get('/api/v1/agents')).body.items;
    expect(agents.filter(({ away }: { away: boolean }) => away)).toMatchObject([{ name: 'ines' }]);
    expect(await again('away', threadId, 'Second')).toMatchObject({ assignee: { name: 'sam' } });
    expect((await why(threadId)).at(-1)).toBe(
      'Assigned to sam, whose turn it was; ines, whom they prefer, was away',
    );
    const { actions } = (await boss.get(`/api/v1/threads/${threadId}/messages`)).body;
    expect(actions.at(-1).why).toEqual([
      { code: 'action-routed-turn', with: { name: 'sam' } },
      { code: 'action-passed-away', with: { name: 'ines' } },
    ]);
    expect((await ines.send('PUT', '/api/v1/own-settings', { away: false })).body).toMatchObject({
      away: false,
    });
    expect(await again('away', threadId, 'Third')).toMatchObject({ assignee: { name: 'ines' } });
  });
});

describe('a thread that nobody has', () => {
  it('is given to somebody when a word wakes it, and to nobody while it only goes on', async () => {
    await set(null, {});
    const threadId = await come('wakes', 'Same');
    const team = await make('Waking', ['ines']);
    await set(team.id, { roundRobin: true });
    await present('ines');
    await come('wakes', 'Same');
    expect(await route()).toBe(0);
    await act(boss, threadId, { kind: 'snooze', until: null });
    await come('wakes', 'Same');
    expect(await route()).toBe(1);
    expect(await thread(threadId)).toMatchObject({ team: { name: 'Waking' }, assignee: { name: 'ines' } });
    await act(boss, threadId, { kind: 'snooze', until: null });
    await come('wakes', 'Same');
    expect(await route()).toBe(0);
  });

  it('stays in the team to which it was handed, with a member of it', async () => {
    await set(null, { lastAgent: true });
    await present('ines', 'sam');
    const threadId = await come('handed', 'Same');
    await route();
    const own = await make('Handed', ['ines']);
    await act(boss, threadId, { kind: 'team', teamId: own.id });
    await prefer(threadId, idOf['sam']!);
    await act(boss, threadId, { kind: 'snooze', until: null });
    await come('handed', 'Same');
    expect(await route()).toBe(1);
    expect(await thread(threadId)).toMatchObject({ team: { name: 'Handed' }, assignee: null });
    await set((await make('Other', ['sam'])).id, { roundRobin: true });
    await act(boss, threadId, { kind: 'snooze', until: null });
    await come('handed', 'Same');
    await route();
    expect(await thread(threadId)).toMatchObject({ team: { name: 'Handed' }, assignee: { name: 'ines' } });
  });

  it('stays with whoever takes it after it woke', async () => {
    await set(null, {});
    const threadId = await come('taken', 'Same');
    await set((await make('Taken', ['ines'])).id, { roundRobin: true });
    await act(boss, threadId, { kind: 'snooze', until: null });
    await come('taken', 'Same');
    await act(sam, threadId, { kind: 'assign', agentId: idOf['sam'] });
    await act(sam, threadId, { kind: 'assign', agentId: null });
    await route();
    expect(await thread(threadId)).toMatchObject({ team: null, assignee: null });
  });
});
