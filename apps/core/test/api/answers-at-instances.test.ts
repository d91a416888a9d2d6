import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const [red, blue] = [uuidv7(), uuidv7()];
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select r.id::uuid, 'mastodon', r.address, account_group_id from account,
       (values ($1, 'shop@red.example'), ($2, 'shop@blue.example')) r(id, address) where channel = 'email'`,
    [red, blue],
  );
}, 120_000);
afterAll(() => api.close());

const author = { kind: 'mastodon', key: 'https://home.example/users/ada', handle: 'ada@home.example' };
const told = (accountId: string, host: string, over: Partial<MessageReceivedInput> = {}) =>
  receive(api, {
    ...{ channel: 'mastodon', accountId, audience: 'public', participants: [], arrival: { via: 'api' } },
    ...{
      author,
      replyTo: author,
      subject: undefined,
      text: 'You never answer!',
      newText: 'You never answer!',
    },
    externalId: `https://${host}.example/@ada@home.example/1`,
    threadingId: `https://${host}.example/statuses/1`,
    sameAs: 'https://home.example/users/ada/statuses/1',
    ...over,
  });
const answer = async ({ threadId, messageId: answersMessageId }: { threadId: string; messageId: string }) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  const said = await client.post(
    `/api/v1/threads/${threadId}/replies`,
    { answersMessageId, text: 'Now we do.' },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
  expect([said.status, said.body.code]).toEqual([201, undefined]);
  const sends: { payload: SendInput }[] = await api.dataSource.query(
    'select payload from outbox order by id',
  );
  return sends.at(-1)!.payload;
};
const pause = (id: string, state = 'paused') =>
  api.dataSource.query('update account set state = $2 where id = $1', [id, state]);

it('a post that two instances told of is answered by the account that heard it, with the id of its own instance', async () => {
  const heard = { as: 'listening' as const, queries: [] };
  const first = await told(red, 'red', { heard });
  const said = await told(blue, 'blue');
  expect(said.messageId).toBe(first.messageId);
  // It was found by one and said to the other.
  expect(await answer(said)).toMatchObject({ accountId: blue, inReplyTo: 'https://blue.example/statuses/1' });
  await pause(blue);
  expect(await answer(said)).toMatchObject({ accountId: red, inReplyTo: 'https://red.example/statuses/1' });
  await pause(blue, 'active');
  expect(await answer(said)).toMatchObject({ accountId: blue, inReplyTo: 'https://blue.example/statuses/1' });
  const { items } = (await client.get(`/api/v1/threads/${said.threadId}/messages?limit=50`)).body as {
    items: { direction: string }[];
  };
  expect(items.filter(({ direction }) => direction === 'inbound')).toHaveLength(1);
  const { cards } = (await client.get('/api/v1/board')).body as { cards: { messageId: string }[] };
  expect(cards.filter(({ messageId }) => messageId === said.messageId).length).toBeLessThan(2);
});

