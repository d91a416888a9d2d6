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

const payloadOf = async (messageId: string) => {
  const [row] = await api.dataSource.query(
    `select o.payload from outbox o join delivery d on d.id = o.delivery_id where d.message_id = $1`,
    [messageId],
  );
  return row.payload;
};
const upload = async (name: string, type: string): Promise<{ id: string }> => {
  const form = new FormData();
  const bytes = type === 'image/png' ? new Uint8Array([0x89, 0x50, 0x4e, 0x47]) : '%PDF-';
  form.append('file', new Blob([bytes], { type }), name);
  return (await client.post('/api/v1/uploads', form)).body;
};

describe('a forwarded message', () => {
  it('goes with its headers, its pictures and the files that were chosen, and its thread says to whom', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('claims@fresh.example') });
    const [picture, bill] = [await upload('a.png', 'image/png'), await upload('bill.pdf', 'application/pdf')];
    const origin = await send(threadId, {
      text: 'See the picture',
      html: `<p>See <img src="cid:${picture.id}"></p>`,
      attachments: [picture.id, bill.id],
    });
    const { id: messageId, attachments } = origin.body.message;
    const pdf = attachments.find(({ name }: { name: string }) => name === 'bill.pdf').id;
    const supplier = await begun('supplier@outside.example');
    const carries = { kind: 'forward', messageId, attachmentIds: [] };
    const begins = { identityId: supplier.identityId, subject: 'Fwd: Claims', carries };
    const bare = await send(supplier.threadId, { text: '', begins });
    expect(bare.status).toBe(201);
    const payload = await payloadOf(bare.body.message.id);
    expect(payload.text).toMatch(
      /^-+ Forwarded message -+\nFrom: .*\nDate: .*GMT\nSubject: .*\nTo: .*claims@fresh.example/,
    );
    expect(payload.text).toContain('\n\nSee the picture');
    expect(payload.attachments).toMatchObject([{ name: 'a.png', inline: true }]);
    expect(payload.html).toContain(`<img src="cid:${payload.attachments[0].contentId}">`);
    expect(bare.body.message).toMatchObject({
      newText: '',
      carries: { kind: 'forward', messageId, threadId },
    });
    const whole = await send(supplier.threadId, {
      text: 'Can you look?',
      begins: { ...begins, carries: { ...carries, attachmentIds: [pdf] } },
    });
    expect(whole.body.message.newText).toBe('Can you look?');
    expect(whole.body.message.attachments.map(({ name }: { name: string }) => name)).toEqual([
      'bill.pdf',
      'a.png',
    ]);
    const shown = (await messagesOf(threadId)).find(({ id }: { id: string }) => id === messageId);
    expect(shown.carriedBy).toMatchObject([
      { kind: 'forward', to: 'supplier@outside.example', threadId: supplier.threadId },
      { messageId: whole.body.message.id },
    ]);
    const answer = await receive(api, {
      author: aMailIdentity('supplier@outside.example'),
      inReplyTo: [payload.threadingId],
    });
    expect(answer.threadId).toBe(supplier.threadId);
    expect((await topicsOf(threadId))[0].state).toBe('waiting');
  });

  it('is refused with what is not there, files of another, and without words where it takes none along', async () => {
    const { threadId, identityId } = await begun('refusing@outside.example');
    const { messageId } = await receive(api, { author: aMailIdentity('refusing2@fresh.example') });
    const begins = (carries: object) => ({ begins: { identityId, subject: 'Fwd', carries } });
    const nothing = { kind: 'forward', messageId: randomUUID(), attachmentIds: [] };
    expect((await send(threadId, begins(nothing))).body).toMatchObject({ reason: 'no-such-message' });
    const stranger = { kind: 'forward', messageId, attachmentIds: [randomUUID()] };
    expect((await send(threadId, begins(stranger))).body).toMatchObject({ reason: 'no-such-attachment' });
    expect((await send(threadId, { text: ' ' })).status).toBe(400);
  });

  it('takes along as a plain file what stands in the words and is no picture that a mail can show there', async () => {
    const drawing = { blob: { sha256: 'd'.repeat(64), bytes: 5 }, name: 'logo.svg', inline: true };
    const { messageId } = await receive(api, {
      author: aMailIdentity('drawing@fresh.example'),
      html: '<p>Our sign <img src="cid:logo@theirs"> below</p>',
      attachments: [{ ...drawing, mediaType: 'image/svg+xml', contentId: 'logo@theirs' }],
    });
    const { threadId, identityId } = await begun('drawing@outside.example');
    const carries = { kind: 'forward', messageId, attachmentIds: [] };
    const sent = await send(threadId, { begins: { identityId, subject: 'Fwd', carries } });
    expect([sent.status, sent.body.detail]).toEqual([201, undefined]);
    const { html, attachments } = await payloadOf(sent.body.message.id);
    expect(html).not.toContain('<img');
    expect(attachments).toEqual([
      { name: 'logo.svg', mediaType: 'image/svg+xml', blob: { sha256: 'd'.repeat(64), bytes: 5 } },
    ]);
  });

  it('is refused where it is longer, or has more files, than a mail may have, and nothing of it is written', async () => {
    const files = Array.from({ length: 100 }, (_, n) => ({
      ...{ blob: { sha256: 'e'.repeat(64), bytes: 5 }, name: `${n}.txt`, mediaType: 'text/plain' },
      inline: false,
    }));
    const author = aMailIdentity('long@fresh.example');
    const long = await receive(api, { author, text: 'a'.repeat(499_990) });
    const marked = await receive(api, { author, text: '&'.repeat(499_000), externalId: randomUUID() });
    const full = await receive(api, { author, attachments: files, externalId: randomUUID() });
    const { threadId, identityId } = await begun('long@outside.example');
    const file = await upload('mine.pdf', 'application/pdf');
    const forward = (messageId: string, attachmentIds: string[] = []) =>
      send(threadId, {
        ...(attachmentIds.length > 0 && { attachments: [file.id] }),
        begins: { identityId, subject: 'Fwd', carries: { kind: 'forward', messageId, attachmentIds } },
      });
    const ids = (
      await api.dataSource.query('select id from attachment where message_id = $1', [full.messageId])
    ).map(({ id }: { id: string }) => id);
    const outcomes = [
      await forward(long.messageId),
      await forward(marked.messageId),
      await forward(full.messageId, ids),
    ];
    expect(outcomes.map(({ status, body }) => [status, body.reason])).toEqual([
      [422, 'mail-too-long'],
      [422, 'mail-too-long'],
      [422, 'too-many-files'],
    ]);
    expect(await messagesOf(threadId)).toEqual([]);
    expect((await forward(full.messageId, ids.slice(1))).status).toBe(201);
  });

  it('has its subject in one line, whatever was typed', async () => {
    const { threadId, identityId } = await begun('lines@outside.example');
    const sent = await send(threadId, {
      begins: { identityId, subject: ' Your order\r\nBcc: eve@outside.example\u2028 now ' },
    });
    const { subject } = await payloadOf(sent.body.message.id);
    expect([subject, sent.body.message.subject]).toEqual([
      'Your order Bcc: eve@outside.example now',
      'Your order Bcc: eve@outside.example now',
    ]);
  });
});

