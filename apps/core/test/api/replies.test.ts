import { createHash } from 'node:crypto';
import { send } from '@filo/contracts';
import { messageCreated, replyOptions, threadChanged } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { tokenKeysOf } from '../../src/config.js';
import { verifyMessageId } from '../../src/replies/message-id.js';
import { verifyReplyToken } from '../../src/replies/reply-token.js';
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

let count = 0;
const someone = () => aMailIdentity(`person${++count}@example.org`, `Person ${count}`);
const versionOf = async (threadId: string): Promise<number> =>
  (await client.get(`/api/v1/threads/${threadId}`)).body.version;
const reply = (threadId: string, body: object, version: number, key = `key ${++count}`): Promise<Answer> =>
  client.post(`/api/v1/threads/${threadId}/replies`, body, {
    'if-match': `"${version}"`,
    'idempotency-key': key,
  });
const payloadsOf = async (messageId: string) => {
  const rows = (await api.dataSource.query(
    `select o.payload from outbox o join delivery d on d.id = o.delivery_id where d.message_id = $1 order by d.id`,
    [messageId],
  )) as { payload: unknown }[];
  return rows.map(({ payload }) => send.parse(payload));
};

describe('a reply', () => {
  it('leaves as a proper mail that answers the message and can be answered', async () => {
    const author = someone();
    const { threadId, messageId } = await receive(api, {
      author,
      subject: 'My order',
      threadingId: 'first@example.org',
      references: ['root@example.org'],
      participants: [
        { identity: aMailIdentity('support@localhost'), role: 'to' },
        { identity: aMailIdentity('colleague@example.org'), role: 'cc' },
      ],
    });
    const answer = await reply(threadId, { text: 'Hello,\nit is <coming>.' }, await versionOf(threadId));
    expect(answer.status).toBe(201);
    const { message, version } = messageCreated.parse(answer.body);
    expect(message).toMatchObject({
      direction: 'outbound',
      subject: 'Re: My order',
      deliveries: [{ state: 'queued' }],
    });
    expect(version).toBe(await versionOf(threadId));

    const [sent, ...others] = await payloadsOf(message.id);
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      recipient: { key: author.key },
      visibleTo: [{ key: author.key }],
      visibleCc: [],
      from: { key: 'support@localhost' },
      subject: 'Re: My order',
      text: 'Hello,\nit is <coming>.',
      html: '<p>Hello,<br>it is &lt;coming&gt;.</p>',
      inReplyTo: 'first@example.org',
      references: ['root@example.org', 'first@example.org'],
    });
    const keys = tokenKeysOf(api.settings);
    expect(verifyMessageId(keys, sent!.threadingId)).toEqual({ messageId: message.id });
    const token = /^support\+(.+)@localhost$/.exec(sent!.replyAddress!)![1]!;
    expect(verifyReplyToken(keys, token, new Date())).toEqual({ deliveryId: sent!.deliveryId });

    const back = await receive(api, {
      author,
      subject: 'other words',
      replyTokens: [token],
      inReplyTo: [sent!.threadingId],
    });
    expect(back.threadId).toBe(threadId);
    const thread = await client.get(`/api/v1/threads/${threadId}`);
    expect(thread.body.topics).toHaveLength(1);
    expect(messageId).not.toBe(back.messageId);
  });

  it('to a word that came without a Message-ID stands under the mails of the same matter, and of no other', async () => {
    const author = someone();
    const byForm = () => receive(api, { author, subject: 'By form', threadingId: undefined });
    const answerTo = async (threadId: string, body: object) => {
      const { message } = (await reply(threadId, { text: 'x', ...body }, await versionOf(threadId))).body;
      return (await payloadsOf(message.id))[0]!;
    };
    await receive(api, { author, threadingId: 'a2@example.org', references: ['a1@example.org'] });
    const { threadId } = await byForm();
    const first = await answerTo(threadId, {});
    expect(first).toMatchObject({
      inReplyTo: 'a2@example.org',
      references: ['a1@example.org', 'a2@example.org'],
    });
    await byForm();
    const second = await answerTo(threadId, { close: true });
    expect(second).toMatchObject({
      inReplyTo: first.threadingId,
      references: ['a1@example.org', 'a2@example.org', first.threadingId],
    });
    await byForm();
    const third = await answerTo(threadId, {});
    expect([third.inReplyTo, third.references]).toEqual([undefined, []]);
  });

  it('ends the waiting, and closes the topic when asked to', async () => {
    const { threadId } = await receive(api, { author: someone() });
    expect((await client.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({ state: 'open' });
    await reply(threadId, { text: 'one moment' }, await versionOf(threadId));
    expect((await client.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({
      state: 'waiting',
      waitingSince: null,
    });
    await reply(threadId, { text: 'done', close: true }, await versionOf(threadId));
    expect((await client.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({ state: 'closed' });
  });

  it('reaches those in Cc only when the agent added them, each by a delivery and token of its own', async () => {
    const author = someone();
    const colleague = aMailIdentity('colleague2@example.net');
    const { threadId } = await receive(api, {
      author,
      participants: [
        { identity: aMailIdentity('support@localhost'), role: 'to' },
        { identity: colleague, role: 'cc' },
        { identity: aMailIdentity('elsewhere@example.com'), role: 'reply-to' },
      ],
      authorProof: { verdict: 'claimed', reason: 'no signature' },
    });
    const options = replyOptions.parse((await client.get(`/api/v1/threads/${threadId}/reply-options`)).body);
    expect(options.to.map(({ identity }) => identity.key)).toEqual([author.key]);
    expect(options.offered).toMatchObject([
      { identity: { key: colleague.key }, wroteToUs: false, domain: 'example.net' },
    ]);
    const answer = await reply(
      threadId,
      { text: 'x', cc: ['Colleague2@example.net', 'new@example.com'] },
      await versionOf(threadId),
    );
    const sent = await payloadsOf(answer.body.message.id);
    expect(sent.map(({ recipient }) => recipient.key)).toEqual([
      author.key,
      'colleague2@example.net',
      'new@example.com',
    ]);
    expect(new Set(sent.map(({ replyAddress }) => replyAddress)).size).toBe(3);
    expect(new Set(sent.map(({ threadingId }) => threadingId)).size).toBe(1);
    expect(sent[2]).toMatchObject({
      visibleTo: [{ key: author.key }],
      visibleCc: [{ key: colleague.key }, { key: 'new@example.com' }],
    });
  });

  it('never goes to one of our own addresses, nor to what is no address', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const version = await versionOf(threadId);
    for (const to of [
      'support@localhost',
      'SUPPORT@localhost',
      'support+desk@localhost',
      'not an address',
      'a@b@c',
      'x@exa mple.org',
      'a\r\nBcc: b@c.org',
    ]) {
      expect((await reply(threadId, { text: 'x', to: [to] }, version)).body).toMatchObject({
        status: 422,
        code: 'recipient-refused',
      });
    }
    expect(await versionOf(threadId)).toBe(version);
  });
});

describe('the send guard', () => {
  it('lets one of two replies at once through and shows the other what is new', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const version = await versionOf(threadId);
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => reply(threadId, { text }, version)));
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 2]);
    const problem = threadChanged.parse(lost[0]!.body);
    expect(problem).toMatchObject({ code: 'thread-changed', version: version + 1 });
    expect(problem.newMessages.map(({ id }) => id)).toEqual([won[0]!.body.message.id]);
  });

  it('refuses when the person wrote meanwhile, and nothing of the reply is kept', async () => {
    const author = someone();
    const { threadId } = await receive(api, { author });
    const version = await versionOf(threadId);
    const news = await receive(api, { author, text: 'never mind', newText: 'never mind' });
    const answer = await reply(
      threadId,
      { text: 'sent blind', cc: ['nobody@example.com'] },
      version,
      'blind',
    );
    expect(answer.body).toMatchObject({
      code: 'thread-changed',
      newMessages: [{ id: news.messageId, text: 'never mind' }],
    });
    expect(JSON.stringify((await client.get(`/api/v1/threads/${threadId}/messages`)).body)).not.toContain(
      'sent blind',
    );
    expect((await reply(threadId, { text: 'sent blind' }, version + 1, 'blind')).status).toBe(201);
  });

  it('asks for the version, and says so', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const path = `/api/v1/threads/${threadId}/replies`;
    expect((await client.post(path, { text: 'x' }, { 'idempotency-key': 'v' })).body).toMatchObject({
      status: 428,
    });
    expect(
      (await client.post(path, { text: 'x' }, { 'idempotency-key': 'v', 'if-match': '*' })).body,
    ).toMatchObject({ status: 400 });
    expect((await client.post(path, { text: 'x' }, { 'if-match': '1' })).body).toMatchObject({ status: 400 });
  });
});

