import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import type { BoardPage, NoticeList, OkRequest, OkRequestList } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { TellNotices } from '../../src/notices/tell-notices.js';
import { RemoveOldMessages } from '../../src/retention/remove-old-messages.js';
import { lockThreads } from '../../src/threads/lock-threads.js';
import type { Answer, Client } from './client.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
/** The admin; Bea and Kim are agents of the same account group, Out of another. */
let ada: Client;
let bea: Client;
let kim: Client;
let out: Client;
const account = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  ada = await api.signedIn();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  const [closed] = (await api.dataSource.query(
    `insert into account_group (id, name) values (gen_random_uuid(), 'Closed') returning id`,
  )) as [{ id: string }];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [account, group.id],
  );
  bea = await signedInAgent(api, 'bea', [group.id]);
  kim = await signedInAgent(api, 'kim', [group.id]);
  out = await signedInAgent(api, 'out', [closed.id]);
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:ok${posts}`, handle: `ok${posts}.example` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: account, externalId: `at://ok/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text, ...over },
    arrival: { via: 'api' },
  });
};
const grave = () => say(`The kettle number ${posts} exploded in my hands, model ${uuidv7().slice(-6)}`);
const seen = async (threadId: string): Promise<string> =>
  `"${(await ada.get(`/api/v1/threads/${threadId}`)).body.version}"`;
const write = async (
  by: Client,
  { threadId }: Received,
  {
    body = { text: 'We are so sorry. Please stop using it.' },
    way = 'ok-requests',
    key = uuidv7() as string,
  } = {},
): Promise<Answer> =>
  by.post(`/api/v1/threads/${threadId}/${way}`, body, {
    'if-match': await seen(threadId),
    'idempotency-key': key,
  });
const ask = async (by: Client, post: Received, text?: string): Promise<OkRequest> => {
  const answer = await write(by, post, text === undefined ? {} : { body: { text } });
  expect(answer.status).toBe(201);
  return answer.body as OkRequest;
};
const give = async (by: Client, request: OkRequest, version?: number): Promise<Answer> =>
  by.post(
    `/api/v1/ok-requests/${request.id}/ok`,
    { digest: request.digest },
    { 'if-match': `"${version ?? request.seenVersion}"` },
  );
const edit = async (by: Client, { id, threadId }: OkRequest, text: string): Promise<Answer> =>
  by.send('PUT', `/api/v1/ok-requests/${id}`, { text }, { 'if-match': await seen(threadId!) });
const sends = async (): Promise<SendInput[]> =>
  (await api.dataSource.query('select payload from outbox order by id')).map(
    ({ payload }: { payload: SendInput }) => payload,
  );
const leftSince = async (before: number): Promise<string[]> =>
  (await sends()).slice(before).map(({ text }) => text);
/** Its author deletes the post that was said last. */
const deleteNewest = () =>
  new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', accountId: account },
      ...{ externalId: `at://ok/${posts}`, at: new Date().toISOString() },
    },
  ]);
const setRule = (needed: boolean) => ada.send('PUT', '/api/v1/ok-rule', { needed });
const waiting = async (by: Client): Promise<OkRequest[]> =>
  ((await by.get('/api/v1/ok-requests')).body as OkRequestList).items;

