import { aMailIdentity } from '@filo/testing';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { receiveByForm } from './receive-by-form.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let samId: string;
let closedGroup: string;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  const groups = await api.dataSource.query('select id from account_group');
  sam = await signedInAgent(api, 'sam', groups.map(({ id }: { id: string }) => id)); // prettier-ignore
  samId = (await sam.get('/api/v1/session')).body.agent.id;
  closedGroup = (await boss.post('/api/v1/account-groups', { name: 'Closed' })).body.id;
}, 120_000);
afterAll(() => api.close());

const elevenIds = Array.from({ length: 11 }, () => '0190a0b0-0000-7000-8000-000000000000').join(',');
const arrive = async (name: string, hoursAgo = 0): Promise<string> => {
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  const author = aMailIdentity(`${name}@customers.example`);
  return (await receive(api, { author, subject: name, sortAt: at })).threadId;
};
const makeTag = async (name: string): Promise<string> =>
  (await boss.post('/api/v1/tags', { name, colour: null })).body.id;
const tag = (threadId: string, ...add: string[]) => boss.post(`/api/v1/threads/${threadId}/tags`, { add });
const act = (threadId: string, body: object) => boss.post(`/api/v1/threads/${threadId}/actions`, body);
const listed = async (query: string, by = boss): Promise<string[]> => {
  const { status, body } = await by.get(`/api/v1/threads?${query}`);
  expect(status).toBe(200);
  return body.items.map(({ id }: { id: string }) => id);
};

describe('a list is narrowed', () => {
  it('to tags, all of which a thread must have, and to a channel, any of which it may', async () => {
    const [urgent, refund] = [await makeTag('Urgent'), await makeTag('Refund')];
    const [both, one] = [await arrive('both-tags'), await arrive('one-tag')];
    await tag(both, urgent, refund);
    await tag(one, urgent);
    expect((await listed(`tag=${urgent}`)).toSorted()).toEqual([both, one].toSorted());
    expect(await listed(`tag=${urgent},${refund}`)).toEqual([both]);
    const { threadId: typed } = await receiveByForm(api, 'typed@customers.example');
    await tag(typed, refund);
    expect(await listed(`channel=webform&tag=${refund}`)).toEqual([typed]);
    expect((await listed(`channel=webform,email&tag=${refund}`)).toSorted()).toEqual(
      [both, typed].toSorted(),
    );
    expect(await listed(`channel=mastodon&tag=${refund}`)).toEqual([]);
  });

  it('to whom an agent has, to who waits for so long, and to whom we owe something late', async () => {
    const [long, short] = [await arrive('waits-long', 30), await arrive('waits-short', 2)];
    await act(long, { kind: 'assign', agentId: samId });
    expect(await listed(`agent=${samId}`)).toEqual([long]);
    expect(await listed(`view=unassigned&agent=${samId}`)).toEqual([]);
    expect(await listed('waiting=24')).toEqual([long]);
    expect(await listed('view=waiting&waiting=1')).toEqual([long, short]);
    await boss.post(`/api/v1/threads/${short}/promises`, {
      ...{ text: 'An answer', dueAt: new Date(Date.now() + 60_000).toISOString(), timeZone: 'UTC' },
    });
    expect(await listed('promise=late')).toEqual([]);
    await api.dataSource.query(`update thread_row set promise_due = now() where person_id = $1`, [short]);
    expect(await listed('view=promised&promise=late')).toEqual([short]);
    await act(long, { kind: 'close' });
    expect(await listed(`agent=${samId}`)).toEqual([]);
  });

  it('and sorted by the last word, the oldest first, a page at a time', async () => {
    const name = await makeTag('Sorted');
    const ids = [await arrive('third', 1), await arrive('first', 3), await arrive('second', 2)];
    for (const id of ids) await tag(id, name);
    const [third, first, second] = ids;
    expect(await listed(`tag=${name}&sort=newest&view=unassigned`)).toEqual([third, second, first]);
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const at = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await boss.get(`/api/v1/threads?tag=${name}&sort=oldest&limit=2${at}`);
      pages.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
    }
    expect(pages).toEqual([first, second, third]);
  });

  it.each(['channel=A!', 'tag=x', `tag=${elevenIds}`, 'waiting=0', 'promise=soon', 'sort=name'])(
    'by %s not at all',
    async (query) => expect((await boss.get(`/api/v1/threads?${query}`)).status).toBe(400),
  );
});

