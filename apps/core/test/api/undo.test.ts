import type { BoardPage, PersonDetail, QueryView, StormClosed, TakenUp } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';
import { startQueryConnector } from './test-query-connector.js';

let api: TestApi;
let ada: Client;
let bob: Client;
let queries: Awaited<ReturnType<typeof startQueryConnector>>;
const [shop, query, lesson, held] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

beforeAll(async () => {
  api = await startTestApi();
  queries = await startQueryConnector(api, () => ({ ok: true, found: [] }));
  ada = await api.signedIn();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(
    `with made as (
       insert into agent (id, email, name, role, password_hash)
       select gen_random_uuid(), 'bob@example.org', 'Bob', 'admin', password_hash from agent limit 1 returning id)
     insert into agent_access select made.id, $1 from made`,
    [group.id],
  );
  bob = api.client();
  await bob.post('/api/v1/session', { email: 'bob@example.org', password: 'correct horse battery' });
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [shop, group.id],
  );
  await api.dataSource.query(
    `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Our name', '{rossi}')`,
    [query, shop],
  );
  await api.dataSource.query(
    `insert into quarantine (id, cause, reason, channel, external_id, envelope, account_id, account_group_id, sort_at)
     select $1, 'unreadable', 'No', 'email', 'held', '{"author": {"kind": "mail", "key": "eve@undo.example"}, "to": []}', id, account_group_id, now() from account where channel = 'email'`,
    [held],
  );
}, 120_000);
afterAll(async () => {
  await queries.close();
  await api.close();
});

let people = 0;
const someone = async (): Promise<PersonDetail> => {
  const { threadId } = await receive(api, { author: aMailIdentity(`someone${++people}@undo.example`) });
  return person(threadId);
};
const person = async (id: string): Promise<PersonDetail> =>
  (await ada.get(`/api/v1/people/${id}`)).body as PersonDetail;

interface Order {
  method: string;
  path: string;
  body?: object | FormData;
}
const give = (by: Client, { method, path, body }: Order, undoes?: Answer): Promise<Answer> =>
  by.send(method, path, body, undoes ? { 'if-match': undoes.headers.get('etag')! } : {});

const png = (says: string): FormData => {
  const form = new FormData();
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  form.append('file', new Blob([new Uint8Array([...head, ...Buffer.from(says)])]), 'face.png');
  return form;
};

interface Thing {
  /** What Ada does, what Bob does meanwhile, and what her undo writes. */
  orders: [Order, Order, Order];
  /** What stands there now. */
  now(): Promise<unknown>;
  says: string | RegExp;
}

const patch = (path: string) => (body: object) => ({ method: 'PATCH', path, body });
const post = (path: string) => (body: object) => ({ method: 'POST', path, body });

