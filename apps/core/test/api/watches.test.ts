import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage, ThreadDetail, Watch, WatchList } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let group: string;
const account = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  [{ id: group }] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [account, group],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:watch${posts}`, name: `Author ${posts}` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: account, externalId: `at://watch/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text },
    ...{ threadingId: `at://watch/${posts}`, inReplyTo: [], references: [], ...over },
    arrival: { via: 'api' },
  });
};
const heard = { heard: { as: 'listening' as const, queries: [] } };
const idOf = async ({ messageId }: Received): Promise<string> => {
  const [row] = (await api.dataSource.query('select threading_id as id from message where id = $1', [
    messageId,
  ])) as [{ id: string }];
  return row.id;
};
const begin = async (body: object, by = client): Promise<Watch> => {
  const answer = await by.post('/api/v1/watches', body);
  expect(answer.status).toBe(200);
  return answer.body as Watch;
};
const watches = async (by = client): Promise<Watch[]> =>
  ((await by.get('/api/v1/watches')).body as WatchList).items;
const mine = async (messageId: string, by = client): Promise<Watch | undefined> =>
  (await watches(by)).find((one) => one.messageId === messageId);
const seen = async (watch: Watch): Promise<Watch> => {
  const { messageIds, reach } = watch;
  return (await client.post(`/api/v1/watches/${watch.messageId}/seen`, { messageIds, reach })).body as Watch;
};
const cardOf = async (messageId: string, at = '/api/v1/board', by = client): Promise<BoardCard | undefined> =>
  ((await by.get(at)).body as BoardPage).cards.find((card) => card.messageId === messageId);
const close = (threadId: string) => client.post(`/api/v1/threads/${threadId}/actions`, { kind: 'close' });

it('what others answer in a watched conversation brings its card back from Handled until it was seen', async () => {
  const post = await say('My order of two blue vases has not come');
  await begin({ messageId: post.messageId });
  await close(post.threadId);
  expect(await cardOf(post.messageId)).toMatchObject({ column: 'handled', watch: { said: 0 } });
  const root = await idOf(post);
  const answer = await say('They never bring anything', { ...heard, inReplyTo: [root], references: [] });
  // Of whom only the answer is known, and which is of no thread here.
  const deeper = await say('So I bought elsewhere', { ...heard, inReplyTo: [await idOf(answer)] });
  const card = await cardOf(post.messageId);
  expect(card).toMatchObject({
    column: 'watch',
    watch: { said: 2, latest: { text: 'So I bought elsewhere' } },
  });
  expect(card!.watch!.messageIds).toEqual([deeper.messageId, answer.messageId]);
  // Seen is what was shown, and nothing that came meanwhile.
  const late = await say('Me too', { ...heard, references: [root] });
  expect(await seen(card!.watch!)).toMatchObject({ said: 1, messageIds: [late.messageId] });
  expect(await seen((await mine(post.messageId))!)).toMatchObject({ said: 0, latest: null });
  expect(await cardOf(post.messageId)).toMatchObject({ column: 'handled' });
});

it('the same person goes on, another says the same, and something else is said elsewhere: only the last is no news', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:goes-on' };
  const by = { author, replyTo: author };
  const post = await say('The green lamp of the hall flickers all night', by);
  await begin({ threadId: post.threadId });
  const more = await say('And it hums', by);
  const alike = await say('The green lamp of the hall flickers all night');
  await say('Do you sell carpets?');
  expect((await mine(post.messageId))!.messageIds).toEqual([alike.messageId, more.messageId]);
});

it('reach is news when it crosses a step, once', async () => {
  const externalId = 'at://watch/reach';
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const post = await say('Nobody sells a teapot like this', {
    externalId,
    reach: { reposts: 8, likes: 12, at: at(-9) },
  });
  const author = { kind: 'bluesky', key: `did:plc:watch${posts}` };
  await begin({ messageId: post.messageId });
  const again = (reach: object) =>
    say('Nobody sells a teapot like this', {
      ...{ externalId, author, replyTo: author, threadingId: `at://watch/${posts}` },
      reach: reach as { at: string },
    });
  await again({ reposts: 9, likes: 25, at: at(-8) });
  expect(await mine(post.messageId)).toMatchObject({ reached: [] });
  await again({ reposts: 34, likes: 26, at: at(-7) });
  const watch = await mine(post.messageId);
  expect(watch).toMatchObject({ said: 0, reached: [{ figure: 'reposts', from: 8, to: 34 }] });
  expect(await seen(watch!)).toMatchObject({ reached: [] });
  await again({ reposts: 35, at: at(-6) });
  expect(await mine(post.messageId)).toMatchObject({ reached: [] });
});

