import { aMailIdentity, eventually } from '@filo/testing';
import type { MessageReceivedInput } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import type { Answer, Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const closed = { group: uuidv7(), account: uuidv7() };
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [closed.group]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.org', $2)`,
    [closed.account, closed.group],
  );
}, 120_000);
afterAll(() => api.close());

interface Known {
  id: string;
  version: number;
}
let people = 0;
const newPerson = async (over: Partial<MessageReceivedInput> = {}): Promise<string> =>
  (await receive(api, { author: aMailIdentity(`person${people++}@merges.example`), ...over })).threadId;
const known = async (id: string): Promise<Known> => {
  const { body } = await client.get(`/api/v1/threads/${id}`);
  return { id: body.id, version: body.version };
};
const mergeAs = (persons: Known[], more: object = {}): Promise<Answer> =>
  client.post('/api/v1/merges', {
    personIds: persons.map(({ id }) => id),
    versions: Object.fromEntries(persons.map(({ id, version }) => [id, version])),
    ...more,
  });
const merge = async (...ids: string[]): Promise<Answer> => mergeAs(await Promise.all(ids.map(known)));
const undo = (change: Answer, kind = 'merges') => client.post(`/api/v1/${kind}/${change.body.id}/undo`, {});

describe('a merge', () => {
  it('says before what would move, and does just that', async () => {
    const [first, second] = [await newPerson(), await newPerson({ subject: 'other' })];
    const preview = await client.post('/api/v1/merges/preview', { personIds: [second, first] });
    expect(preview.body).toMatchObject({
      survivorId: first,
      people: [
        { id: first, messages: 1, more: false },
        { id: second, messages: 1 },
      ],
      moves: { identities: 1, messages: 1, notes: 0, topics: 1 },
      cannotUndo: [],
    });
    const done = await merge(second, first);
    expect(done).toMatchObject({
      status: 200,
      body: { kind: 'merge', people: [{ id: first }], gone: [{ id: second, now: first }] },
    });
    const thread = await client.get(`/api/v1/threads/${second}`);
    expect(thread.body).toMatchObject({
      id: first,
      person: { identities: { length: 2 } },
      topics: { length: 2 },
    });
    expect((await client.get(`/api/v1/threads/${first}/messages`)).body.items).toHaveLength(2);
  });

  it('says before which name and fields would be shown, and whose they were, and shows just these', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const state = (id: string, facts: object) => client.send('PATCH', `/api/v1/people/${id}`, { facts });
    await state(first, { name: 'Amara', language: 'en', city: 'Lisbon' });
    await state(second, { name: 'Amara Okafor', city: 'Porto', shoe: '38' });
    await state(first, { language: 'pt' });
    const { body } = await client.post('/api/v1/merges/preview', { personIds: [first, second] });
    expect(body.name).toBe('Amara Okafor');
    expect(body.fields).toEqual([
      {
        field: 'city',
        values: [
          { personId: first, value: 'Lisbon', shown: false },
          { personId: second, value: 'Porto', shown: true },
        ],
      },
      { field: 'language', values: [{ personId: first, value: 'pt', shown: true }] },
      { field: 'shoe', values: [{ personId: second, value: '38', shown: true }] },
    ]);
    await merge(first, second);
    const merged = (await client.get(`/api/v1/people/${first}`)).body;
    expect(merged).toMatchObject({ name: body.name, language: 'pt' });
    const shown = (body.fields as { field: string; values: { value: string; shown: boolean }[] }[]).map(
      ({ field, values }) => ({ field, value: values.find((one) => one.shown)?.value }),
    );
    expect(merged.facts).toMatchObject(shown);
  });

  it('is refused with who they are now when one of them has changed since it was seen', async () => {
    const [first, second] = [await known(await newPerson()), await known(await newPerson())];
    const stale = await mergeAs([{ ...first, version: first.version - 1 }, second]);
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'people-changed', people: { length: 2 } },
    });
    const [one, other] = await Promise.all([mergeAs([first, second]), mergeAs([first, second])]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : other;
    expect(lost.body).toMatchObject({ code: 'people-changed', people: [{ id: first.id }] });
  });

  it('rests on an answer from another address, and on no message that answers nobody', async () => {
    const threadingId = '<asked@merges.example>';
    const [first, stranger] = [await newPerson({ threadingId }), await newPerson()];
    const second = await newPerson({ inReplyTo: [threadingId] });
    const { body } = await client.get(`/api/v1/threads/${first}/messages`);
    const answer = body.pointers.find((one: { threadId: string }) => one.threadId === second);
    expect(answer.answeredBy).toMatchObject({ key: expect.stringContaining('@merges.example') });
    const answerMessageId: string = answer.messageId;
    const dismissed = async () =>
      (await client.get(`/api/v1/threads/${first}/messages`)).body.pointers.map(
        (one: { dismissed: boolean }) => one.dismissed,
      );
    const path = `/api/v1/messages/${answerMessageId}/dismissed`;
    for (const method of ['PUT', 'PUT']) expect((await client.send(method, path)).status).toBe(204);
    expect(await dismissed()).toEqual([true]);
    expect((await client.send('DELETE', path)).status).toBe(204);
    expect(await dismissed()).toEqual([false]);
    expect(await mergeAs([await known(first), await known(stranger)], { answerMessageId })).toMatchObject({
      status: 422,
      body: { code: 'unknown-reference' },
    });
    expect(await mergeAs([await known(first), await known(second)], { answerMessageId })).toMatchObject({
      status: 200,
      body: { gone: [{ id: second, now: first }] },
    });
  });

  it('wants the version of everybody, and two different persons', async () => {
    const [first, second] = [await known(await newPerson()), await known(await newPerson())];
    expect(
      await client.post('/api/v1/merges', {
        personIds: [first.id, second.id],
        versions: { [first.id]: first.version },
      }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: `versions.${second.id}` }] } });
    expect(await mergeAs([first, first])).toMatchObject({ status: 422, body: { code: 'nothing-to-merge' } });
    expect(await mergeAs([first, { id: uuidv7(), version: 1 }])).toMatchObject({ status: 404 });
  });

  it('keeps a composer that was open on either thread from sending past it', async () => {
    const author = aMailIdentity('twice@merges.example');
    const first = await known(await newPerson());
    await receive(api, { author });
    // Its version is the one that the survivor has after one more move.
    const second = await known((await receive(api, { author })).threadId);
    expect(second.version).toBe(first.version + 1);
    await merge(first.id, second.id);
    for (const { id, version } of [first, second]) {
      const sent = await client.post(
        `/api/v1/threads/${id}/replies`,
        { text: 'late' },
        { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
      );
      expect(sent).toMatchObject({ status: 409, body: { code: 'thread-changed' } });
    }
  });

  it('tells open inboxes where the thread went, and that it is back', async () => {
    const stop = new AbortController();
    const log = createLogger({ service: 'core-worker', level: 'fatal' });
    const sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
    const [first, second] = [await newPerson(), await newPerson()];
    const events = await EventReader.open(api.url, client.cookie);
    const told = (id: string) =>
      events.seen.filter(({ event, data }) => event === 'thread' && data['threadId'] === id);
    await eventually(() => events.lastId);
    const done = await merge(first, second);
    await eventually(() =>
      told(second).some(({ data }) => data['movedTo'] === first && data['row'] === null),
    );
    await eventually(() => told(first).some(({ data }) => data['relinked'] === true));
    await undo(done);
    await eventually(() =>
      told(second).some(({ data }) => data['row'] !== null && data['relinked'] === true),
    );
    events.close();
    stop.abort();
    await sequencer;
  });
});