describe('a mail that is resent', () => {
  const resend = (id: string, body: object, key: string = randomUUID()) =>
    client.post(`/api/v1/messages/${id}/resend`, body, { 'idempotency-key': key });

  it('goes word for word to the corrected address, which becomes one of theirs only where the agent says so', async () => {
    const { threadId, messageId: asked } = await receive(api, { author: aMailIdentity('ada@typo.example') });
    const file = await upload('bill.pdf', 'application/pdf');
    const origin = (await send(threadId, { text: 'Your bill', attachments: [file.id] })).body.message;
    const key = randomUUID();
    const sent = await resend(origin.id, { address: 'ada@right.example', isTheirs: true }, key);
    expect([sent.status, sent.body.message]).toMatchObject([
      201,
      { text: 'Your bill', subject: origin.subject, topicId: origin.topicId, carries: { kind: 'resend' } },
    ]);
    expect(sent.body.message.deliveries).toMatchObject([{ recipient: { key: 'ada@right.example' } }]);
    const payload = await payloadOf(sent.body.message.id);
    expect(payload.attachments).toMatchObject([{ name: 'bill.pdf' }]);
    expect(payload.inReplyTo).toBe((await payloadOf(origin.id)).inReplyTo);
    expect(
      (await resend(origin.id, { address: 'ada@right.example', isTheirs: true }, key)).body.message.id,
    ).toBe(sent.body.message.id);
    const person = (await client.get(`/api/v1/people/${threadId}`)).body;
    expect(person.identities.map(({ key }: { key: string }) => key).toSorted()).toEqual([
      'ada@right.example',
      'ada@typo.example',
    ]);
    const history = JSON.stringify((await client.get(`/api/v1/people/${threadId}/history`)).body);
    expect(history).toContain('a mail of ours was said again to the corrected address');
    expect((await messagesOf(threadId)).map(({ id }: { id: string }) => id)).toContain(asked);
  });

  it('goes to somebody else’s thread where the address is theirs, and joins nobody', async () => {
    const { threadId } = await receive(api, { author: aMailIdentity('bob@typo.example') });
    const other = await receive(api, { author: aMailIdentity('cleo@right.example') });
    const origin = (await send(threadId, { text: 'For you' })).body.message;
    expect((await resend(origin.id, { address: 'cleo@right.example', isTheirs: true })).body).toMatchObject({
      code: 'conflict',
      reason: 'address-of-another',
    });
    const sent = await resend(origin.id, { address: 'cleo@right.example' });
    expect([sent.status, sent.body.message.threadId]).toEqual([201, other.threadId]);
    expect((await resend(other.messageId, { address: 'x@right.example' })).status).toBe(404);
    expect((await resend(origin.id, { address: 'no address' })).body.reason).toBe('not-an-address');
  });
});