describe('an idempotency key', () => {
  it('sends once, however often and at once the same reply is posted', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const version = await versionOf(threadId);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => reply(threadId, { text: 'once' }, version, 'same')),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.message.id)).size).toBe(1);
    expect(await versionOf(threadId)).toBe(version + 1);
    const [{ count: sends }] = await api.dataSource.query(
      `select count(*)::int as count from delivery d where d.message_id = $1`,
      [answers[0]!.body.message.id],
    );
    expect(sends).toBe(1);
    const other = await reply(threadId, { text: 'other words' }, version + 1, 'same');
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('answers as the first time after a merge and after its undo, to whom it was written and to no other', async () => {
    const [survivor, gone, stranger] = [
      await receive(api, { author: someone() }),
      await receive(api, { author: someone() }),
      await receive(api, { author: someone() }),
    ];
    const note = (threadId: string) =>
      client.post(
        `/api/v1/threads/${threadId}/notes`,
        { text: 'once' },
        { 'idempotency-key': 'merged note' },
      );
    const version = await versionOf(gone.threadId);
    const send = (threadId: string, text = 'once') => reply(threadId, { text }, version, 'merged');
    const written = async (answers: Promise<Answer>[]) =>
      (await Promise.all(answers)).map(({ status, body }) => `${status} ${body.message?.id ?? body.code}`);
    const first = await written([send(gone.threadId), note(gone.threadId)]);
    expect(first).toEqual([expect.stringMatching('^201'), expect.stringMatching('^201')]);

    const persons = [survivor.threadId, gone.threadId];
    const merged = await client.post('/api/v1/merges', {
      personIds: persons,
      versions: Object.fromEntries(
        await Promise.all(persons.map(async (id) => [id, await versionOf(id)] as const)),
      ),
    });
    expect([merged.status, await versionOf(gone.threadId)]).toEqual([
      200,
      await versionOf(survivor.threadId),
    ]);
    for (const id of persons) expect(await written([send(id), note(id)])).toEqual(first);
    const refused = '422 idempotency-key-reused';
    expect(
      await written([send(stranger.threadId), note(stranger.threadId), send(gone.threadId, 'twice')]),
    ).toEqual([refused, refused, refused]);
    // Written to the survivor now, and asked again of whom it was written to.
    const toBoth = await reply(
      survivor.threadId,
      { text: 'to both' },
      await versionOf(survivor.threadId),
      'both',
    );
    expect(toBoth.status).toBe(201);

    expect((await client.post(`/api/v1/merges/${merged.body.id}/undo`, {})).status).toBe(200);
    expect(await written([send(gone.threadId), note(gone.threadId)])).toEqual(first);
    for (const id of persons)
      expect((await reply(id, { text: 'to both' }, version, 'both')).body.message?.id).toBe(
        toBoth.body.message.id,
      );
    const [{ count: sent }] = await api.dataSource.query(
      `select count(*)::int as count from message where author_agent_id is not null and text in ('once', 'to both')
       and anchor_identity_id in (select identity_id from link where person_id = any($1))`,
      [persons],
    );
    expect(sent).toBe(3);
  });
});