describe('who sees several account groups', () => {
  it('is listed once whom any of them tells of, and is told nothing of a group that is closed to them', async () => {
    const name = await makeTag('Split');
    const threadId = await arrive('split');
    await tag(threadId, name);
    // The same person in the closed group, by another channel, with another agent, and waiting longer.
    await api.dataSource.query(
      `insert into thread_row (person_id, account_group_id, state, preview_direction, channels, last_at, waiting_since, assignee_id, assignee_ids)
       select $1, $2, 'open', 'inbound', '{mastodon}', now() - interval '1 minute', now() - interval '90 hours', $3::uuid, array[$3::uuid]`,
      [threadId, closedGroup, samId],
    );
    await api.dataSource.query(
      `insert into agent_access select id, $1 from agent where email not like 'sam@%' on conflict do nothing`,
      [closedGroup],
    );
    const closed = [`channel=mastodon`, `agent=${samId}`, 'waiting=80'];
    for (const query of closed) {
      expect(await listed(`tag=${name}&${query}`)).toEqual([threadId]);
      expect(await listed(`tag=${name}&${query}`, sam)).toEqual([]);
    }
    expect(await listed(`tag=${name}&channel=email&waiting=80&view=unassigned`)).toEqual([threadId]);
    const channels = async (by: Client) =>
      (await by.get(`/api/v1/threads?tag=${name}`)).body.items[0].channels;
    expect([await channels(boss), await channels(sam)]).toEqual([['email', 'mastodon'], ['email']]);
    await api.dataSource.query('delete from thread_row where account_group_id = $1', [closedGroup]);
    await api.dataSource.query('update thread_tag set account_group_id = $1 where tag_id = $2', [
      closedGroup,
      name,
    ]);
    expect([await listed(`tag=${name}`), await listed(`tag=${name}`, sam)]).toEqual([[threadId], []]);
  });
});

describe('a saved view', () => {
  const save = (by: Client, body: object) =>
    by.post('/api/v1/views', { name: 'Old ones', view: 'all', filter: { waiting: 24 }, ...body });
  const seen = async (by: Client): Promise<string[]> =>
    (await by.get('/api/v1/views')).body.items.map(({ id }: { id: string }) => id);

  it('is its maker’s alone, counted with the others in one call, renamed, moved, removed and brought back', async () => {
    const name = await makeTag('Kept');
    const threadId = await arrive('kept');
    await tag(threadId, name);
    const { status, body } = await save(sam, { filter: { tag: name, sort: 'oldest' } });
    expect([status, body]).toMatchObject([
      201,
      { scope: 'own', version: 1, mayChange: true, filter: { tag: name } },
    ]);
    const { id } = body;
    expect([(await seen(sam)).includes(id), (await seen(boss)).includes(id)]).toEqual([true, false]);
    expect((await sam.get('/api/v1/threads/counts')).body.saved[id]).toBe(1);
    const other = (await save(sam, {})).body;
    const patch = (patched: object, of = id) => sam.send('PATCH', `/api/v1/views/${of}`, patched);
    expect((await patch({ version: 1, name: 'Both' })).body).toMatchObject({ name: 'Both', version: 2 });
    expect((await patch({ version: 1, name: 'Late' })).body).toMatchObject({
      ...{ status: 409, reason: 'view-changed', view: { name: 'Both', version: 2 } },
    });
    await patch({ version: 1, place: body.place - 1 }, other.id);
    expect((await seen(sam)).slice(0, 2)).toEqual([other.id, id]);
    expect((await boss.send('DELETE', `/api/v1/views/${id}`)).status).toBe(404);
    expect((await sam.send('DELETE', `/api/v1/views/${id}`)).status).toBe(204);
    expect(await seen(sam)).not.toContain(id);
    expect((await sam.get('/api/v1/threads/counts')).status).toBe(200);
    expect((await sam.post(`/api/v1/views/${id}/restore`, {})).body).toMatchObject({ name: 'Both' });
    expect(await seen(sam)).toContain(id);
  });

  it('of a team is changed by its members, and one for everybody by admins', async () => {
    const { id: teamId } = (await boss.post('/api/v1/teams', { name: 'Desk', memberIds: [samId] })).body;
    expect((await save(boss, { scope: 'team', teamId })).body).toMatchObject({ reason: 'no-such-team' });
    const ofTeam = (await save(sam, { scope: 'team', teamId, filter: { team: teamId } })).body;
    expect([(await seen(sam)).includes(ofTeam.id), (await seen(boss)).includes(ofTeam.id)]).toEqual([
      true,
      false,
    ]);
    expect((await save(sam, { scope: 'all' })).body).toMatchObject({
      status: 403,
      reason: 'view-of-everybody',
    });
    const ofAll = (await save(boss, { scope: 'all' })).body;
    expect((await sam.get('/api/v1/views')).body.items.at(-1)).toMatchObject({
      id: ofAll.id,
      mayChange: false,
    });
    const rename = { version: 1, name: 'Mine' };
    expect((await sam.send('PATCH', `/api/v1/views/${ofAll.id}`, rename)).status).toBe(403);
    await boss.send('DELETE', `/api/v1/teams/${teamId}`);
    expect(await seen(sam)).not.toContain(ofTeam.id);
    expect((await save(sam, { scope: 'team' })).status).toBe(400);
  });

  it('has room for twenty of each kind', async () => {
    await api.dataSource.query(
      `insert into saved_view (id, name, scope, agent_id, view, filter, place)
       select gen_random_uuid(), 'x', 'own', $1, 'all', '{}', n from generate_series(1, 20) n`,
      [samId],
    );
    expect((await save(sam, {})).body).toMatchObject({ status: 409, reason: 'too-many-views' });
    expect((await sam.get('/api/v1/threads/counts')).status).toBe(200);
  });
});
