import { automaticPage, automaticPlaced } from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
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
const listed = async (query = '') =>
  automaticPage.parse((await client.get(`/api/v1/automatic${query}`)).body);
const subjects = async (query = '') => (await listed(query)).items.map(({ subject }) => subject);
const threads = async () => (await client.get('/api/v1/threads')).body.items as { id: string }[];

describe('mail that stands in nobody’s thread', () => {
  it('is listed newest first, by class too, with the address whose thread it would be in', async () => {
    const news = aMailIdentity('news@shop.example', 'The Shop');
    await receive(api, { class: 'list', author: news, subject: 'news', sortAt: minute(1) });
    await receive(api, {
      class: 'out-of-office',
      author: aMailIdentity('away@example.org'),
      subject: 'away',
      sortAt: minute(3),
    });
    await receive(api, {
      class: 'bounce',
      author: aMailIdentity('mailer-daemon@mx.example'),
      subject: 'not ours',
      sortAt: minute(2),
      reports: [{ action: 'failed', recipient: 'x@example.org' }],
    });
    await receive(api, {
      author: aMailIdentity('support@localhost'),
      subject: 'from ourselves',
      sortAt: minute(4),
    });
    await receive(api, { author: aMailIdentity('human@example.org'), subject: 'human', sortAt: minute(5) });
    expect(await subjects()).toEqual(['from ourselves', 'away', 'not ours', 'news']);
    const { items } = await listed('?class=list');
    expect(items).toMatchObject([
      { subject: 'news', threadId: null, topicId: null, anchor: { key: news.key, name: 'The Shop' } },
    ]);
    expect((await client.get('/api/v1/automatic?class=nonsense')).status).toBe(400);
  });

  it('leaves the list when its author becomes a person by a word of their own', async () => {
    const author = aMailIdentity('holiday@example.org');
    await receive(api, { class: 'out-of-office', author, subject: 'on the beach', sortAt: minute(6) });
    expect(await subjects('?class=out-of-office')).toContain('on the beach');
    const { threadId } = await receive(api, { author, subject: 'back', sortAt: minute(7) });
    expect(await subjects('?class=out-of-office')).not.toContain('on the beach');
    const page = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
    expect(page.items.map(({ subject }: { subject: string }) => subject)).toEqual(['on the beach', 'back']);
  });

  it('comes a page at a time, none skipped or repeated while more arrives', async () => {
    const author = aMailIdentity('digest@shop.example');
    const wanted = Array.from({ length: 7 }, (_, n) => `digest ${n}`);
    // Two at the same instant: the id breaks the tie.
    for (const [n, subject] of wanted.entries())
      await receive(api, { class: 'list', author, subject, sortAt: minute(20 + Math.floor(n / 2)) });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = await listed(`?class=list&limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.items.map(({ subject }) => subject!));
      next = page.next;
      await receive(api, { class: 'list', author, subject: 'later', sortAt: minute(50) });
    }
    expect(seen.filter((subject) => subject.startsWith('digest')).toSorted()).toEqual(wanted);
    expect(seen).not.toContain('later');
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is read from its own index', async () => {
    const plan = (await api.dataSource.query(
      `explain select m.id from message m
       where m.class = 'list' and m.topic_id is null and m.direction <> 'note'
         and (m.class not in ('bounce', 'complaint') or m.marks @> '[{"code": "report-unverified"}]')
       order by m.sort_at desc, m.id desc limit 10`,
    )) as object[];
    expect(JSON.stringify(plan)).toContain('message_automatic');
  });
});

describe('an agent who says that a human wrote it', () => {
  it('gets the thread that the message would have had, and the correction is on record', async () => {
    const author = aMailIdentity('bot.like@example.org', 'Bo T. Like');
    const before = await threads();
    const { messageId } = await receive(api, {
      class: 'auto-reply',
      author,
      subject: 'Re: question',
      authorProof: { verdict: 'claimed', reason: 'none' },
    });
    const answers = await Promise.all(
      [1, 2].map(() => client.post(`/api/v1/automatic/${messageId}/thread`, undefined)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const placed = automaticPlaced.parse(answers[0]!.body);
    expect(placed.message).toMatchObject({ id: messageId, class: 'human', threadId: placed.threadId });
    expect(automaticPlaced.parse(answers[1]!.body)).toEqual(placed);

    expect(await threads()).toHaveLength(before.length + 1);
    const thread = (await client.get(`/api/v1/threads/${placed.threadId}`)).body;
    expect(thread).toMatchObject({
      person: { name: 'Bo T. Like' },
      state: 'open',
      unread: true,
      topics: [{ subject: 'Re: question', state: 'open' }],
    });
    const page = (await client.get(`/api/v1/threads/${placed.threadId}/messages`)).body;
    expect(page.items).toHaveLength(1);
    expect(page.actions).toMatchObject([{ kind: 'corrected', text: 'Said that a human wrote this' }]);
    expect(await subjects('?class=auto-reply')).not.toContain('Re: question');

    const rows = async (sql: string) => (await api.dataSource.query(sql, [messageId])) as unknown[];
    expect(await rows(`select data from action where message_id = $1 and kind = 'corrected'`)).toEqual([
      { data: { from: 'auto-reply', to: 'human' } },
    ]);
    expect(await rows(`select kind from audit where subject_id = $1`)).toEqual([
      { kind: 'message-corrected' },
    ]);
    expect(
      await rows(
        `select l.grade, l.evidence, split_part(l.actor, ':', 1) as actor from link l
         join message m on m.anchor_identity_id = l.identity_id where m.id = $1`,
      ),
    ).toEqual([{ grade: 'claimed', evidence: { type: 'first-word', messageId }, actor: 'agent' }]);
  });

  it('can answer, and the next word joins the same topic', async () => {
    const author = aMailIdentity('ticket@system.example');
    const { messageId } = await receive(api, { class: 'auto-reply', author, subject: 'Case 7' });
    const { threadId } = (await client.post(`/api/v1/automatic/${messageId}/thread`, undefined)).body;
    const next = await receive(api, { author, subject: 'Case 7' });
    expect(next.threadId).toBe(threadId);
    const thread = (await client.get(`/api/v1/threads/${threadId}`)).body;
    expect(thread.topics).toHaveLength(1);
    const sent = await client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: 'Hello' },
      { 'if-match': `"${thread.version}"`, 'idempotency-key': uuidv7() },
    );
    expect(sent.status).toBe(201);
  });

  it('keeps it through a rebuild of the projections', async () => {
    const { messageId } = await receive(api, {
      class: 'list',
      author: aMailIdentity('kept@example.org'),
      subject: 'kept',
    });
    const { threadId } = (await client.post(`/api/v1/automatic/${messageId}/thread`, undefined)).body;
    const before = (await client.get(`/api/v1/threads/${threadId}`)).body;
    await new RebuildProjections(api.dataSource).run();
    expect((await client.get(`/api/v1/threads/${threadId}`)).body).toEqual(before);
  });

  it('is told why when it was ourselves, and nothing changes', async () => {
    const { messageId } = await receive(api, {
      author: aMailIdentity('support@localhost'),
      subject: 'to ourselves',
    });
    const answer = await client.post(`/api/v1/automatic/${messageId}/thread`, undefined);
    expect(answer.body).toMatchObject({ status: 422, code: 'not-a-person' });
    expect(await subjects()).toContain('to ourselves');
    expect((await client.post(`/api/v1/automatic/${uuidv7()}/thread`, undefined)).status).toBe(404);
  });
});