it('is of one agent, begun twice one, ended once for all voices, and listed however old it is', async () => {
  const post = await say('The yellow bench broke on its first day here');
  const alike = await say('The yellow bench broke on its first day here');
  const colleague = await signedInAgent(api, 'colleague', [group]);
  const [one, two] = await Promise.all([
    begin({ messageId: post.messageId }),
    begin({ messageId: post.messageId }),
  ]);
  expect(two.messageId).toBe(one.messageId);
  expect((await begin({ messageId: alike.messageId })).messageId).toBe(post.messageId);
  expect(await watches(colleague)).toEqual([]);
  const { cards } = (await colleague.get('/api/v1/board')).body as BoardPage;
  expect(cards.find(({ id }) => id === post.messageId)!.watch).toBeNull();
  await api.dataSource.query(`update storm set last_at = now() - interval '40 days' where id = $1`, [
    post.messageId,
  ]);
  await close(post.threadId);
  await close(alike.threadId);
  expect(await cardOf(post.messageId)).toBeUndefined();
  const watched = (await client.get('/api/v1/board?watched=true')).body as BoardPage;
  expect(watched.cards.every((card) => card.watch !== null)).toBe(true);
  expect(watched.cards.find((card) => card.id === post.messageId)).toMatchObject({
    column: 'handled',
    voices: 2,
  });
  expect((await client.send('DELETE', `/api/v1/watches/${alike.messageId}`)).status).toBe(204);
  expect((await client.send('DELETE', `/api/v1/watches/${alike.messageId}`)).status).toBe(204);
  expect(await mine(post.messageId)).toBeUndefined();
});

it('the topic of a post tells by which channel and at which account of ours it was opened, for it has no subject', async () => {
  const { threadId } = await say('Do you repair umbrellas?');
  const { topics } = (await client.get(`/api/v1/threads/${threadId}`)).body as ThreadDetail;
  expect(topics).toMatchObject([{ subject: null, channel: 'bluesky', address: 'shop.example' }]);
});

it('goes with its post through a merge and its undo', async () => {
  const post = await say('The parcel lies in the rain');
  const other = await say('I am the same person by another name');
  await begin({ messageId: post.messageId });
  const personIds = [post.threadId, other.threadId];
  const versions: Record<string, number> = {};
  for (const id of personIds)
    versions[id] = ((await client.get(`/api/v1/threads/${id}`)).body as { version: number }).version;
  const merged = await client.post('/api/v1/merges', { personIds, versions });
  expect([200, 201]).toContain(merged.status);
  const into = (await mine(post.messageId))!.threadId;
  expect((await client.get(`/api/v1/threads/${into}`)).status).toBe(200);
  expect((await client.post(`/api/v1/merges/${merged.body.id as string}/undo`, {})).status).toBe(200);
  expect((await mine(post.messageId))!.threadId).toBe(post.threadId);
  await say('Still there', { inReplyTo: [await idOf(post)] });
  expect(await mine(post.messageId)).toMatchObject({ said: 1 });
});

it('tells nothing of an account group that its agent may not see, and lets nobody watch there', async () => {
  const closed = uuidv7();
  const there = uuidv7();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'closed.example', $2)`,
    [there, closed],
  );
  const open = await say('The blue door of the shop is shut');
  const hidden = await say('Why is it shut?', { accountId: there, inReplyTo: [await idOf(open)] });
  await begin({ messageId: open.messageId });
  const secret = await say('A secret', { accountId: there, inReplyTo: [await idOf(open)] });
  expect(await mine(open.messageId)).toMatchObject({ said: 0 });
  for (const { messageId } of [hidden, secret])
    expect((await client.post('/api/v1/watches', { messageId })).status).toBe(404);
  const helper = await signedInAgent(api, 'helper', [group, closed]);
  await begin({ messageId: hidden.messageId }, helper);
  await api.dataSource.query('delete from agent_access where account_group_id = $1', [closed]);
  expect(await watches(helper)).toEqual([]);
});

it('a thread without a public word is not watched, and says why', async () => {
  const { threadId, messageId } = await receive(api, { text: 'A mail', newText: 'A mail' });
  const { status, body } = await client.post('/api/v1/watches', { threadId });
  expect([status, body.reason]).toEqual([403, 'nothing-public']);
  expect((await client.post('/api/v1/watches', { messageId })).status).toBe(404);
  expect((await client.post('/api/v1/watches', { messageId, threadId })).status).toBe(400);
});
