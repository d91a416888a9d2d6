import { aMailIdentity } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

interface Begun {
  threadId: string;
  identityId: string;
  version: number;
}
const begin = (address: string): Promise<Answer> => client.post('/api/v1/people', { address });
const begun = async (address: string): Promise<Begun> => {
  const answer = await begin(address);
  expect(answer.status).toBe(201);
  return answer.body as Begun;
};
const versionOf = async (id: string): Promise<number> =>
  (await client.get(`/api/v1/threads/${id}`)).body.version;
const send = async (threadId: string, body: object, key: string = randomUUID()): Promise<Answer> =>
  client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'Good morning', ...body },
    { 'if-match': String(await versionOf(threadId)), 'idempotency-key': key },
  );
const messagesOf = async (threadId: string) =>
  (await client.get(`/api/v1/threads/${threadId}/messages`)).body.items;
const topicsOf = (threadId: string) =>
  api.dataSource.query(
    `select t.* from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null where l.person_id = $1 order by t.id`,
    [threadId],
  );

describe('a new message', () => {
  it('to an address that nobody knew makes a person, who is seen with it and not before by others', async () => {
    const { threadId, identityId, version } = await begun(' New.Customer@fresh.example ');
    expect(await begun('new.customer@fresh.example')).toMatchObject({ threadId, identityId });
    const person = (await client.get(`/api/v1/people/${threadId}`)).body;
    expect(person.identities).toMatchObject([{ key: 'new.customer@fresh.example' }]);
    expect(await messagesOf(threadId)).toEqual([]);
    const options = await client.get(`/api/v1/threads/${threadId}/reply-options?begins=${identityId}`);
    expect(options.body).toMatchObject({
      ...{ channel: 'email', audience: 'private', cannotReply: null, answersMessageId: null },
      to: [{ identity: { key: 'new.customer@fresh.example' } }],
    });
    expect(options.body.accounts).toHaveLength(1);
    const begins = { identityId, subject: 'Your order of March' };
    const sent = await client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: 'It has left', begins },
      { 'if-match': String(version), 'idempotency-key': randomUUID() },
    );
    expect([sent.status, sent.body.message]).toMatchObject([
      201,
      { direction: 'outbound', subject: 'Your order of March', text: 'It has left' },
    ]);
    const [topic] = await topicsOf(threadId);
    expect(topic).toMatchObject({ subject: 'Your order of March', state: 'waiting' });
    expect((await client.get('/api/v1/threads?view=all')).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: threadId })]),
    );
  });

  it('leaves as a mail that answers nothing, and its answer comes into its topic, to whoever began it', async () => {
    const { threadId, identityId } = await begun('answers@fresh.example');
    const sent = await send(threadId, { begins: { identityId, subject: 'A question of ours' } });
    const [{ payload }] = await api.dataSource.query(
      `select o.payload from outbox o join delivery d on d.id = o.delivery_id where d.message_id = $1`,
      [sent.body.message.id],
    );
    expect(payload).toMatchObject({ subject: 'A question of ours', references: [] });
    expect(payload.inReplyTo).toBeUndefined();
    const answer = await receive(api, {
      author: aMailIdentity('answers@fresh.example'),
      subject: 'Re: A question of ours',
      inReplyTo: [payload.threadingId],
    });
    expect(answer.threadId).toBe(threadId);
    const topics = await topicsOf(threadId);
    expect(topics).toHaveLength(1);
    const me = (await client.get('/api/v1/session')).body.agent.id;
    expect(topics[0]).toMatchObject({ state: 'open', assignee_id: me });
    const shown = async () => ({
      topics: await topicsOf(threadId),
      rows: await api.dataSource.query('select * from thread_row where person_id = $1', [threadId]),
    });
    const before = await shown();
    await new RebuildProjections(api.dataSource).run();
    expect(await shown()).toEqual(before);
  });

  it('to an address that belongs to somebody goes into their thread, as a matter of its own', async () => {
    const { threadId } = await receive(api, {
      author: aMailIdentity('known@fresh.example'),
      subject: 'Theirs',
    });
    const theirs = await begun('Known@fresh.example');
    expect(theirs.threadId).toBe(threadId);
    const sent = await send(threadId, { begins: { identityId: theirs.identityId, subject: 'Ours' } });
    expect(sent.status).toBe(201);
    expect((await topicsOf(threadId)).map(({ subject, state }: never) => [subject, state])).toEqual([
      ['Theirs', 'open'],
      ['Ours', 'waiting'],
    ]);
  });

  it('is refused with the sentence: no address, ours, a blocked one, another person’s, and beside an answer', async () => {
    expect((await begin('nobody at all')).body).toMatchObject({
      code: 'recipient-refused',
      reason: 'not-an-address',
    });
    expect((await begin('nobody at all')).body.detail).toContain('"nobody at all" is not an address');
    expect((await begin('support@localhost')).body).toMatchObject({ reason: 'our-own-address' });
    const { threadId, identityId } = await begun('blocked@fresh.example');
    await api.dataSource.query('update identity set blocked = true where id = $1', [identityId]);
    expect((await begin('blocked@fresh.example')).body).toMatchObject({ reason: 'recipient-blocked' });
    const begins = { identityId, subject: 'Hello' };
    expect((await send(threadId, { begins })).body).toMatchObject({ reason: 'recipient-blocked' });
    const other = await begun('other@fresh.example');
    expect((await send(other.threadId, { begins })).body).toMatchObject({ reason: 'no-address-of-theirs' });
    const both = { begins: { ...begins, identityId: other.identityId }, topicId: randomUUID() };
    expect((await send(other.threadId, both)).body).toMatchObject({ reason: 'begins-and-answers' });
  });

  it('meets the send guard, and sends once however often it is asked', async () => {
    const { threadId, identityId } = await begun('guard@fresh.example');
    const begins = { identityId, subject: 'Hello' };
    const seen = await versionOf(threadId);
    await receive(api, { author: aMailIdentity('guard@fresh.example') });
    const late = await client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: 'Hello', begins },
      { 'if-match': String(seen), 'idempotency-key': randomUUID() },
    );
    expect([late.status, late.body.code]).toEqual([409, 'thread-changed']);
    const key = randomUUID();
    const first = await send(threadId, { begins }, key);
    const second = await send(threadId, { begins }, key);
    expect(second.body.message.id).toBe(first.body.message.id);
    expect(await messagesOf(threadId)).toHaveLength(2);
  });

  it('held back is as if it was never begun, and a draft again with subject and address', async () => {
    const { threadId, identityId } = await begun('held@fresh.example');
    const key = randomUUID();
    const begins = { identityId, subject: 'Too early' };
    const content = { text: 'Wait', begins };
    const saved = await client.send('PUT', `/api/v1/drafts/${key}`, {
      ...{ threadId, mode: 'reply', base: 0, device: 'desk', seq: 1, content },
    });
    expect([saved.status, saved.body.threadId, saved.body.content.begins]).toEqual([200, threadId, begins]);
    const sent = await send(threadId, { text: 'Wait', begins, undo: true }, key);
    expect(await topicsOf(threadId)).toHaveLength(1);
    const back = await client.post(`/api/v1/messages/${sent.body.message.id}/hold-back`, {});
    expect(back.body.draft).toMatchObject({
      threadId,
      content: { text: 'Wait', begins, answersMessageId: null },
    });
    expect(await topicsOf(threadId)).toEqual([]);
    expect(await messagesOf(threadId)).toEqual([]);
    expect(await api.dataSource.query('select from thread_row where person_id = $1', [threadId])).toEqual([]);
    expect((await send(threadId, { begins })).status).toBe(201);
  });

  it('waits for its time as an answer does', async () => {
    const { threadId, identityId, version } = await begun('later@fresh.example');
    const id = randomUUID();
    const begins = { identityId, subject: 'On Monday' };
    const scheduled = await client.send('PUT', `/api/v1/drafts/${id}/schedule`, {
      ...{ threadId, base: 0, device: 'desk', seq: 1, content: { text: 'Good morning', begins } },
      reply: { text: 'Good morning', begins },
      ...{ seen: version, sendAt: new Date(Date.now() + 86_400_000).toISOString() },
    });
    expect([scheduled.status, scheduled.body.state, scheduled.body.content?.begins]).toEqual([
      200,
      'scheduled',
      begins,
    ]);
    const now = await client.post(`/api/v1/drafts/${id}/send`, {});
    expect(now.status).toBeLessThan(300);
    expect(await messagesOf(threadId)).toMatchObject([{ subject: 'On Monday' }]);
  });

  it('finds no account where none is active', async () => {
    const { threadId, identityId } = await begun('nowhere@fresh.example');
    await api.dataSource.query(`update account set state = 'paused' where channel = 'email'`);
    try {
      expect((await begin('elsewhere@fresh.example')).body).toMatchObject({ reason: 'no-account-to-answer' });
      const options = await client.get(`/api/v1/threads/${threadId}/reply-options?begins=${identityId}`);
      expect(options.body.cannotReplyWhy).toEqual([{ code: 'no-account-to-answer' }]);
      expect((await send(threadId, { begins: { identityId, subject: 'Hello' } })).body).toMatchObject({
        reason: 'no-account-to-answer',
      });
    } finally {
      await api.dataSource.query(`update account set state = 'active' where channel = 'email'`);
    }
  });
});
