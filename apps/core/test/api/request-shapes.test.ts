import { messagePage, replyOptions } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n)).toISOString();

describe('what a reply would do', () => {
  it('is said for the topic that is answered, not for the newest word of the whole thread', async () => {
    const author = aMailIdentity('two-matters@example.org');
    const first = await receive(api, { author, subject: 'Invoice', sortAt: minute(1) });
    await receive(api, { author, subject: 'Delivery', sortAt: minute(2) });
    await api.dataSource.query(
      `with t as (
         insert into topic (id, anchor_identity_id, account_group_id, subject, state, opened_at, last_at)
         select gen_random_uuid(), anchor_identity_id, account_group_id, 'Invoice', 'open', now(), now() from message where id = $1
         returning id)
       update message m set topic_id = t.id from t where m.id = $1`,
      [first.messageId],
    );
    const [{ topicId }] = await api.dataSource.query(
      'select topic_id as "topicId" from message where id = $1',
      [first.messageId],
    );
    const path = `/api/v1/threads/${first.threadId}/reply-options`;
    const whole = replyOptions.parse((await client.get(path)).body);
    expect(whole.subject).toBe('Re: Delivery');
    const inTopic = replyOptions.parse((await client.get(`${path}?topicId=${topicId}`)).body);
    expect(inTopic).toMatchObject({ answersMessageId: first.messageId, subject: 'Re: Invoice' });
    // What is named is the newest there where the topic is on the screen, and an earlier one where the thread is.
    const named = async (messageId: string | null, of = '') =>
      replyOptions.parse((await client.get(`${path}?messageId=${messageId}${of}`)).body).answers;
    const here = `&topicId=${topicId}`;
    expect(await named(first.messageId, here)).toMatchObject({ isNewest: true, isEarlier: true });
    expect(await named(first.messageId)).toMatchObject({ isNewest: false, isEarlier: true });
    expect(await named(whole.answersMessageId, here)).toMatchObject({
      ...{ messageId: whole.answersMessageId, isNewest: false, isEarlier: false },
    });
    expect(await client.get(`${path}?topicId=${first.threadId}`)).toMatchObject({
      ...{ status: 422, body: { code: 'unknown-reference', reason: 'no-such-topic' } },
    });
    const [{ empty }] = await api.dataSource.query(
      `insert into topic (id, anchor_identity_id, account_group_id, subject, state, opened_at, last_at)
       select gen_random_uuid(), anchor_identity_id, account_group_id, 'Empty', 'open', now(), now() from topic where id = $1
       returning id as empty`,
      [topicId],
    );
    const nowhere = await client.get(`${path}?topicId=${empty}`);
    expect(nowhere.body.cannotReply).toContain('in this topic');
    expect(nowhere.body.cannotReplyWhy).toEqual([{ code: 'no-word-to-answer-in-topic' }]);
    expect(whole.to).toMatchObject([{ why: [{ code: 'recipient-author' }] }]);
  });
});

describe('a message', () => {
  it('says in one word how far its author is proven, and why beside it', async () => {
    const { threadId } = await receive(api, {
      author: aMailIdentity('claimed@example.org'),
      authorProof: { verdict: 'claimed', reason: 'no signature' },
    });
    const page = messagePage.parse((await client.get(`/api/v1/threads/${threadId}/messages`)).body);
    expect(page.items).toMatchObject([{ authorProof: 'claimed', authorProofReason: 'no signature' }]);
  });
});

describe('a note', () => {
  it('needs no Idempotency-Key; with one a retry writes it once', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('noted@example.org') });
    const note = (text: string, headers = {}) =>
      client.post(`/api/v1/threads/${threadId}/notes`, { text }, headers);
    const plain = [await note('call them'), await note('call them', { 'idempotency-key': ' ' })];
    expect(plain.map(({ status }) => status)).toEqual([201, 201]);
    expect(plain[0]!.body.message.id).not.toBe(plain[1]!.body.message.id);
    const twice = [
      await note('once', { 'idempotency-key': 'n' }),
      await note('once', { 'idempotency-key': 'n' }),
    ];
    expect(twice[1]!.body.message.id).toBe(twice[0]!.body.message.id);
    expect((await note('long', { 'idempotency-key': 'k'.repeat(201) })).status).toBe(400);
  });
});

describe('an empty parameter', () => {
  it.each([
    '/api/v1/threads?view=&cursor=&q=&limit=',
    '/api/v1/people?q=&cursor=&limit=',
    '/api/v1/search?q=&cursor=&limit=',
    '/api/v1/outbox?cursor=&limit=',
    '/api/v1/quarantine?cursor=&limit=',
    '/api/v1/automatic?class=&cursor=&limit=',
  ])('counts as absent: %s', async (path) => {
    const empty = await client.get(path);
    expect([empty.status, empty.body]).toEqual([200, (await client.get(path.split('?')[0]!)).body]);
  });

  it('counts as absent in a thread’s messages too', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('empty@example.org') });
    const { status, body } = await client.get(`/api/v1/threads/${threadId}/messages?before=&limit=`);
    expect([status, body.items.length]).toEqual([200, 1]);
  });
});