describe('an undo', () => {
  it('gives everybody back, once', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const done = await merge(first, second);
    expect(await undo(done)).toMatchObject({
      status: 200,
      body: { kind: 'undo', people: [{ id: first }, { id: second }], gone: [] },
    });
    expect((await client.get(`/api/v1/threads/${second}`)).body.id).toBe(second);
    expect(await undo(done)).toMatchObject({ status: 409, body: { code: 'already-undone' } });
    expect(await undo(done, 'splits')).toMatchObject({ status: 404 });
  });
});

describe('a split', () => {
  it('says before who would be whom, parts them, and can be undone', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    await merge(first, second);
    const { body: whole } = await client.get(`/api/v1/threads/${first}`);
    const [, leaving] = whole.person.identities as { id: string }[];
    const request = { personId: first, identityIds: [leaving!.id] };
    const preview = await client.post('/api/v1/splits/preview', request);
    expect(preview.body).toMatchObject({ people: [{ id: first }, { id: second }], twins: 0 });
    const stale = await client.post('/api/v1/splits', { ...request, version: whole.version - 1 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'people-changed' } });
    const done = await client.post('/api/v1/splits', { ...request, version: whole.version, reason: 'two' });
    expect(done).toMatchObject({ status: 200, body: { people: [{ id: first }, { id: second }] } });
    const audit = await api.dataSource.query('select kind, data from audit where subject_id = $1', [
      done.body.id,
    ]);
    expect(audit).toMatchObject([{ kind: 'person-split', data: { reason: 'two' } }]);
    await undo(done, 'splits');
    expect((await client.get(`/api/v1/threads/${second}`)).body.id).toBe(first);
  });

  it('leaves somebody, and takes only addresses of this person', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const idOf = async (id: string) =>
      (await client.get(`/api/v1/threads/${id}`)).body.person.identities[0].id as string;
    const split = async (identityIds: string[]) =>
      client.post('/api/v1/splits', { personId: first, version: (await known(first)).version, identityIds });
    expect(await split([await idOf(first)])).toMatchObject({
      status: 422,
      body: { code: 'nothing-to-split' },
    });
    expect((await split([await idOf(second)])).status).toBe(409);
  });
});