const things: Record<string, () => Promise<Thing>> = {
  fact: async () => {
    const { id } = await someone();
    const size = (value: string) => patch(`/api/v1/people/${id}`)({ facts: { 'Shoe size': value } });
    return {
      orders: [size('44'), size('45'), size('')],
      now: async () => (await person(id)).facts.map(({ value }) => value),
      says: 'Bob has set this field to “45” since',
    };
  },
  photo: async () => {
    const { id } = await someone();
    const path = `/api/v1/people/${id}/photo`;
    const put = (says: string) => ({ method: 'PUT', path, body: png(says) });
    return {
      orders: [put('one'), put('two'), { method: 'DELETE', path }],
      now: async () => (await person(id)).photo,
      says: 'Bob has given another photo since',
    };
  },
  severity: async () => {
    const author = { kind: 'bluesky', key: `did:plc:undo${++people}` };
    const { messageId } = await receive(api, {
      ...{ channel: 'bluesky', accountId: shop, externalId: `at://undo/${people}`, author, replyTo: author },
      ...{ audience: 'public', participants: [], subject: undefined, arrival: { via: 'api' } },
      ...{ text: 'My sofa has a broken leg', newText: 'My sofa has a broken leg' },
    });
    const say = (level: string | null) =>
      post(`/api/v1/board/${messageId}/severity`)({ level, reason: 'As seen' });
    return {
      orders: [say('act-now'), say('today'), say(null)],
      now: async () =>
        ((await ada.get('/api/v1/board')).body as BoardPage).cards.find(({ id }) => id === messageId)!
          .correction!.level,
      says: 'Bob has put this under “Today” since',
    };
  },
  lesson: async () => {
    await api.dataSource.query(
      `insert into severity_lesson (id, account_group_id, phrase, direction, times, seen, from_levels, evidence)
       select $1, account_group_id, 'summer contest', 'down', 4, 5, '{1}', '{}' from account where id = $2`,
      [lesson, shop],
    );
    const decide = (state: string) => patch(`/api/v1/lessons/${lesson}`)({ state });
    return {
      orders: [decide('forgotten'), decide('grave'), decide('learnt')],
      now: async () => (await ada.get('/api/v1/lessons')).body.items[0].state,
      says: 'Bob has let this line lower grave posts, too since',
    };
  },
  owner: async () => {
    const { id } = await someone();
    const agents = (await ada.get('/api/v1/agents')).body.items as { id: string; name: string }[];
    const bobs = agents.find(({ name }) => name === 'Bob')!.id;
    const assign = (agentId: string | null) =>
      post(`/api/v1/threads/${id}/actions`)({ kind: 'assign', agentId });
    return {
      orders: [assign(agents.find((one) => one.id !== bobs)!.id), assign(bobs), assign(null)],
      now: async () => (await ada.get(`/api/v1/threads/${id}`)).body.assignee?.name,
      says: 'Bob has given this thread to Bob since',
    };
  },
  topic: async () => {
    const { id } = await someone();
    const act = (kind: string, more: object = {}) => post(`/api/v1/threads/${id}/actions`)({ kind, ...more });
    return {
      orders: [act('close'), act('reopen'), act('reopen')],
      now: async () => (await ada.get(`/api/v1/threads/${id}`)).body.state,
      says: 'Bob has reopened it since',
    };
  },
  script: async () => {
    const wanted = {
      title: `Hello ${++people}`,
      folder: '',
      shared: true,
      words: [{ language: 'en', text: 'Hello' }],
    };
    const { id } = (await ada.post('/api/v1/scripts', wanted)).body;
    const path = `/api/v1/scripts/${id}`;
    const change = (body: object) => ({ method: 'PATCH', path, body });
    return {
      orders: [
        { method: 'DELETE', path },
        change({ removed: false, title: `Bob’s ${people}` }),
        change({ removed: false }),
      ],
      now: async () =>
        (await ada.get('/api/v1/scripts')).body.items.map((one: { title: string }) => one.title),
      says: 'Bob has changed this script or brought it back since',
    };
  },
  shared: async () => {
    const { id, identities } = await someone();
    const share = (shared: boolean) => patch(`/api/v1/identities/${identities[0]!.id}`)({ shared });
    return {
      orders: [share(true), share(false), share(false)],
      now: async () => (await person(id)).identities[0]!.shared,
      says: 'Bob has said that one person alone uses this address since',
    };
  },
  blocked: async () => {
    const { id, identities } = await someone();
    const block = (blocked: boolean) => patch(`/api/v1/identities/${identities[0]!.id}`)({ blocked });
    return {
      orders: [block(true), block(false), block(false)],
      now: async () => (await person(id)).identities[0]!.blocked,
      says: 'Bob has let this address in again since',
    };
  },
  'sender of what is in quarantine': () => {
    const block = (blocked: boolean) => post(`/api/v1/quarantine/${held}/block`)({ blocked });
    return Promise.resolve({
      orders: [block(true), block(false), block(false)],
      now: async () =>
        api.dataSource.query(`select blocked, blocked_by from identity where key = 'eve@undo.example'`),
      says: 'Bob has let this address in again since',
    });
  },
  promise: async () => {
    const { id: threadId } = await someone();
    const [id, start] = [uuidv7(), Date.now()];
    const inHours = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
    const told = { id, text: 'Send the refund', dueAt: inHours(1) };
    await ada.post(`/api/v1/threads/${threadId}/promises`, told);
    const move = (hours: number) =>
      post(`/api/v1/promises/${id}/changes`)({ kind: 'move', dueAt: inHours(hours) });
    return {
      orders: [move(2), move(3), move(1)],
      now: async () => (await ada.get(`/api/v1/promises?threadId=${threadId}`)).body.items[0].dueAt,
      says: 'Bob has moved this promise or given it to somebody since',
    };
  },
  query: () => {
    const turn = (state: string) => patch(`/api/v1/queries/${query}`)({ state });
    return Promise.resolve({
      orders: [turn('paused'), { method: 'DELETE', path: `/api/v1/queries/${query}` }, turn('active')],
      now: () => api.dataSource.query('select state from saved_query where id = $1', [query]),
      says: 'Bob has removed this query since',
    });
  },
};