describe('beside a second account group', () => {
  const groupId = randomUUID();
  const accountId = randomUUID();
  const second = 'second@localhost';
  beforeAll(async () => {
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'second')`, [groupId]);
    await api.dataSource.query('insert into agent_access select id, $1 from agent', [groupId]);
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id) values ($1, 'email', $2, $3)`,
      [accountId, second, groupId],
    );
  });
  const resend = (id: string, address: string) =>
    client.post(`/api/v1/messages/${id}/resend`, { address }, { 'idempotency-key': randomUUID() });
  const withState = async (state: string, work: () => Promise<void>): Promise<void> => {
    const set = (to: string) =>
      api.dataSource.query('update account set state = $2 where id = $1', [accountId, to]);
    await set(state);
    try {
      await work();
    } finally {
      await set('active');
    }
  };
  const peopleWith = (key: string) => api.dataSource.query('select from identity where key = $1', [key]);

  it('a mail leaves again from the account that it left from, and names to a stranger nothing of the first', async () => {
    const author = aMailIdentity('eve@typo.example');
    const { threadId } = await receive(api, { author, accountId });
    const origin = (await send(threadId, { text: 'Your bill' })).body.message;
    expect((await payloadOf(origin.id)).from.key).toBe(second);
    const sent = await resend(origin.id, 'stranger@right.example');
    expect(sent.status).toBe(201);
    const payload = await payloadOf(sent.body.message.id);
    expect([payload.from.key, payload.inReplyTo, payload.references]).toEqual([second, undefined, []]);
    expect(
      await api.dataSource.query(
        `select w.account_group_id as "groupId" from written_to w join identity i on i.id = w.identity_id where i.key = $1`,
        ['stranger@right.example'],
      ),
    ).toEqual([{ groupId }]);
    await withState('paused', async () => {
      const refused = await resend(origin.id, 'nobody@right.example');
      expect(refused.body).toMatchObject({ code: 'cannot-reply', reason: 'resend-account-gone' });
      expect(await peopleWith('nobody@right.example')).toEqual([]);
    });
  });

  it('a forward tells no name that its agent may not know', async () => {
    const known = { kind: 'mail', key: 'zora@fresh.example' };
    await receive(api, { author: { ...known, name: 'Zora of the closed group' }, accountId });
    const { messageId } = await receive(api, {
      author: aMailIdentity('yan@fresh.example'),
      participants: [{ identity: known, role: 'cc' }],
    });
    const { threadId, identityId } = await begun('names@outside.example');
    const carries = { kind: 'forward', messageId, attachmentIds: [] };
    await api.dataSource.query('delete from agent_access where account_group_id = $1', [groupId]);
    try {
      const sent = await send(threadId, { begins: { identityId, subject: 'Fwd', carries } });
      const payload = await payloadOf(sent.body.message.id);
      expect(payload.text).toContain('\nCc: zora@fresh.example\n');
      expect(JSON.stringify(payload)).not.toContain('closed group');
    } finally {
      await api.dataSource.query('insert into agent_access select id, $1 from agent', [groupId]);
    }
  });

  it('a forward leaves from the group of what it takes along, unless another account was chosen', async () => {
    const { messageId } = await receive(api, { author: aMailIdentity('wim@fresh.example'), accountId });
    const { threadId, identityId } = await begun('groups@outside.example');
    const options = async () =>
      (
        await client.get(
          `/api/v1/threads/${threadId}/reply-options?begins=${identityId}&carries=${messageId}`,
        )
      ).body;
    const offered = await options();
    expect([offered.accountAddress, offered.accounts.length]).toEqual([second, 2]);
    expect(offered.accounts.map(({ otherReaders }: { otherReaders: unknown }) => otherReaders)).toEqual([
      null,
      expect.any(String),
    ]);
    const begins = {
      ...{ identityId, subject: 'Fwd' },
      carries: { kind: 'forward', messageId, attachmentIds: [] },
    };
    const sent = await send(threadId, { begins });
    expect((await payloadOf(sent.body.message.id)).from.key).toBe(second);
    const other = await send(threadId, { begins, accountId: offered.accounts[1].id });
    expect((await payloadOf(other.body.message.id)).from.key).toBe(offered.accounts[1].address);
    await withState('paused', async () => {
      expect((await send(threadId, { begins })).body).toMatchObject({ reason: 'no-account-of-origin' });
      expect((await options()).accounts).toMatchObject([{ otherReaders: expect.any(String) }]);
    });
  });
});