it('the agent chooses among the accounts that can answer a post, and no other is taken', async () => {
  const [second, elsewhere, shut] = [uuidv7(), uuidv7(), uuidv7()];
  await api.dataSource.query(
    `with g as (insert into account_group (id, name) values ($3, 'Shut') returning id)
     insert into account (id, channel, address, account_group_id)
     select r.id::uuid, 'mastodon', r.address, coalesce(r.shut, a.account_group_id) from account a,
       (values ($1, 'press@red.example', null), ($2, 'other@red.example', (select id from g))) r(id, address, shut)
     where a.id = $4`,
    [second, elsewhere, shut, red],
  );
  const bea = { kind: 'mastodon', key: 'https://home.example/users/bea', handle: 'bea@home.example' };
  const post = await told(red, 'red', {
    author: bea,
    replyTo: bea,
    sameAs: undefined,
    externalId: 'chosen',
    threadingId: 'https://red.example/statuses/9',
  });
  const options = async () =>
    (await client.get(`/api/v1/threads/${post.threadId}/reply-options?messageId=${post.messageId}`)).body;
  expect(await options()).toMatchObject({
    accountAddress: 'shop@red.example',
    accounts: [
      { id: red, address: 'shop@red.example' },
      { id: second, address: 'press@red.example' },
    ],
  });
  const say = async (accountId: string) => {
    const { version } = (await client.get(`/api/v1/threads/${post.threadId}`)).body;
    return client.post(
      `/api/v1/threads/${post.threadId}/replies`,
      { answersMessageId: post.messageId, text: 'Now we do.', accountId },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
  };
  for (const other of [blue, elsewhere, uuidv7()])
    expect((await say(other)).body).toMatchObject({
      code: 'unknown-reference',
      reason: 'account-cannot-answer',
    });
  const said = await say(second);
  expect(said.status).toBe(201);
  const [sent] = await api.dataSource.query('select payload from outbox order by id desc limit 1');
  expect(sent.payload).toMatchObject({ accountId: second, inReplyTo: 'https://red.example/statuses/9' });
  await api.dataSource.query(`update account set state = 'paused' where id = $1`, [second]);
  expect((await say(second)).body).toMatchObject({ reason: 'account-cannot-answer' });
  expect((await options()).accounts).toHaveLength(1);
});

it('what only followers can read is answered by the account that received it, and by no other of the same server', async () => {
  const [follows, other] = [uuidv7(), uuidv7()];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select r.id::uuid, 'mastodon', r.address, account_group_id from account,
       (values ($1, 'care@green.example'), ($2, 'news@green.example')) r(id, address) where channel = 'email'`,
    [follows, other],
  );
  const cleo = { kind: 'mastodon', key: 'https://home.example/users/cleo', handle: 'cleo@home.example' };
  const post = await told(follows, 'green', {
    ...{ author: cleo, replyTo: cleo, sameAs: undefined, marks: [{ code: 'followers-only', text: '' }] },
    ...{ externalId: 'for-followers', threadingId: 'https://green.example/statuses/5' },
  });
  const options = async () =>
    (await client.get(`/api/v1/threads/${post.threadId}/reply-options?messageId=${post.messageId}`)).body;
  const say = async (accountId?: string) => {
    const { version } = (await client.get(`/api/v1/threads/${post.threadId}`)).body;
    return client.post(
      `/api/v1/threads/${post.threadId}/replies`,
      { answersMessageId: post.messageId, text: 'Now we do.', ...(accountId && { accountId }) },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
  };
  expect((await options()).accounts).toMatchObject([{ id: follows }]);
  expect((await say(other)).body.reason).toBe('account-cannot-answer');
  expect((await say(follows)).status).toBe(201);
  await pause(follows);
  expect(await options()).toMatchObject({ accounts: [], cannotReplyWhy: [{ code: 'no-account-sees' }] });
  expect((await say()).body).toMatchObject({ code: 'cannot-reply', reason: 'no-account-sees' });
  expect((await say(other)).body.reason).toBe('no-account-sees');
});

it('what was said to one of our accounts in private is answered by it, and by none that never read it', async () => {
  const [received, other] = [uuidv7(), uuidv7()];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select r.id::uuid, 'mastodon', r.address, account_group_id from account,
       (values ($1, 'care@grey.example'), ($2, 'news@grey.example')) r(id, address) where channel = 'email'`,
    [received, other],
  );
  const dora = { kind: 'mastodon', key: 'https://home.example/users/dora', handle: 'dora@home.example' };
  const post = await told(received, 'grey', {
    ...{ author: dora, replyTo: dora, sameAs: undefined, audience: 'private', externalId: 'to-one' },
    threadingId: 'https://grey.example/statuses/5',
  });
  const at = `/api/v1/threads/${post.threadId}`;
  const options = async (query = `messageId=${post.messageId}`) => client.get(`${at}/reply-options?${query}`);
  const say = async () => {
    const { version } = (await client.get(at)).body;
    const words = { answersMessageId: post.messageId, text: 'Now we do.' };
    return client.post(`${at}/replies`, words, { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() });
  };
  expect((await options()).body.accounts).toMatchObject([{ id: received }]);
  await pause(received);
  expect((await options()).body).toMatchObject({
    ...{ accounts: [], cannotReplyWhy: [{ code: 'no-account-received' }] },
  });
  expect((await say()).body).toMatchObject({ code: 'cannot-reply', reason: 'no-account-received' });
  // Neither a message nor a topic that is named and not there is answered as if it were.
  for (const name of ['messageId', 'topicId'])
    expect((await options(`${name}=${uuidv7()}`)).body).toMatchObject({ code: 'unknown-reference' });
});