describe('a split of single messages', () => {
  it('tells apart who writes from a shared address, and from no other', async () => {
    const author = aMailIdentity('info@merges.example', 'Info');
    const { threadId, messageId: hers } = await receive(api, { author, text: 'hers' });
    const { messageId: his } = await receive(api, { author, text: 'his' });
    const ask = async (more: object) =>
      client.post('/api/v1/splits', {
        personId: threadId,
        version: (await known(threadId)).version,
        ...more,
      });
    expect(await ask({ messageIds: [his] })).toMatchObject({ status: 422, body: { code: 'not-shared' } });
    await api.dataSource.query('update identity set shared = true where key = $1', [author.key]);
    expect((await ask({ messageIds: [his], identityIds: [uuidv7()] })).status).toBe(400);
    expect((await client.post('/api/v1/splits/preview', { personId: threadId })).status).toBe(400);
    expect((await ask({ messageIds: [uuidv7()] })).status).toBe(422);
    const done = await ask({ messageIds: [his], name: 'Him' });
    expect(done).toMatchObject({ status: 200, body: { people: [{ id: threadId }, { name: 'Him' }] } });
    const part = done.body.people[1].id as string;
    const saidIn = async (id: string) =>
      (await client.get(`/api/v1/threads/${id}/messages`)).body.items.map((one: { id: string }) => one.id);
    expect([await saidIn(threadId), await saidIn(part)]).toEqual([[hers], [his]]);
    const options = await client.get(`/api/v1/threads/${part}/reply-options`);
    expect(options.body.to).toMatchObject([{ identity: { kind: 'mail', key: author.key } }]);
    // What made the part is no merge of anybody's, and has no undo of its own.
    const history = await client.get(`/api/v1/people/${threadId}/history`);
    expect(history.body.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['split']);
    const [made] = await api.dataSource.query(
      `select id from link_change where evidence ->> 'type' = 'part' order by number desc limit 1`,
    );
    expect((await client.post(`/api/v1/merges/${made.id}/undo`, {})).status).toBe(404);
    await undo(done, 'splits');
    expect(await saidIn(part)).toEqual([hers, his]);
  });
});

