import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let outsider: Client;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  const groups = await api.dataSource.query('select id from account_group');
  sam = await signedInAgent(api, 'sam', groups.map(({ id }: { id: string }) => id)); // prettier-ignore
  outsider = await signedInAgent(api, 'outsider', []);
}, 120_000);
afterAll(() => api.close());

const make = async (name: string): Promise<{ id: string; version: number }> => {
  const { status, body } = await boss.post('/api/v1/tags', { name, colour: 'amber' });
  expect(status).toBe(201);
  return body;
};
const change = (id: string, body: object) => boss.send('PATCH', `/api/v1/tags/${id}`, body);
const arrive = async (name: string): Promise<string> =>
  (await receive(api, { author: aMailIdentity(`${name}@customers.example`), subject: name })).threadId;
const tag = (by: Client, threadId: string, body: object, undoes?: Answer) =>
  by.post(
    `/api/v1/threads/${threadId}/tags`,
    body,
    undoes ? { 'if-match': undoes.headers.get('etag')! } : {},
  );
const tagsOf = async (threadId: string): Promise<string[]> =>
  (await boss.get(`/api/v1/threads/${threadId}`)).body.tagIds.toSorted();
/** Resolves with the change. */
const merge = async (...personIds: string[]): Promise<string> => {
  const versions = Object.fromEntries(
    await Promise.all(
      personIds.map(async (id) => [id, (await boss.get(`/api/v1/threads/${id}`)).body.version]),
    ),
  );
  const merged = await boss.post('/api/v1/merges', { personIds, versions });
  expect(merged.status).toBe(200);
  return merged.body.id;
};

describe('a tag', () => {
  it('is made by an admin, seen by everybody, and has a name of its own', async () => {
    const { id } = await make('Refund');
    const { items } = (await outsider.get('/api/v1/tags')).body;
    expect(items).toEqual([{ id, name: 'Refund', colour: 'amber', archived: false, version: 1 }]);
    expect((await sam.post('/api/v1/tags', { name: 'Mine' })).status).toBe(403);
    expect((await boss.post('/api/v1/tags', { name: 'REFUND' })).body).toMatchObject({
      reason: 'name-taken',
    });
    const [audited] = (await boss.get('/api/v1/audit?area=settings&limit=1')).body.items;
    expect(audited).toMatchObject({ kind: 'tag-made', about: { kind: 'tag', name: 'Refund' } });
  });

  it('is changed by the first of two admins; the second is told how it is now', async () => {
    const { id } = await make('Two');
    const answers = await Promise.all(['One', 'Other'].map((name) => change(id, { version: 1, name })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      reason: 'tag-changed',
      tag: { version: 2 },
    });
  });

  it('that is archived stays where it is, is put on nothing more, and leaves its name free', async () => {
    const { id } = await make('Old');
    const threadId = await arrive('archived');
    await tag(sam, threadId, { add: [id] });
    expect((await change(id, { version: 1, archived: true })).body).toMatchObject({ archived: true });
    expect(await tagsOf(threadId)).toEqual([id]);
    expect((await tag(sam, await arrive('more'), { add: [id] })).body).toMatchObject({
      reason: 'no-such-tag',
    });
    await make('Old');
    expect((await change(id, { version: 2, archived: false })).body).toMatchObject({ reason: 'name-taken' });
    expect((await change(id, { version: 2, archived: false, name: 'Old again' })).status).toBe(200);
  });
});