describe('notes and actions', () => {
  it('keeps a note inside, and a note does not count as an answer', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const note = await client.post(
      `/api/v1/threads/${threadId}/notes`,
      { text: 'call them' },
      { 'idempotency-key': `n${++count}` },
    );
    expect(note.status).toBe(201);
    expect(note.body.message).toMatchObject({ direction: 'note', text: 'call them', deliveries: [] });
    expect((await client.get(`/api/v1/threads/${threadId}`)).body).toMatchObject({ state: 'open' });
    // What the team wrote to itself is no message with that person.
    expect((await client.get(`/api/v1/people/${threadId}`)).body).toMatchObject({ messageCount: 1 });
  });

  it('closes, reopens and assigns, and shows it in the thread', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const act = (action: object) => client.post(`/api/v1/threads/${threadId}/actions`, action);
    const me = (await client.get('/api/v1/session')).body.agent;
    expect((await act({ kind: 'assign', agentId: me.id })).body.row).toMatchObject({
      assignee: { id: me.id },
    });
    expect((await act({ kind: 'close' })).body.row).toMatchObject({ state: 'closed', openTopics: 0 });
    expect((await act({ kind: 'reopen' })).body.row).toMatchObject({ state: 'open', openTopics: 1 });
    expect((await act({ kind: 'assign', agentId: threadId })).body).toMatchObject({
      code: 'unknown-reference',
    });
    const page = await client.get(`/api/v1/threads/${threadId}/messages`);
    expect(page.body.actions.map(({ text }: { text: string }) => text)).toEqual([
      `Assigned to ${me.name}`,
      'Closed',
      'Reopened',
    ]);
    expect(page.body.actions.map(({ why }: { why: unknown }) => why)).toEqual([
      [{ code: 'action-assigned', with: { name: me.name } }],
      [{ code: 'action-closed' }],
      [{ code: 'action-reopened' }],
    ]);
  });
});