const ok = (answer: Answer): Answer => {
  expect([200, 204]).toContain(answer.status);
  return answer;
};

describe.each(Object.entries(things))('undo of a %s', (_, make) => {
  it('writes over nothing that a colleague did meanwhile, and says who did what', async () => {
    const { orders, now, says } = await make();
    const done = ok(await give(ada, orders[0]));
    ok(await give(bob, orders[1]));
    const stands = await now();
    const refused = await give(ada, orders[2], done);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'changed-since', who: 'Bob', before: false },
    });
    expect(refused.body.detail).toMatch(says);
    expect(await now()).toEqual(stands);
  });
});

it('undoes one thing after the other, each once, and never what was undone', async () => {
  const { id } = await someone();
  const size = (value: string) => patch(`/api/v1/people/${id}`)({ facts: { 'Shoe size': value } });
  const first = ok(await give(ada, size('44')));
  const second = ok(await give(ada, size('45')));
  // Not over the head of one's own later change, either.
  expect((await give(ada, size(''), first)).body).toMatchObject({
    code: 'changed-since',
    who: 'you',
    now: '45',
  });
  ok(await give(ada, size('44'), second));
  expect((await give(ada, size('44'), second)).body).toMatchObject({ code: 'already-undone' });
  ok(await give(ada, size(''), first));
  expect((await person(id)).facts).toEqual([]);
});

it('brings back nothing but what stood before: a change that wrote over another unseen is not undone to what its page showed', async () => {
  const { id } = await someone();
  const size = (value: string) => patch(`/api/v1/people/${id}`)({ facts: { 'Shoe size': value } });
  ok(await give(bob, size('45')));
  const unseen = ok(await give(ada, size('44')));
  const refused = await give(ada, size(''), unseen);
  expect(refused.body).toMatchObject({ code: 'changed-since', who: 'Bob', now: '45', before: true });
  ok(await give(ada, size('45'), unseen));
});

it('has no name for what was so already: there is nothing of one’s own to undo', async () => {
  const { identities } = await someone();
  const block = patch(`/api/v1/identities/${identities[0]!.id}`)({ blocked: true });
  ok(await give(bob, block));
  expect(ok(await give(ada, block)).headers.get('etag')).toBeNull();
  expect((await ada.send('PATCH', block.path, block.body, { 'if-match': '"1"' })).body).toMatchObject({
    ...{ status: 400, code: 'precondition-unreadable' },
  });
  expect((await ada.send('PATCH', block.path, block.body, { 'if-match': `"${uuidv7()}"` })).status).toBe(409);
});

it('stops a query and lets it run again without a word of what a colleague wrote into it meanwhile', async () => {
  const turn = (body: object) => patch(`/api/v1/queries/${query}`)(body);
  ok(await give(ada, turn({ state: 'active' })));
  const paused = ok(await give(ada, turn({ state: 'paused' })));
  ok(await give(bob, turn({ name: 'Renamed', words: ['rossi', 'sofa'] })));
  const back = ok(await give(ada, turn({ state: 'active' }), paused));
  expect(back.body as QueryView).toMatchObject({
    name: 'Renamed',
    words: ['rossi', 'sofa'],
    state: 'active',
  });
});

