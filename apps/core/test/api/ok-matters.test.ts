import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardPage, OkRequest, ReplyOptions } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import type { Client } from './client.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
/** Sees the account of the shop, and not the closed one. */
let bea: Client;
const [shop, closed] = [uuidv7(), uuidv7()];

beforeAll(async () => {
  api = await startTestApi();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(
    `with hidden as (insert into account_group (id, name) values (gen_random_uuid(), 'Closed') returning id)
     insert into account (id, channel, address, account_group_id)
     select $1::uuid, 'bluesky', 'shop.example', $3::uuid union all select $2::uuid, 'bluesky', 'law.example', id from hidden`,
    [shop, closed, group.id],
  );
  bea = await signedInAgent(api, 'bea', [group.id]);
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (name: string, text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:${name}`, handle: `${name}.example` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: shop, externalId: `at://matter/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text, ...over },
    arrival: { via: 'api' },
  });
};
const okFor = async ({ threadId }: Received): Promise<ReplyOptions['ok']> =>
  (await bea.get(`/api/v1/threads/${threadId}/reply-options`)).body.ok;

it('what they said where the agent may not look asks for no OK, and no word of it is told, also once it is deleted', async () => {
  await say('both', 'Your secret prototype exploded', { accountId: closed });
  const grave = { externalId: `at://matter/${posts}`, accountId: closed };
  const mild = await say('both', 'When do you open tomorrow?');
  expect(await okFor(mild)).toBeNull();
  const at = new Date().toISOString();
  await new StoreDeletions(api.dataSource).run([
    { ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', at }, ...grave },
  ]);
  expect(await api.dataSource.query('select factors from grave_post')).toEqual([{ factors: ['harm'] }]);
  expect(await okFor(mild)).toBeNull();
});

it('what continues a grave matter is grave, however long ago that was closed', async () => {
  const first = await say('again', 'Your charger burned my hand');
  await api.dataSource.query(
    `with closed as (
       update topic set state = 'closed', closed_at = now() - interval '15 days', close_at = now() from message m where m.id = $1 and topic.id = m.topic_id)
     update public_post set posted_at = now() - interval '15 days' where message_id = $1`,
    [first.messageId],
  );
  const later = await say('again', 'Hello, is anybody there?');
  expect(await okFor(later)).toBeNull();
  await api.dataSource.query(
    `update topic t set continues_topic_id = before.topic_id from message m, message before
     where m.id = $1 and before.id = $2 and t.id = m.topic_id`,
    [later.messageId, first.messageId],
  );
  expect((await okFor(later))?.why).toEqual([{ factor: 'harm', words: [expect.any(String)] }]);
});

it('what an agent settled on the board asks for no OK for an answer to another post, until it waits again', async () => {
  const kettle = await say('settled', 'The blue kettle is lovely');
  const grave = await say('settled', 'Your lamp burns my table, dangerous');
  expect((await okFor(kettle))?.why).toEqual([{ factor: 'harm', words: expect.any(Array) }]);
  const of = (answered: Received) =>
    bea.get(`/api/v1/threads/${answered.threadId}/reply-options?messageId=${answered.messageId}`);
  const { cards } = (await bea.get('/api/v1/board')).body as BoardPage;
  const { id } = cards.find(({ messageId }) => messageId === grave.messageId)!;
  expect((await bea.post(`/api/v1/board/${id}/close`, { upTo: grave.messageId })).status).toBe(200);
  expect((await of(kettle)).body.ok).toBeNull();
  expect((await of(grave)).body.ok).not.toBeNull();
  const again = { messageIds: [grave.messageId] };
  expect((await bea.post(`/api/v1/board/${id}/wait-again`, again)).status).toBe(200);
  expect((await of(kettle)).body.ok).not.toBeNull();
});

it('an OK names the post whose words ask for it: the answered one where its words do, else the newest, with the way to it', async () => {
  const burnt = await say('asks', 'Your toaster burned my hand');
  const exploded = await say('asks', 'And then it exploded');
  const mild = await say('asks', 'Hello? Anybody?');
  const of = async ({ threadId, messageId }: Received) =>
    ((await bea.get(`/api/v1/threads/${threadId}/reply-options?messageId=${messageId}`)).body as ReplyOptions)
      .ok;
  const named = { messageId: exploded.messageId, threadId: mild.threadId, channel: 'bluesky' };
  expect((await of(mild))?.asking).toMatchObject({
    ...{ ...named, text: 'And then it exploded', gone: false, at: expect.any(String) },
    author: expect.objectContaining({ handle: expect.any(String) }),
  });
  expect((await of(burnt))?.asking?.messageId).toBe(burnt.messageId);
  const { version } = (await bea.get(`/api/v1/threads/${mild.threadId}`)).body;
  const keyed = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const reply = { text: 'Sorry', answersMessageId: mild.messageId };
  const asked = await bea.post(`/api/v1/threads/${mild.threadId}/ok-requests`, reply, keyed);
  expect(asked.body).toMatchObject({ asking: named, answers: { messageId: mild.messageId } });
});

it('what a machine writes in private in the same matter is no word of theirs', async () => {
  const open = await say('robot', 'Will you answer me?');
  const own = { audience: 'private', threadingId: `at://matter/${posts}` } as const;
  const machine = await say('robot', 'Out of office: ask my lawyer', { ...own, class: 'out-of-office' });
  await api.dataSource.query(
    'update message m set topic_id = o.topic_id from message o where o.id = $1 and m.id = $2',
    [open.messageId, machine.messageId],
  );
  expect(await okFor(open)).toBeNull();
});

it('what came since an OK was asked for is what people said: a note or the word of a machine is none', async () => {
  const post = await say('since', 'Your lamp gave me an electric shock');
  const { version } = (await bea.get(`/api/v1/threads/${post.threadId}`)).body;
  const keyed = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const asked = await bea.post(`/api/v1/threads/${post.threadId}/ok-requests`, { text: 'Sorry' }, keyed);
  expect(asked.status).toBe(201);
  const note = await bea.post(`/api/v1/threads/${post.threadId}/notes`, { text: 'I called them' });
  expect(note.status).toBe(201);
  await say('since', 'I am out of office', { class: 'out-of-office' });
  const since = async () =>
    ((await bea.get(`/api/v1/ok-requests/${asked.body.id}`)).body as OkRequest).since.map(({ text }) => text);
  expect(await since()).toEqual([]);
  await say('since', 'It was my neighbour’s lamp');
  expect(await since()).toEqual(['It was my neighbour’s lamp']);
});

it('of what was quoted and is gone no word stands in an answer that waits, though whoever quoted it stays', async () => {
  const quote = 'The cot collapsed and my lawyer saw it';
  const post = await say('quotes', 'Mine exploded', {
    ...{ text: `Mine exploded\n\n> ${quote}`, quotedText: quote },
    references: ['at://matter/root', 'at://matter/quoted'],
  });
  const { version } = (await bea.get(`/api/v1/threads/${post.threadId}`)).body;
  const keyed = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const asked = await bea.post(`/api/v1/threads/${post.threadId}/ok-requests`, { text: 'Sorry' }, keyed);
  const words = (request: OkRequest) => request.why.flatMap((one) => one.words);
  expect(words(asked.body as OkRequest)).toEqual(expect.arrayContaining(['exploded', 'lawyer']));
  await say('quoted', quote, { threadingId: 'at://matter/quoted' });
  await new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', accountId: shop },
      ...{ externalId: `at://matter/${posts}`, at: new Date().toISOString() },
    },
  ]);
  const now = (await bea.get(`/api/v1/ok-requests/${asked.body.id}`)).body as OkRequest;
  expect(words(now)).toEqual(['exploded']);
});