it('tells colleagues who may give it that an OK is asked for, and that it is settled once it was given', async () => {
  const request = await ask(bea, await grave());
  await new TellNotices(api.dataSource).once();
  const told = async (by: Client) =>
    ((await by.get('/api/v1/notices')).body as NoticeList).items
      .filter(({ threadId }) => threadId === request.threadId)
      .map(({ kind, by: asking, read }) => ({ kind, by: asking?.name, read }));
  for (const by of [ada, kim]) expect(await told(by)).toEqual([{ kind: 'ok', by: 'bea', read: false }]);
  for (const by of [bea, out]) expect(await told(by)).toEqual([]);
  // Given back and asked for anew, it is told anew.
  const back = { digest: request.digest, reason: 'Name the model.' };
  expect((await kim.post(`/api/v1/ok-requests/${request.id}/return`, back)).status).toBe(200);
  expect(await told(ada)).toMatchObject([{ read: true }]);
  const anew = (await edit(bea, request, 'Please stop using the model K1.')).body as OkRequest;
  await new TellNotices(api.dataSource).once();
  expect(await told(ada)).toMatchObject([{ read: false }]);
  expect((await give(kim, anew)).status).toBe(200);
  expect(await told(ada)).toEqual([{ kind: 'ok', by: 'bea', read: true }]);
  expect((await ada.get('/api/v1/notices')).body).toMatchObject({ unread: 0 });
});

it('one person does not answer a post of harm, law or press in public, by whichever way the API takes answers', async () => {
  const before = (await sends()).length;
  const post = await grave();
  const refused = await write(bea, post, { way: 'replies' });
  expect([refused.status, refused.body.code]).toEqual([422, 'needs-ok']);
  expect(refused.body.why).toEqual([{ factor: 'harm', words: ['exploded'] }]);
  const long = { text: 'We are sorry for the kettle. '.repeat(30), split: true };
  const inTopic = { text: 'Sorry!', answersMessageId: post.messageId };
  for (const body of [long, inTopic, { text: 'Sorry!', close: true }])
    expect((await write(bea, post, { way: 'replies', body })).body.code).toBe('needs-ok');
  for (const words of ['My lawyer will write to you', 'I told a journalist about this shop'])
    expect((await write(bea, await say(`${words} ${posts}`), { way: 'replies' })).body.code).toBe('needs-ok');
  expect(await leftSince(before)).toEqual([]);
  const options = (await bea.get(`/api/v1/threads/${post.threadId}/reply-options`)).body;
  expect(options.ok).toEqual({
    ...{ why: [{ factor: 'harm', words: ['exploded'] }], colleagues: 2 },
    asking: expect.objectContaining({ messageId: post.messageId }),
  });
  const mild = await say('When does the shop open on Sunday?');
  expect((await write(bea, mild, { way: 'replies' })).status).toBe(201);
  expect((await write(bea, mild)).body.code).toBe('not-waiting');
});

it('who writes "it exploded" and then "hello?" is not answered alone about the second word, whatever the level was corrected to', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:two-words', handle: 'two.example' };
  const first = await say('Your fan heater caught fire, serial 4411', { author, replyTo: author });
  const second = await say('Hello? Anybody there?', { author, replyTo: author });
  const answers = { text: 'Sorry!', answersMessageId: second.messageId };
  expect((await write(bea, second, { way: 'replies', body: answers })).body.code).toBe('needs-ok');
  const { cards } = (await bea.get('/api/v1/board')).body as BoardPage;
  const card = cards.find(({ messageId }) => messageId === first.messageId)!;
  await bea.post(`/api/v1/board/${card.id}/severity`, { level: 'watch', reason: 'Not so bad' });
  expect((await write(bea, second, { way: 'replies', body: answers })).body.code).toBe('needs-ok');
});

it('what they quote, what they wrote in private in the same matter, and what was weighed by an older list is grave as well', async () => {
  const quoting = await say('@shop ??', { quotedText: 'Their charger exploded in my hand' });
  expect((await write(bea, quoting, { way: 'replies' })).body.code).toBe('needs-ok');
  const author = { kind: 'bluesky', key: 'did:plc:private', handle: 'private.example' };
  const theirs = { author, replyTo: author };
  await say('It burned my hand, my lawyer writes to you', { ...theirs, audience: 'private' });
  const open = await say('@shop will you answer me?', theirs);
  expect((await write(bea, open, { way: 'replies' })).body.why).toMatchObject([
    { factor: 'harm' },
    { factor: 'law', words: ['lawyer'] },
  ]);
  const before = await say('I have told a journalist');
  await api.dataSource.query(`update public_post set reasons = '[]', version = '2' where message_id = $1`, [
    before.messageId,
  ]);
  expect((await write(bea, before, { way: 'replies' })).body.code).toBe('needs-ok');
});