it('undoing a merge says before what it would move back, drafts and promises, too, and changes nothing', async () => {
  const [first, second] = [(await someone()).id, (await someone()).id];
  await ada.post(`/api/v1/threads/${second}/notes`, { text: 'They moved to Turin' });
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const promised = { id: uuidv7(), text: 'Ask the shop', dueAt };
  expect((await ada.post(`/api/v1/threads/${second}/promises`, promised)).status).toBe(201);
  const versionOf = async (id: string) => (await ada.get(`/api/v1/threads/${id}`)).body.version;
  const versions = { [first]: await versionOf(first), [second]: await versionOf(second) };
  const done = await ada.post('/api/v1/merges', { personIds: [first, second], versions });
  const look = () => ada.post(`/api/v1/merges/${done.body.id}/undo-preview`, {});
  expect((await look()).body.people).toMatchObject([
    { id: first, messages: 1, notes: 0, drafts: 0, promises: 0 },
    { id: second, messages: 1, notes: 1, drafts: 0, promises: 1, identities: [{}] },
  ]);
  expect((await ada.get(`/api/v1/threads/${second}`)).body.id).toBe(first);
  expect((await ada.post(`/api/v1/merges/${done.body.id}/undo`, {})).status).toBe(200);
  expect(await look()).toMatchObject({ status: 409, body: { code: 'already-undone' } });
});

it('an undone close opens all that it closed, and an undone assignment gives each topic back to whoever had it', async () => {
  const { threadId } = await receive(api, { author: aMailIdentity(`two${++people}@undo.example`) });
  await receive(api, { author: aMailIdentity(`two${people}@undo.example`), subject: 'Something else' });
  const topics = async () =>
    (
      (await ada.get(`/api/v1/threads/${threadId}`)).body.topics as {
        id: string;
        state: string;
        assignee: { name: string } | null;
      }[]
    )
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ state, assignee }) => `${state} ${assignee?.name ?? 'nobody'}`);
  const [one] = (await ada.get(`/api/v1/threads/${threadId}`)).body.topics as [{ id: string }];
  const agents = (await ada.get('/api/v1/agents')).body.items as { id: string; name: string }[];
  const bobs = agents.find(({ name }) => name === 'Bob')!.id;
  const act = (body: object, undoes?: Answer) =>
    give(ada, { method: 'POST', path: `/api/v1/threads/${threadId}/actions`, body }, undoes);
  await act({ kind: 'assign', agentId: bobs, topicId: one.id });
  const before = await topics();
  const taken = await act({ kind: 'assign', agentId: agents.find(({ id }) => id !== bobs)!.id });
  const closed = await act({ kind: 'close' });
  expect(await topics()).not.toEqual(before);
  expect((await act({ kind: 'reopen' }, closed)).status).toBe(200);
  expect((await act({ kind: 'assign', agentId: bobs }, taken)).status).toBe(200);
  expect(await topics()).toEqual(before);
  expect((await act({ kind: 'reopen' }, closed)).body.code).toBe('already-undone');
});