it('whoever looks is told of an answer that waits or does not any more, of the rule, and of words that were deleted', async () => {
  const told = async (kind: string, data: object): Promise<number> =>
    (
      await api.dataSource.query('select from live_waiting where changes @> $1::jsonb', [
        JSON.stringify([{ kind, data }]),
      ])
    ).length;
  const everywhere = () => told('oks', { threadId: null });
  const post = await say('told', 'Your mixer exploded');
  const { threadId, messageId } = post;
  const change = { threadId, messageId, change: 'changed' };
  const before = await told('message', change);
  const { version } = (await bea.get(`/api/v1/threads/${threadId}`)).body;
  const keyed = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const { id } = (await bea.post(`/api/v1/threads/${threadId}/ok-requests`, { text: 'Sorry' }, keyed)).body;
  expect([await told('oks', { threadId }), await told('message', change)]).toEqual([1, before + 1]);
  const [quiet, admin] = [await everywhere(), await api.signedIn()];
  await admin.send('PUT', '/api/v1/ok-rule', { needed: false });
  expect(await everywhere()).toBe(quiet + 1);
  await admin.send('PUT', '/api/v1/ok-rule', { needed: true });
  const at = new Date().toISOString();
  await new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', at, accountId: shop },
      externalId: `at://matter/${posts}`,
    },
  ]);
  expect(await everywhere()).toBe(quiet + 3);
  await bea.post(`/api/v1/ok-requests/${id}/withdraw`, {});
  expect(await told('oks', { threadId })).toBe(2);
});