it('of all cards of one author, only that of the post that is answered says that an answer waits', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:cards', handle: 'cards.example' };
  const grave = await say('Your toaster caught fire, serial 9911', { author, replyTo: author });
  const mild = await say('Do you sell blue curtains for a caravan?', { author, replyTo: author });
  const body = { text: 'Please stop using it.', answersMessageId: grave.messageId };
  expect((await write(bea, grave, { body })).status).toBe(201);
  const { cards } = (await kim.get('/api/v1/board')).body as BoardPage;
  const asksOk = [grave, mild].map(
    (post) => cards.find(({ messageId }) => messageId === post.messageId)?.asksOk,
  );
  expect(asksOk).toEqual([expect.objectContaining({ name: 'bea' }), null]);
});

it('a closed matter goes on for two weeks: the next words of its author, in a topic of their own, are not answered alone', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:closed', handle: 'closed.example' };
  const first = await say('Your charger burned my hand', { author, replyTo: author });
  const close = (days: number) =>
    api.dataSource.query(
      `with closed as (
         update topic set state = 'closed', closed_at = now() - $2::interval, close_at = now() from message m where m.id = $1 and topic.id = m.topic_id)
       update public_post set posted_at = now() - $2::interval where message_id = $1`,
      [first.messageId, `${days} days`],
    );
  await close(13);
  const later = await say('Hello? No answer?', { author, replyTo: author });
  const [{ topics }] = (await api.dataSource.query(
    'select count(distinct topic_id)::int as topics from message where id = any($1)',
    [[first.messageId, later.messageId]],
  )) as [{ topics: number }];
  expect(topics).toBe(2);
  expect((await write(bea, later, { way: 'replies' })).body.code).toBe('needs-ok');
  await close(15);
  expect((await write(bea, later, { way: 'replies' })).status).toBe(201);
});

it('what retention or its author removed here was grave all the same, and nobody is told that it is gone from its network if it is not', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:kept', handle: 'kept.example' };
  const sortAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const old = await say('Your drill exploded', { author, replyTo: author, sortAt });
  const answersOld = { text: 'Sorry!', answersMessageId: old.messageId };
  const waits = (await write(bea, old, { body: answersOld })).body as OkRequest;
  const later = await say('Hello?', { author, replyTo: author });
  await api.dataSource.query(
    `insert into retention (channel, account_group_id, days) select channel, account_group_id, 30 from account where id = $1`,
    [account],
  );
  const log = { info: () => undefined };
  expect(await new RemoveOldMessages(api.dataSource, log).once(new AbortController().signal)).toBe(1);
  const answersLater = { text: 'Sorry!', answersMessageId: later.messageId };
  expect((await write(bea, later, { way: 'replies', body: answersLater })).body.code).toBe('needs-ok');
  for (const way of ['replies', 'ok-requests'])
    expect((await write(bea, later, { way, body: answersOld })).body.reason).toBe('post-removed');
  const now = (await kim.get(`/api/v1/ok-requests/${waits.id}`)).body as OkRequest;
  expect(now.answers).toMatchObject({ gone: true, removed: true });
  expect((await give(kim, now)).body.reason).toBe('post-removed');
  expect((await write(bea, later, { body: answersLater })).body).toMatchObject({
    state: 'waiting',
    why: [{ factor: 'harm', words: [] }],
  });
});