describe('undoing what ended a snooze', () => {
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const two = async () => {
    const author = aMailIdentity(`snoozed${++people}@undo.example`);
    const [word, monthAgo] = [`first${people}@undo.example`, new Date(Date.now() - 30 * 86_400_000)];
    const { threadId } = await receive(api, { author, threadingId: word, sortAt: monthAgo.toISOString() });
    await receive(api, { author, subject: 'Something else' });
    const path = `/api/v1/threads/${threadId}/actions`;
    const act = async (body: object, undoes?: Answer) =>
      ok(await give(ada, { method: 'POST', path, body }, undoes));
    const topics = async () =>
      (
        (await ada.get(`/api/v1/threads/${threadId}`)).body.topics as {
          id: string;
          state: string;
          snoozed: { until: string | null } | null;
        }[]
      ).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const states = async () =>
      (await topics()).map(({ state, snoozed }) => `${state} ${snoozed?.until ?? 'never'}`);
    return { author, threadId, word, act, topics, states };
  };

  it('gives each topic back what it had and snoozes nothing that came meanwhile, in one request', async () => {
    const { author, act, topics, states } = await two();
    const [first] = await topics();
    await act({ kind: 'snooze', topicId: first!.id, until: inHours(1) });
    const before = await states();
    const closed = await act({ kind: 'close' });
    await receive(api, { author, subject: 'What came meanwhile' });
    await act({ kind: 'reopen' }, closed);
    const after = await topics();
    expect(after).toHaveLength(3);
    expect((await states()).slice(0, 2)).toEqual(before);
    expect(after[2]).toMatchObject({ state: 'open', snoozed: null });
  });

  it('gives back an earlier snooze of one topic, and wakes the other', async () => {
    const { act, topics, states } = await two();
    const [first] = await topics();
    await act({ kind: 'snooze', topicId: first!.id, until: null });
    const before = await states();
    const later = await act({ kind: 'snooze', until: inHours(5) });
    await act({ kind: 'wake' }, later);
    expect(await states()).toEqual(before);
    const woken = await act({ kind: 'wake' });
    await act({ kind: 'snooze', until: null }, woken);
    expect(await states()).toEqual(before);
  });

  it('leaves open in what they wrote meanwhile, which would have ended the snooze', async () => {
    const { author, word, act, states, threadId } = await two();
    await act({ kind: 'snooze', until: inHours(1) });
    const closed = await act({ kind: 'close' });
    await receive(api, { author, references: [word], text: 'And another word' });
    await act({ kind: 'reopen' }, closed);
    expect((await states()).toSorted()).toEqual(['open never', expect.stringMatching(/^snoozed /)]);
    expect((await ada.get(`/api/v1/threads/${threadId}`)).body.topics).toHaveLength(2);
  });

  it('follows a promise again that was dropped with it, to where that is due now', async () => {
    const { act, states, threadId } = await two();
    const promised = { id: uuidv7(), text: 'Send the refund', dueAt: inHours(3) };
    expect((await ada.post(`/api/v1/threads/${threadId}/promises`, promised)).status).toBe(201);
    await act({ kind: 'snooze', until: promised.dueAt, promiseId: promised.id });
    const before = await states();
    const closed = await act({ kind: 'close', promises: 'dropped', reason: 'They found it' });
    await act({ kind: 'reopen', promiseIds: closed.body.settled }, closed);
    expect(await states()).toEqual(before);
    const again = await act({ kind: 'close', promises: 'keep-open' });
    const moved = { kind: 'move', dueAt: inHours(9) };
    expect((await ada.post(`/api/v1/promises/${promised.id}/changes`, moved)).status).toBe(200);
    await act({ kind: 'reopen' }, again);
    expect(await states()).toEqual([`snoozed ${moved.dueAt}`, `snoozed ${moved.dueAt}`]);
  });

  it('gives back a snooze that is over by now, for the clock to end', async () => {
    const { act, threadId } = await two();
    await act({ kind: 'snooze', until: inHours(1) });
    const closed = await act({ kind: 'close' });
    await api.dataSource.query(
      `update action a set data = jsonb_set(data, '{wasSnoozed,until}', to_jsonb($2::text)) from topic t, link l
       where t.id = a.topic_id and l.identity_id = t.anchor_identity_id and l.person_id = $1 and a.kind = 'close'`,
      [threadId, inHours(-1)],
    );
    const opened = await act({ kind: 'reopen' }, closed);
    expect(opened.body.row.snoozed).not.toBeNull();
  });
});