describe('a preview of a split of single messages', () => {
  it('says what just then moves: the messages, our answers, the topics that they opened, and no note', async () => {
    const author = aMailIdentity('desk@merges.example', 'Desk');
    const [one, second] = ['<one@merges.example>', '<two@merges.example>'];
    const { threadId: id } = await receive(api, { author, subject: 'hers', threadingId: one });
    await receive(api, { author, subject: 'hers', inReplyTo: [one] });
    await client.post(`/api/v1/threads/${id}/actions`, { kind: 'close' });
    const { messageId: own } = await receive(api, { author, subject: 'his', threadingId: second });
    const { messageId: under } = await receive(api, { author, subject: 'hers', inReplyTo: [one] });
    await client.post(`/api/v1/threads/${id}/notes`, { text: 'Two?' }, { 'idempotency-key': uuidv7() });
    const { version } = await known(id);
    const answer = { text: 'Yes.', answersMessageId: own };
    const sent = await client.post(`/api/v1/threads/${id}/replies`, answer, {
      ...{ 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    });
    expect(sent.status).toBeLessThan(300);
    const asked = { personId: id, messageIds: [under, own] };
    expect(await client.post('/api/v1/splits/preview', asked)).toMatchObject({
      status: 422,
      body: { code: 'not-shared' },
    });
    await api.dataSource.query('update identity set shared = true where key = $1', [author.key]);
    const preview = (await client.post('/api/v1/splits/preview', asked)).body;
    expect(preview).toMatchObject({
      people: [
        { id, messages: 2, notes: 1, topics: 1, openTopics: 1, more: false },
        { id: null, name: 'Desk', messages: 3, notes: 0, topics: 1, openTopics: 1, more: false },
      ],
      twins: 1,
    });
    const seen = preview.people[0].version as number;
    const done = await client.post('/api/v1/splits', { ...asked, version: seen, name: 'Him' });
    const counted = async (person: string) => {
      const { items } = (await client.get(`/api/v1/threads/${person}/messages`)).body;
      return (items as { direction: string }[]).filter(({ direction }) => direction !== 'note').length;
    };
    const [stays, leaves] = done.body.people as [Known, Known];
    expect([await counted(stays.id), await counted(leaves.id)]).toEqual([2, 3]);
    // Its own, and the twin of hers, in which he wrote.
    expect((await client.get(`/api/v1/threads/${leaves.id}`)).body.topics).toHaveLength(2);
  });
});

describe('the history of a person', () => {
  it('holds every link and its withdrawal with evidence, actor and reason, also as a table', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const persons = await Promise.all([first, second].map(known));
    const done = await mergeAs(persons, { reason: 'same voice' });
    await undo(done);
    const { body } = await client.get(`/api/v1/people/${second}/history`);
    const actor = { agent: { name: expect.any(String) } };
    expect(body.links).toMatchObject([
      {
        personId: second,
        evidence: 'Their first message to us',
        actor: { agent: null, name: 'Filo' },
        withdrawn: { kind: 'merge', changeId: done.body.id, reason: 'same voice', actor },
      },
      {
        personId: first,
        evidence: 'An agent’s word',
        grade: 'claimed',
        reason: 'same voice',
        actor,
        withdrawn: { kind: 'undo' },
      },
      { personId: second, evidence: 'Their first message to us', grade: 'proven', withdrawn: null, actor },
    ]);
    expect(body.changes).toMatchObject([
      { id: done.body.id, kind: 'merge', undoneAt: expect.any(String) },
      { kind: 'undo', undoes: done.body.id, evidence: 'A merge was undone' },
    ]);
    const csv = await client.get(`/api/v1/people/${second}/history?format=csv`);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect((csv.body as string).trim().split('\r\n')).toHaveLength(4);
  });

  it('leads an id to whoever holds its identities now, or names them when they are several', async () => {
    const [first, second, third] = [await newPerson(), await newPerson(), await newPerson()];
    await merge(second, third);
    const whole = await merge(first, second);
    expect((await client.get(`/api/v1/people/${third}/history`)).body.links.length).toBeGreaterThan(2);
    expect((await client.get(`/api/v1/threads/${third}`)).body.id).toBe(first);
    const { body } = await client.get(`/api/v1/threads/${first}`);
    const last = body.person.identities.at(-1).id as string;
    await client.post('/api/v1/splits', { personId: first, version: body.version, identityIds: [last] });
    expect(await client.get(`/api/v1/threads/${second}`)).toMatchObject({
      status: 300,
      body: { code: 'several-persons', candidates: [first, third] },
    });
    expect(whole.status).toBe(200);
  });
});