describe('a thread', () => {
  it('is marked and unmarked; whoever cannot see it can do neither', async () => {
    const [one, two] = [await make('One of two'), await make('Two of two')];
    const threadId = await arrive('marked');
    const { body } = await tag(sam, threadId, { add: [one.id, two.id] });
    expect(body.row.tagIds.toSorted()).toEqual([one.id, two.id]);
    const { items } = (await boss.get('/api/v1/threads?q=marked')).body;
    expect(items[0].tagIds.toSorted()).toEqual([one.id, two.id]);
    expect((await tag(outsider, threadId, { remove: [one.id] })).status).toBe(404);
    await tag(sam, threadId, { remove: [one.id] });
    expect(await tagsOf(threadId)).toEqual([two.id]);
    expect((await tag(sam, threadId, { add: [uuidv7()] })).body).toMatchObject({ reason: 'no-such-tag' });
  });

  it('tells in its timeline who tagged it, each as far as they see where the tag stood', async () => {
    const [one, two] = [await make('Told'), await make('Told too')];
    const threadId = await arrive('told');
    await tag(sam, threadId, { add: [one.id] });
    await tag(boss, threadId, { add: [two.id], remove: [one.id] });
    const lines = async () => {
      const { actions } = (await boss.get(`/api/v1/threads/${threadId}/messages`)).body;
      return actions.map(({ text, actor, why }: { text: string; actor: { name: string }; why: object[] }) => [
        text,
        actor.name,
        why[0],
      ]);
    };
    const [first, second] = await lines();
    expect(first).toMatchObject(['Tagged Told', 'sam', { code: 'action-tagged', with: { put: 'Told' } }]);
    expect(second).toMatchObject([
      'Tagged Told too, took off Told',
      expect.anything(),
      { code: 'action-retagged', with: { put: 'Told too', taken: 'Told' } },
    ]);
    const [{ id: groupId }] = await api.dataSource.query('select gen_random_uuid() as id');
    await api.dataSource.query(
      `update audit set data = replace(data::text, data -> 'put' -> 0 ->> 'accountGroupId', $2)::jsonb
       where kind = 'thread-tagged' and subject_id = $1 and data -> 'removed' = '[]'`,
      [threadId, groupId],
    );
    expect((await lines()).map(([text]: string[]) => text)).toEqual(['Tagged Told too, took off Told']);
  });

  it('is undone by naming the change, once, and not over what a colleague did since', async () => {
    const { id } = await make('Undone');
    const threadId = await arrive('undone');
    const put = await tag(sam, threadId, { add: [id] });
    expect((await tag(sam, threadId, { add: [id] })).headers.get('etag')).toBeNull();
    expect((await tag(sam, threadId, { remove: [id] }, put)).status).toBe(200);
    expect(await tagsOf(threadId)).toEqual([]);
    expect((await tag(sam, threadId, { remove: [id] }, put)).body).toMatchObject({ code: 'already-undone' });
    const again = await tag(sam, threadId, { add: [id] });
    await tag(boss, threadId, { remove: [id] });
    await tag(boss, threadId, { add: [id] });
    expect((await tag(sam, threadId, { remove: [id] }, again)).body).toMatchObject({
      code: 'changed-since',
      now: 'on',
      what: 'tag',
    });
    expect(await tagsOf(threadId)).toEqual([id]);
  });

  it('has an undo that takes back what that change did alone, where a colleague was quicker with one of the tags', async () => {
    const [one, both] = [await make('Mine alone'), await make('Of both')];
    const threadId = await arrive('quicker');
    await tag(boss, threadId, { add: [both.id] });
    const put = await tag(sam, threadId, { add: [one.id, both.id] });
    expect(await tagsOf(threadId)).toEqual([one.id, both.id].toSorted());
    expect((await tag(sam, threadId, { remove: [one.id, both.id] }, put)).status).toBe(200);
    expect(await tagsOf(threadId)).toEqual([both.id]);
    const other = await tag(sam, await arrive('elsewhere'), { add: [one.id] });
    for (const undone of [{ remove: [one.id] }, { remove: [both.id] }, { add: [both.id] }])
      expect((await tag(sam, threadId, undone, other)).body).toMatchObject({ code: 'not-found' });
    expect(await tagsOf(threadId)).toEqual([both.id]);
  });

  it('is told as put on or taken off by what the change did alone', async () => {
    const [{ id: mine }, { id: theirs }] = [await make('Put by me'), await make('Put by Sam')];
    const threadId = await arrive('at-once');
    await tag(sam, threadId, { add: [theirs] });
    const both = await tag(boss, threadId, { add: [mine, theirs], remove: [] });
    expect(both.body).toMatchObject({ added: [mine], removed: [] });
    await tag(sam, threadId, { remove: [theirs] });
    expect((await tag(boss, threadId, { remove: [theirs, mine] })).body).toMatchObject({
      added: [],
      removed: [mine],
    });
    expect((await tag(boss, threadId, { remove: [mine] })).body).toMatchObject({ added: [], removed: [] });
  });

  it('has an undo that leaves the tag where it stood before, and puts it back where it was, also after a merge', async () => {
    const [put, off] = [await make('Put before'), await make('Off before')];
    const [first, second] = [await arrive('before'), await arrive('beside')];
    await tag(boss, first, { add: [off.id] });
    await tag(boss, second, { add: [put.id, off.id] });
    const done = await tag(sam, first, { add: [put.id], remove: [off.id] });
    const merged = await merge(first, second);
    expect((await tag(sam, first, { add: [off.id], remove: [put.id] }, done)).status).toBe(200);
    expect(await tagsOf(first)).toEqual([put.id, off.id].toSorted());
    expect((await boss.post(`/api/v1/merges/${merged}/undo`, {})).status).toBe(200);
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([[off.id], [put.id, off.id].toSorted()]);
  });

  it('has the tags of both after a merge, and each its own again after the undo, also what was taken off meanwhile and put back', async () => {
    const [left, right] = [await make('Left'), await make('Right')];
    const [first, second] = [await arrive('first'), await arrive('second')];
    await tag(sam, first, { add: [left.id] });
    await tag(sam, second, { add: [right.id] });
    const merged = await merge(first, second);
    const both = first;
    expect(await tagsOf(both)).toEqual([left.id, right.id].toSorted());
    const off = await tag(sam, both, { remove: [left.id, right.id] });
    expect(await tagsOf(both)).toEqual([]);
    expect((await tag(sam, both, { add: [left.id, right.id] }, off)).status).toBe(200);
    expect((await boss.post(`/api/v1/merges/${merged}/undo`, {})).status).toBe(200);
    expect([await tagsOf(first), await tagsOf(second)]).toEqual([[left.id], [right.id]]);
  });

  it('shows a tag in the account groups of whoever put it there alone', async () => {
    const { id } = await make('Inside');
    const threadId = await arrive('inside');
    await tag(sam, threadId, { add: [id] });
    const [place] = await api.dataSource.query('select account_group_id as group from thread_tag where tag_id = $1', [id]); // prettier-ignore
    const elsewhere = uuidv7();
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Elsewhere')`, [elsewhere]);
    await api.dataSource.query('update thread_tag set account_group_id = $1 where tag_id = $2', [
      elsewhere,
      id,
    ]);
    expect(place.group).not.toBe(elsewhere);
    expect((await sam.get(`/api/v1/threads/${threadId}`)).body.tagIds).toEqual([]);
  });
});