describe('undo of what is done with a card', () => {
  /** A post under this number of an author; with `heard` it was only found. */
  const post = (text: string, number: number, over: object = {}) => {
    const author = { kind: 'bluesky', key: `did:plc:card${number}` };
    return receive(api, {
      ...{
        channel: 'bluesky',
        accountId: shop,
        externalId: `at://card/${++people}`,
        author,
        replyTo: author,
      },
      ...{ audience: 'public', participants: [], subject: undefined, arrival: { via: 'api' } },
      ...{ text, newText: text, ...over },
    });
  };
  const cardOf = async (id: string) =>
    ((await ada.get('/api/v1/board')).body as BoardPage).cards.find(({ messageId }) => messageId === id)!;
  const close = async (by: Client, { id, upTo }: { id: string; upTo: string }) =>
    ok(await by.post(`/api/v1/board/${id}/close`, { upTo })).body as StormClosed;
  const back = (id: string, messageIds: readonly string[], change: string | null) =>
    ada.send('POST', `/api/v1/board/${id}/wait-again`, { messageIds }, { 'if-match': `"${change}"` });

  it('opens no topic with which a colleague did something since', async () => {
    const { messageId, threadId } = await post('My garden bench arrived with three legs', 1);
    const card = await cardOf(messageId);
    const { topics } = await close(ada, card);
    const act = (by: Client, kind: string, change?: string) =>
      by.send('POST', `/api/v1/threads/${threadId}/actions`, { kind }, change ? { 'if-match': change } : {});
    ok(await act(bob, 'reopen'));
    ok(await act(bob, 'close'));
    expect((await act(ada, 'reopen', topics[0]!.change)).body).toMatchObject({
      ...{ code: 'changed-since', what: 'topic', who: 'Bob', now: 'close' },
    });
  });

  it.each([
    ['settled by itself', {}],
    ['set aside', { heard: { as: 'listening', queries: [query] } }],
  ])(
    'lets nothing wait again that was %s, waited and was seen to again by a colleague',
    async (what, over) => {
      const number = 10 + what.length;
      if (what !== 'set aside') await post('The Rossi kettle caught fire and burnt my hand', number);
      const { messageId } = await post(`The shelves of ${what} wobble a little bit too much`, number, over);
      const card = await cardOf(messageId);
      const done = await close(ada, card);
      const posts = [...done.settled, ...done.setAside];
      expect(posts).toEqual([messageId]);
      expect((await back(card.id, posts, uuidv7())).status).toBe(409);
      expect((await back(card.id, posts, done.change)).body).toMatchObject({ open: 1 });
      expect((await back(card.id, posts, done.change)).body).toMatchObject({ code: 'already-undone' });
      const again = await close(ada, card);
      ok(await bob.post(`/api/v1/board/${card.id}/wait-again`, { messageIds: posts }));
      expect((await close(bob, card)).change).not.toBeNull();
      const refused = await back(card.id, posts, again.change);
      expect(refused.body).toMatchObject({ code: 'changed-since', what: 'post', who: 'Bob', now: 'settled' });
      expect(await cardOf(messageId)).toMatchObject({ open: 0 });
    },
  );

  it('gives up what was taken up, unless a colleague has it since; who came second has nothing to give up', async () => {
    const heard = { heard: { as: 'listening', queries: [query] } };
    const { messageId } = await post('Thinking of a wicker chair for the balcony', 40, heard);
    const { id } = await cardOf(messageId);
    const taken = ok(await ada.post(`/api/v1/board/${id}/take-up`, {}));
    expect(ok(await bob.post(`/api/v1/board/${id}/take-up`, {})).headers.get('etag')).toBeNull();
    const { threadId, topicId } = taken.body as TakenUp;
    const bobs = (await bob.get('/api/v1/session')).body.agent.id as string;
    const path = `/api/v1/threads/${threadId}/actions`;
    const mine = ok(await bob.post(path, { kind: 'assign', agentId: bobs, topicId }));
    const giveUp = { method: 'POST', path, body: { kind: 'assign', agentId: null, topicId } };
    expect((await give(ada, giveUp, taken)).body).toMatchObject({ code: 'changed-since', who: 'Bob' });
    ok(await give(bob, giveUp, mine));
    ok(await give(ada, giveUp, taken));
    expect((await ada.get(`/api/v1/threads/${threadId}`)).body.assignee).toBeNull();
  });
});