it('what a colleague read is what leaves, once, as the word of its author; card, thread and audit tell of it', async () => {
  const before = (await sends()).length;
  const post = await say('My daughter was taken to hospital after she had sat on your swing');
  const request = await ask(bea, post);
  expect(request).toMatchObject({
    ...{ state: 'waiting', threadId: post.threadId, text: 'We are so sorry. Please stop using it.' },
    ...{ author: { name: 'bea' }, colleagues: 2, decided: null, messageId: null },
    answers: { messageId: post.messageId, gone: false },
  });
  expect(await leftSince(before)).toEqual([]);
  expect((await waiting(kim)).map(({ id }) => id)).toContain(request.id);
  const card = async () =>
    ((await kim.get('/api/v1/board')).body as BoardPage).cards.find(
      ({ messageId }) => messageId === post.messageId,
    );
  expect(await card()).toMatchObject({ open: 1, asksOk: { name: 'bea' } });
  const own = await give(bea, request);
  expect([own.status, own.body.reason]).toEqual([403, 'ok-by-author']);
  const given = await give(kim, request);
  expect(given.body).toMatchObject({ state: 'sent', decided: { agent: { name: 'kim' } } });
  expect((await give(ada, request)).body.code).toBe('not-waiting');
  expect(await leftSince(before)).toEqual(['We are so sorry. Please stop using it.']);
  expect(await card()).toMatchObject({ asksOk: null });
  const { items } = (await kim.get(`/api/v1/threads/${post.threadId}/messages`)).body;
  expect(items.at(-1)).toMatchObject({ id: given.body.messageId, author: { agent: { name: 'bea' } } });
  const audit = await api.dataSource.query(
    `select a.kind, who.name, a.data from audit a join agent who on who.id = a.actor_agent_id
     where a.subject_id = any($1) order by a.id`,
    [[request.id, given.body.messageId]],
  );
  expect(audit.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`).toSorted()).toEqual(
    ['ok-asked bea', 'ok-given kim', 'reply-queued bea'],
  );
});

it('two who give the OK at once send it once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const before = (await sends()).length;
    const request = await ask(bea, await grave());
    const answers = await Promise.all([give(kim, request), give(ada, request), give(kim, request)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await leftSince(before)).toHaveLength(1);
  }
});

it('an OK given to the former words sends neither them nor the new ones', async () => {
  const before = (await sends()).length;
  const request = await ask(bea, await grave());
  expect((await edit(kim, request, 'Mine now')).status).toBe(403);
  const edited = (await edit(bea, request, 'Other words')).body as OkRequest;
  expect(edited).toMatchObject({ state: 'waiting', text: 'Other words' });
  expect((await give(kim, request)).body.code).toBe('not-as-read');
  expect(await leftSince(before)).toEqual([]);
  expect((await give(kim, edited)).status).toBe(200);
  expect(await leftSince(before)).toEqual(['Other words']);
});

it('an OK and an edit or a withdrawal at once end as one of them, never as both', async () => {
  for (let round = 0; round < 6; round += 1) {
    const before = (await sends()).length;
    const request = await ask(bea, await grave(), 'As it was read');
    const other = () =>
      round % 2 === 0
        ? bea.post(`/api/v1/ok-requests/${request.id}/withdraw`, {})
        : edit(bea, request, 'As nobody read it');
    const [given, changed] = await Promise.all([give(kim, request), other()]);
    expect([given.status, changed.status].toSorted()).toEqual([200, 409]);
    expect(await leftSince(before)).toEqual(given.status === 200 ? ['As it was read'] : []);
  }
});

it('a withdrawal that comes while an OK is being carried out waits for it, and comes too late', async () => {
  const before = (await sends()).length;
  const request = await ask(bea, await grave(), 'As it was read');
  const waits = async (count: number) => {
    const [row] = (await api.dataSource.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )) as [{ n: number }];
    return row.n >= count;
  };
  const holder = api.dataSource.createQueryRunner();
  await holder.startTransaction();
  await lockThreads(holder, [request.threadId!]);
  const given = give(kim, request);
  await eventually(() => waits(1));
  const taken = bea.post(`/api/v1/ok-requests/${request.id}/withdraw`, {});
  const first = await Promise.race([taken, eventually(() => waits(2))]);
  expect(first).toBe(true);
  await holder.commitTransaction();
  await holder.release();
  expect([(await given).status, (await taken).status]).toEqual([200, 409]);
  expect(await leftSince(before)).toEqual(['As it was read']);
});

it('who gives it back says why; its author reads that, and edits and asks anew or takes it back', async () => {
  const before = (await sends()).length;
  const request = await ask(bea, await grave());
  const back = (reason: string) =>
    kim.post(`/api/v1/ok-requests/${request.id}/return`, { digest: request.digest, reason });
  expect((await back(' ')).status).toBe(400);
  expect((await back('Do not say sorry before legal has read it')).status).toBe(200);
  expect((await waiting(kim)).map(({ id }) => id)).not.toContain(request.id);
  expect((await waiting(bea)).find(({ id }) => id === request.id)).toMatchObject({
    state: 'returned',
    decided: { agent: { name: 'kim' }, reason: 'Do not say sorry before legal has read it' },
  });
  expect((await give(kim, request)).body.code).toBe('not-waiting');
  const anew = (await edit(bea, request, 'Please write to us.')).body as OkRequest;
  expect(anew).toMatchObject({ state: 'waiting', decided: null });
  expect((await kim.post(`/api/v1/ok-requests/${request.id}/withdraw`, {})).status).toBe(403);
  expect((await bea.post(`/api/v1/ok-requests/${request.id}/withdraw`, {})).body.state).toBe('withdrawn');
  expect((await give(kim, anew)).body.code).toBe('not-waiting');
  expect(await leftSince(before)).toEqual([]);
});

it('nothing leaves to a post that was deleted meanwhile, nor over words that came since and were not read', async () => {
  const before = (await sends()).length;
  const author = { kind: 'bluesky', key: 'did:plc:goes-on', handle: 'goes.example' };
  const first = await say('The lamp gave me an electric shock', { author, replyTo: author });
  const request = await ask(bea, first);
  await say('Found it: I had it plugged in wrong', { author, replyTo: author });
  expect((await give(kim, request)).body).toMatchObject({ code: 'thread-changed' });
  const read = (await kim.get(`/api/v1/ok-requests/${request.id}`)).body as OkRequest;
  expect((await give(kim, read)).status).toBe(200);
  const post = await grave();
  const gone = await ask(bea, post);
  await deleteNewest();
  const now = (await kim.get(`/api/v1/ok-requests/${gone.id}`)).body as OkRequest;
  expect(now.answers).toMatchObject({ text: '', gone: true });
  const refused = await give(kim, now);
  expect([refused.body.code, refused.body.reason]).toEqual(['cannot-reply', 'post-gone']);
  // Nor does it go out without asking.
  const alone = await write(bea, post, { way: 'replies', body: { text: 'Sorry!' } });
  expect([alone.body.code, alone.body.reason]).toEqual(['cannot-reply', 'post-gone']);
  expect(await leftSince(before)).toHaveLength(1);
});

it('an answer shows what came since it was asked for; who gives the OK as they were shown it before is told so once, and reads', async () => {
  const before = (await sends()).length;
  const author = { kind: 'bluesky', key: 'did:plc:since', handle: 'since.example' };
  const request = await ask(
    bea,
    await say('Your grill caught fire on my balcony', { author, replyTo: author }),
  );
  expect(request.since).toEqual([]);
  const news = await say('My neighbour is in hospital', { author, replyTo: author });
  const refused = await give(kim, request, request.seenVersion);
  expect(refused.body).toMatchObject({ code: 'thread-changed', newMessages: [{ id: news.messageId }] });
  expect(refused.body.detail).toMatch(/give your OK to it anew/u);
  expect(await leftSince(before)).toEqual([]);
  const shown = (await waiting(kim)).find(({ id }) => id === request.id)!;
  expect(shown.since).toMatchObject([
    { messageId: news.messageId, ours: false, text: 'My neighbour is in hospital' },
  ]);
  expect(shown.seenVersion).toBe(refused.body.version);
  expect((await give(kim, request, refused.body.version)).status).toBe(200);
  expect(await leftSince(before)).toHaveLength(1);
});

it('one answer leaves once, whether it was asked an OK for or sent at once under its key', async () => {
  const before = (await sends()).length;
  const post = await grave();
  const key = uuidv7();
  const asked = (await write(bea, post, { key })).body as OkRequest;
  await setRule(false);
  const sent = await write(bea, post, { key, way: 'replies' });
  expect(sent.body).toMatchObject({ code: 'conflict', reason: 'waits-for-ok', okRequestId: asked.id });
  expect(await leftSince(before)).toEqual([]);
  const given = (await give(kim, asked)).body as OkRequest;
  expect((await write(bea, post, { key, way: 'replies' })).body.message.id).toBe(given.messageId);
  expect(await leftSince(before)).toHaveLength(1);
  const other = { key: uuidv7(), body: { text: 'Sorry once more' } };
  expect((await write(bea, post, { ...other, way: 'replies' })).status).toBe(201);
  await setRule(true);
  expect((await write(bea, post, other)).body).toMatchObject({ code: 'not-waiting', reason: 'sent-already' });
  const taken = { key: uuidv7(), body: { text: 'Taken back' } };
  const { id } = (await write(bea, post, taken)).body;
  await bea.post(`/api/v1/ok-requests/${id}/withdraw`, {});
  for (const way of ['replies', 'ok-requests'])
    expect((await write(bea, post, { ...taken, way })).body.code).toBe('idempotency-key-reused');
  expect(await leftSince(before)).toHaveLength(2);
});

it('of a post that its author deleted no word stands in an answer that waits, but that it was grave', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:quoted', handle: 'quoted.example' };
  const kept = await say('Where is my parcel?', { author, replyTo: author });
  await say('My solicitor will sue you, it exploded', { author, replyTo: author });
  const body = { text: 'Sorry!', answersMessageId: kept.messageId };
  const request = (await write(bea, kept, { body })).body as OkRequest;
  expect(request.why.flatMap(({ words }) => words)).toContain('exploded');
  await deleteNewest();
  const now = (await waiting(kim)).find(({ id }) => id === request.id)!;
  expect(now.why).toEqual(request.why.map(({ factor }) => ({ factor, words: [] })));
  expect(now.answers.gone).toBe(false);
});

it('of another post that its author deleted only the words go that nothing else of theirs says', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:still-says', handle: 'still.example' };
  const kept = await say('My lawyer will hear of this', { author, replyTo: author });
  await say('It exploded. Are you open on Sundays?', { author, replyTo: author });
  const body = { text: 'Sorry!', answersMessageId: kept.messageId };
  const request = (await write(bea, kept, { body })).body as OkRequest;
  await deleteNewest();
  const now = (await waiting(kim)).find(({ id }) => id === request.id)!;
  expect(now.why.map(({ factor, words }) => [factor, words])).toEqual([
    ['harm', []],
    ['law', ['lawyer']],
  ]);
});

it('where our account or the parts became others than those asked for, nothing leaves, and the refusal says to give it back', async () => {
  const before = (await sends()).length;
  const request = await ask(bea, await grave());
  await api.dataSource.query(
    `with paused as (update account set state = 'paused' where id = $1 returning account_group_id)
     insert into account (id, channel, address, account_group_id) select $2, 'bluesky', 'other.example', account_group_id from paused`,
    [account, uuidv7()],
  );
  expect((await give(kim, request)).body).toMatchObject({ code: 'not-as-read', reason: 'ask-anew' });
  await api.dataSource.query(`delete from account where address = 'other.example'`);
  await api.dataSource.query(`update account set state = 'active' where id = $1`, [account]);
  expect(await leftSince(before)).toEqual([]);
  expect((await give(kim, request)).status).toBe(200);
});

it('nobody speaks in the name of who was let go; what they left waiting is seen by all, and taken back by any', async () => {
  const before = (await sends()).length;
  const [group] = (await api.dataSource.query('select account_group_id as id from account where id = $1', [
    account,
  ])) as [{ id: string }];
  const eve = await signedInAgent(api, 'eve', [group.id]);
  const [waits, returned] = [await ask(eve, await grave()), await ask(eve, await grave())];
  const { digest } = returned;
  await kim.post(`/api/v1/ok-requests/${returned.id}/return`, { digest, reason: 'Softer' });
  expect((await kim.post(`/api/v1/ok-requests/${waits.id}/withdraw`, {})).status).toBe(403);
  await api.dataSource.query(`update agent set disabled_at = now() where name = 'eve'`);
  expect((await give(kim, waits)).body).toMatchObject({ code: 'cannot-reply', reason: 'author-gone' });
  expect(await leftSince(before)).toEqual([]);
  const seenByKim = (await waiting(kim)).filter(({ author }) => author.name === 'eve');
  expect(seenByKim.map(({ id, authorGone }) => [id, authorGone])).toEqual([
    [waits.id, true],
    [returned.id, true],
  ]);
  for (const { id } of seenByKim)
    expect((await kim.post(`/api/v1/ok-requests/${id}/withdraw`, {})).body.state).toBe('withdrawn');
});

it('whoever may not see the account group neither sees nor gives it, and a colleague without access does not count', async () => {
  const request = await ask(bea, await grave());
  expect(await waiting(out)).toEqual([]);
  expect((await out.get(`/api/v1/ok-requests/${request.id}`)).status).toBe(404);
  expect((await give(out, request)).status).toBe(404);
  expect(request.colleagues).toBe(2);
});

it('a request that is made twice under one key asks once, and a key does not ask for two', async () => {
  const post = await grave();
  const key = uuidv7();
  const version = await seen(post.threadId);
  const send = (text: string) =>
    bea.post(
      `/api/v1/threads/${post.threadId}/ok-requests`,
      { text },
      { 'if-match': version, 'idempotency-key': key },
    );
  const [one, two] = [await send('Sorry'), await send('Sorry')];
  expect(two.body.id).toBe(one.body.id);
  expect((await send('Not sorry')).body.code).toBe('idempotency-key-reused');
});

it('an answer that its network would refuse, or that holds private words, is not asked an OK for', async () => {
  const post = await grave();
  expect((await write(bea, post, { body: { text: 'x'.repeat(400) } })).body.code).toBe('text-too-long');
  expect((await write(bea, post, { body: { text: 'Write to jo@private.example' } })).body.code).toBe(
    'private-words',
  );
});

it('an admin switches the rule off and on; nobody else does, and the audit knows who', async () => {
  const rule = (by: Client, needed: boolean) => by.send('PUT', '/api/v1/ok-rule', { needed });
  expect((await rule(bea, false)).status).toBe(403);
  expect((await rule(ada, false)).body).toEqual({ needed: false });
  const post = await grave();
  expect((await bea.get(`/api/v1/threads/${post.threadId}/reply-options`)).body.ok).toBeNull();
  expect((await write(bea, post, { way: 'replies' })).status).toBe(201);
  expect((await rule(ada, true)).body).toEqual({ needed: true });
  expect((await write(bea, await grave(), { way: 'replies' })).body.code).toBe('needs-ok');
  const kinds = await api.dataSource.query(`select data from audit where kind = 'ok-rule-set' order by id`);
  expect(kinds.slice(-2).map(({ data }: { data: object }) => data)).toEqual([
    { needed: false },
    { needed: true },
  ]);
});