describe('attachments', () => {
  const upload = async (bytes: Uint8Array<ArrayBuffer>, name: string, type: string): Promise<Answer> => {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type }), name);
    return client.send('POST', '/api/v1/uploads', form);
  };
  /** How a square PNG of that size begins. */
  const aPng = (width: number): Uint8Array<ArrayBuffer> => {
    const side = width.toString(16).padStart(8, '0');
    return new Uint8Array(Buffer.from(`89504e470d0a1a0a0000000d49484452${side}${side}`, 'hex'));
  };

  it('are known to housekeeping from the first byte on, whatever fails then', async () => {
    const text = 'never reached the bus';
    const { blobs } = api.bus;
    const { put } = blobs;
    blobs.put = () => Promise.reject(new Error('away'));
    try {
      expect((await upload(new TextEncoder().encode(text), 'a.txt', 'text/plain')).status).toBe(500);
    } finally {
      blobs.put = put;
    }
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(
      await api.dataSource.query('select upload_only as "uploadOnly" from blob where sha256 = $1', [sha256]),
    ).toEqual([{ uploadOnly: true }]);
  });

  it('go out with a reply, lie on the bus for the connector, and come back as a download that runs nothing', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    const stored = await upload(bytes, '../../évil "page".html', 'text/html');
    expect(stored.body).toMatchObject({
      name: 'évil "page".html',
      mediaType: 'text/html',
      bytes: bytes.length,
    });
    const answer = await reply(
      threadId,
      { text: 'see', attachments: [stored.body.id] },
      await versionOf(threadId),
    );
    const [sent] = await payloadsOf(answer.body.message.id);
    const [held] = await api.dataSource.query(
      'select upload_only from blob b join upload u using (sha256) where u.id = $1',
      [stored.body.id],
    );
    expect(held).toEqual({ upload_only: false });
    expect(Buffer.from(await api.bus.blobs.get(sent!.attachments[0]!.blob))).toEqual(Buffer.from(bytes));
    const { id } = answer.body.message.attachments[0];
    const download = await client.get(`/api/v1/attachments/${id}?inline=1`);
    expect(download.body).toBe('<script>alert(1)</script>');
    expect(download.headers.get('content-type')).toBe('application/octet-stream');
    expect(download.headers.get('content-disposition')).toMatch(
      /^attachment; .*filename\*=UTF-8''%C3%A9vil%20%22page%22\.html$/,
    );
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that are pictures stand in the text: by Content-ID in the mail, and in the thread', async () => {
    const { threadId } = await receive(api, { author: someone() });
    const picture = (await upload(aPng(4), 'screen.png', 'image/png')).body;
    const paper = (await upload(new Uint8Array([37, 80, 68, 70]), 'terms.pdf', 'application/pdf')).body;
    const html = `<p>It is <strong>this</strong> button: <img src="cid:${picture.id}" alt="the button" width="320"></p>`;
    const body = { text: 'It is this button: [the button]', html };
    const version = await versionOf(threadId);
    const refused = await reply(threadId, { ...body, attachments: [paper.id] }, version);
    expect(refused.body).toMatchObject({ status: 422, code: 'unknown-reference' });
    const answer = await reply(threadId, { ...body, attachments: [picture.id, paper.id] }, version);

    const contentId = `${picture.id}@localhost`;
    const [sent] = await payloadsOf(answer.body.message.id);
    expect(sent).toMatchObject({
      text: body.text,
      html: html.replace(picture.id, contentId),
      attachments: [
        { name: 'screen.png', mediaType: 'image/png', inline: true, contentId },
        { name: 'terms.pdf', mediaType: 'application/pdf', inline: false },
      ],
    });
    expect(answer.body.message).toMatchObject({
      html: html.replace(picture.id, contentId),
      attachments: [
        { inline: true, contentId },
        { inline: false, contentId: null },
      ],
    });
    const shown = await client.get(`/api/v1/uploads/${picture.id}?inline=1`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    // A program that is called a picture is none, and of what says to be larger than memory nothing is drawn.
    for (const bytes of [new TextEncoder().encode('<svg onload="alert(1)"/>'), aPng(30_000)]) {
      const { id } = (await upload(bytes, 'fake.png', 'image/png')).body;
      const fake = await client.get(`/api/v1/uploads/${id}?inline=1`);
      expect(fake.headers.get('content-type')).toBe('application/octet-stream');
      expect(fake.headers.get('content-disposition')).toMatch(/^attachment; /);
    }
    expect((await client.get(`/api/v1/uploads/${threadId}`)).body).toMatchObject({ status: 404 });
  });

  it('of more than 25 MB are refused with a sentence, and nothing is kept', async () => {
    const answer = await upload(new Uint8Array(26 * 1024 * 1024), 'big.bin', 'application/octet-stream');
    expect(answer.body).toMatchObject({ status: 413, code: 'too-large' });
    const [{ count: uploads }] = await api.dataSource.query(
      `select count(*)::int as count from upload where name = 'big.bin'`,
    );
    expect(uploads).toBe(0);
  });
});