const topicOf = async ({ messageId }: { messageId: string }): Promise<string> => {
  const [message] = await api.dataSource.query('select topic_id as id from message where id = $1', [
    messageId,
  ]);
  return message.id as string;
};

describe('the recipients of a reply to a merged person', () => {
  it('come from the message answered alone, each with its reason; no other address of the person is added', async () => {
    const [work, home] = [aMailIdentity('work@merges.example'), aMailIdentity('home@merges.example')];
    const cc = { identity: aMailIdentity('boss@merges.example'), role: 'cc' as const };
    const first = await receive(api, { author: work, participants: [cc], sortAt: '2026-01-05T09:00:00Z' });
    const second = await receive(api, { author: home, participants: [], sortAt: '2026-01-05T10:00:00Z' });
    await merge(first.threadId, second.threadId);
    const { id, version } = await known(first.threadId);
    const options = await client.get(`/api/v1/threads/${id}/reply-options`);
    expect(options.body).toMatchObject({
      to: [{ identity: { key: home.key }, reason: 'wrote the message you answer' }],
      offered: [],
    });
    const { body: thread } = await client.get(`/api/v1/threads/${id}/messages`);
    const topicOf = (messageId: string) =>
      thread.items.find((message: { id: string }) => message.id === messageId).topicId as string;
    const older = await client.get(`/api/v1/threads/${id}/reply-options?topicId=${topicOf(first.messageId)}`);
    expect(older.body).toMatchObject({
      to: [{ identity: { key: work.key } }],
      offered: [{ identity: { key: cc.identity.key }, role: 'cc', reason: 'was in Cc of the message' }],
    });
    const sent = await client.post(
      `/api/v1/threads/${id}/replies`,
      { text: 'for work alone', answersMessageId: first.messageId },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
    expect(sent).toMatchObject({
      status: 201,
      body: { message: { deliveries: [{ recipient: { key: work.key } }], participants: { length: 1 } } },
    });
    expect(JSON.stringify(sent.body)).not.toContain(home.key);
  });

  it('get no subject that another address wrote, neither while the two are one nor after', async () => {
    const [work, home] = [aMailIdentity('work3@merges.example'), aMailIdentity('home3@merges.example')];
    const first = await receive(api, { author: work, subject: 'Only for work' });
    const second = await receive(api, { author: home, subject: 'Home' });
    const merged = await merge(first.threadId, second.threadId);
    await client.post(`/api/v1/threads/${second.threadId}/actions`, {
      kind: 'close',
      topicId: await topicOf(second),
    });
    const bare = await receive(api, { author: home, subject: undefined });
    expect(await topicOf(bare)).toBe(await topicOf(first));
    const subject = async () => {
      const { body } = await client.get(`/api/v1/threads/${second.threadId}/reply-options`);
      expect(body).toMatchObject({ answersMessageId: bare.messageId, to: [{ identity: { key: home.key } }] });
      return body.subject as string;
    };
    expect(await subject()).not.toContain('Only for work');
    await client.post(`/api/v1/merges/${merged.body.id}/undo`, {});
    expect(await subject()).not.toContain('Only for work');
    const { version } = await known(second.threadId);
    const sent = await client.post(
      `/api/v1/threads/${second.threadId}/replies`,
      { text: 'hello', answersMessageId: bare.messageId },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
    expect(sent.status).toBe(201);
    const [out] = await api.dataSource.query(
      `select payload::text as mail from outbox where payload ->> 'messageId' = $1`,
      [sent.body.message.id],
    );
    expect(out.mail).toContain('hello');
    expect(out.mail).not.toContain('Only for work');
  });

  it('name where the answer goes as what it is, when somebody wrote in another way than by that address', async () => {
    const { threadId } = await receive(api, {
      author: { kind: 'site', key: 'user-1', name: 'Ann' },
      replyTo: aMailIdentity('typed@merges.example'),
      participants: [],
    });
    const options = await client.get(`/api/v1/threads/${threadId}/reply-options`);
    expect(options.body.to).toMatchObject([
      { identity: { key: 'typed@merges.example' }, reason: expect.stringContaining('in another way') },
    ]);
  });

  it('stay those of the message answered when the persons part again, reply and all', async () => {
    const [work, home] = [aMailIdentity('work2@merges.example'), aMailIdentity('home2@merges.example')];
    const first = await receive(api, { author: work });
    const second = await receive(api, { author: home });
    const done = await merge(first.threadId, second.threadId);
    const { id, version } = await known(first.threadId);
    const sent = await client.post(
      `/api/v1/threads/${id}/replies`,
      { text: 'for home', answersMessageId: second.messageId },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
    await undo(done);
    const { body } = await client.get(`/api/v1/threads/${second.threadId}/messages`);
    expect(body.items.map((message: { id: string }) => message.id)).toEqual([
      second.messageId,
      sent.body.message.id,
    ]);
    expect((await client.get(`/api/v1/threads/${second.threadId}`)).body.state).toBe('waiting');
    expect((await client.get(`/api/v1/threads/${first.threadId}`)).body.state).toBe('open');
  });
});

describe('what an agent may not see', () => {
  const secret = 'qz8secret';
  it('goes along with its identities, and is told to nobody', async () => {
    const first = await newPerson();
    const both = aMailIdentity('both@merges.example');
    const { threadId: second } = await receive(api, { author: both });
    await receive(api, { author: both, accountId: closed.account, text: secret, newText: secret });
    const { threadId: hidden } = await receive(api, {
      accountId: closed.account,
      author: aMailIdentity(`${secret}@merges.example`, secret),
      subject: secret,
    });
    // Somebody who sees all makes one of them that the reader sees half of.
    await api.dataSource.query('insert into agent_access select id, $1 from agent', [closed.group]);
    const half = await merge(second, hidden);
    await api.dataSource.query('delete from agent_access where account_group_id = $1', [closed.group]);

    const answers = [await client.post('/api/v1/merges/preview', { personIds: [first, second] })];
    expect(answers[0]!.body.people).toMatchObject([
      { more: false },
      { more: true, identities: { length: 1 } },
    ]);
    answers.push(await client.post(`/api/v1/merges/${half.body.id}/undo-preview`, {}));
    expect(answers[1]!.body.people).toMatchObject([{ id: second, identities: [{ key: both.key }] }]);
    answers.push(await merge(first, second));
    const merged = await client.get(`/api/v1/threads/${first}`);
    const identities = merged.body.person.identities as { id: string; key: string }[];
    expect(identities).toHaveLength(2);
    answers.push(merged, await client.get(`/api/v1/threads?view=all`), await client.get('/api/v1/people'));
    for (const path of ['', '/messages', '/reply-options'])
      answers.push(await client.get(`/api/v1/threads/${first}${path}`));
    for (const path of ['', '/history', '/history?format=csv'])
      answers.push(await client.get(`/api/v1/people/${first}${path}`));
    const request = {
      personId: first,
      identityIds: identities.filter(({ key }) => key === both.key).map(({ id }) => id),
    };
    answers.push(await client.post('/api/v1/splits/preview', request));
    answers.push(
      await client.post('/api/v1/splits', { ...request, version: (await known(first)).version }),
      await undo(answers[2]!),
      await client.get(`/api/v1/threads/${hidden}`),
    );
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain(secret);
    expect(answers.map(({ status }) => status)).toEqual([...Array(15).fill(200), 404]);
  });
});
