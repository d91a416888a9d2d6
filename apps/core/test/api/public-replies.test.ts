import type { SendInput } from '@filo/contracts';
import type { MessagePage } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { lockThreads } from '../../src/threads/lock-threads.js';
import { anAccount } from './an-account.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'sample', address: 'lobby' });
}, 120_000);
afterAll(() => api.close());

const secretWords = 'My order 77812 went to my sister in Turin, and she is in hospital.';
let people = 0;
/** Somebody who wrote in private and then in public, joined by an agent. */
const somebody = async () => {
  const n = people++;
  const mail = await receive(api, {
    author: { kind: 'mail', key: `ada${n}@example.org` },
    subject: 'Hidden subject',
    text: secretWords,
    newText: secretWords,
  });
  const loud = await receive(api, {
    ...{
      channel: 'sample',
      accountId: account,
      audience: 'public',
      participants: [],
      arrival: { via: 'api' },
    },
    author: { kind: 'sample', key: `ada${n}` },
    text: 'You never answer!',
    newText: 'You never answer!',
    subject: undefined,
  });
  const versions = Object.fromEntries(
    await Promise.all(
      [mail, loud].map(async ({ threadId }) => [
        threadId,
        (await client.get(`/api/v1/threads/${threadId}`)).body.version,
      ]),
    ),
  );
  await client.post('/api/v1/merges', { personIds: [mail.threadId, loud.threadId], versions });
  return { threadId: mail.threadId, mail, loud, key: `ada${n}@example.org` };
};
const answer = async (
  threadId: string,
  answersMessageId: string | undefined,
  body: object,
): Promise<Answer> => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { answersMessageId, ...body },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const outbox = async (): Promise<SendInput[]> =>
  ((await api.dataSource.query('select payload from outbox order by id')) as { payload: SendInput }[]).map(
    ({ payload }) => payload,
  );

it('a public reply that holds words of a private message is refused, quoted or copied, in text or HTML', async () => {
  const { threadId, mail, loud } = await somebody();
  const before = await outbox();
  for (const body of [
    { text: `Dear Ada,\n> ${secretWords}\nwe are sorry.` },
    { text: `Dear Ada,\n> she   is in Hospital\nwe are sorry.` },
    { text: `You said: \n${secretWords}` },
    { text: 'Sorry!', html: '<p>Sorry!</p><blockquote><p>my <b>order 77812</b></p></blockquote>' },
    { text: 'Sorry!', html: `<p>${secretWords}</p>` },
  ]) {
    const refused = await answer(threadId, loud.messageId, body);
    expect([body.text, refused.status, refused.body.code]).toEqual([body.text, 422, 'private-words']);
  }
  expect(await outbox()).toEqual(before);
  expect((await answer(threadId, mail.messageId, { text: `> ${secretWords}\nWe are on it.` })).status).toBe(
    201,
  );
});

it('what they wrote stays private when a mail of ours quoted it as Outlook does, without a mark', async () => {
  const { threadId, loud, key } = await somebody();
  const ours = 'We send you another parcel tomorrow morning.';
  await receive(api, {
    ...{ direction: 'outbound', author: { kind: 'mail', key: 'support@example.com' } },
    participants: [{ identity: { kind: 'mail', key }, role: 'to' }],
    text: `${ours}\n\n-----Original Message-----\nFrom: Ada\n\n${secretWords}`,
    newText: ours,
  });
  const refused = await answer(threadId, loud.messageId, { text: `You said: ${secretWords}` });
  expect(refused.body.found?.[0]).toEqual({ kind: 'quote', text: secretWords.slice(0, -1) });
  expect((await answer(threadId, loud.messageId, { text: ours })).status).toBe(201);
});

it('an answer of ours names the post that it answers, and no words of it once its author deleted it; a mail names none', async () => {
  const { threadId, mail, loud } = await somebody();
  const externalId = `loud-${uuidv7()}`;
  const words = `My lamp burns. ${'It does not stop. '.repeat(20)}`.trim();
  const grave = await receive(api, {
    ...{ channel: 'sample', accountId: account, audience: 'public', participants: [], externalId },
    ...{
      author: { kind: 'sample', key: `ada${people - 1}` },
      subject: undefined,
      text: words,
      newText: words,
    },
    arrival: { via: 'api' },
  });
  expect(grave.threadId).toBe(threadId);
  const sent = await answer(threadId, loud.messageId, { text: 'Now we do.' });
  await answer(threadId, grave.messageId, { text: 'Please switch it off.' });
  await answer(threadId, mail.messageId, { text: 'We looked it up.' });
  const said = async () => {
    const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body as MessagePage;
    return items.filter(({ direction }) => direction === 'outbound').map(({ answers }) => answers);
  };
  const author = { name: null, handle: null, key: `ada${people - 1}` };
  const first = { messageId: loud.messageId, threadId, author, text: 'You never answer!' };
  const second = { messageId: grave.messageId, threadId, author, text: words.slice(0, 160) };
  const here = { gone: false, removed: false };
  expect(await said()).toEqual([{ ...first, ...here }, { ...second, ...here }, null]);
  expect(sent.body.message.answers).toMatchObject(first);
  await new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'sample', accountId: account },
      ...{ externalId, at: new Date().toISOString() },
    },
  ]);
  expect(await said()).toEqual([
    { ...first, ...here },
    { ...second, text: '', gone: true, removed: false },
    null,
  ]);
});

it('who is merely named in a public answer of ours is told of it in no line of their thread, but in one where somebody else names them', async () => {
  const { threadId } = await somebody();
  const named = { identity: { kind: 'sample', key: `ada${people - 1}` }, role: 'mentioned' as const };
  const other = { kind: 'sample', key: `bob-${uuidv7()}` };
  const post = {
    ...{ channel: 'sample', accountId: account, audience: 'public' as const, subject: undefined },
    ...{ participants: [named], arrival: { via: 'api' as const } },
  };
  const theirs = await receive(api, { ...post, author: other, threadingId: other.key });
  const ours = await receive(api, {
    ...{ ...post, direction: 'outbound', author: { kind: 'sample', key: 'lobby' }, inReplyTo: [other.key] },
    participants: [named, { identity: other, role: 'to' }],
  });
  expect(ours.threadId).toBe(theirs.threadId);
  const { pointers } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body as MessagePage;
  expect(pointers.map(({ messageId }) => messageId)).toEqual([theirs.messageId]);
});

it('a public reply may quote what was said in public, and names no subject of a private matter', async () => {
  const { threadId, loud } = await somebody();
  const sent = await answer(threadId, loud.messageId, { text: '> You never answer!\nNow we do.' });
  expect(sent.status).toBe(201);
  const last = (await outbox()).at(-1)!;
  expect(last).toMatchObject({ audience: 'public', channel: 'sample' });
  expect(JSON.stringify(last)).not.toContain('Hidden');
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
  const shown = items.find(({ direction }: { direction: string }) => direction === 'outbound');
  expect(shown).toMatchObject({ audience: 'public', subject: null });
});

it('the thread is read before its lock is waited for, and what came meanwhile is read too', async () => {
  const { threadId, mail, loud } = await somebody();
  const text = `You said: \n${secretWords} And: their street is the one behind the old mill.`;
  const held = await inTransaction(api.dataSource, async (db) => {
    await lockThreads(db, [threadId]);
    const answering = answer(threadId, loud.messageId, { text });
    await eventually(async () => {
      const waiting = await api.dataSource.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await db.query(`update message set text = 'Nothing secret' where id = $1`, [mail.messageId]);
    await db.query(
      `insert into message (id, channel, account_group_id, direction, class, anchor_identity_id, author_agent_id, audience, text, new_text, sort_at)
       select $2, 'note', account_group_id, 'note', 'human', anchor_identity_id, a.id, 'private', $3, $3, now()
       from message, lateral (select id from agent limit 1) a where message.id = $1`,
      [mail.messageId, uuidv7(), 'Their street is the one behind the old mill.'],
    );
    return { answering };
  });
  const refused = await held.answering;
  expect(refused.body.found.filter(({ kind }: { kind: string }) => kind === 'quote')).toEqual([
    { kind: 'quote', text: secretWords.slice(0, -1) },
    { kind: 'quote', text: 'their street is the one behind the old mill' },
  ]);
});

it('what was found is named, and goes out when the agent says so of exactly that; it is written down who did', async () => {
  const { threadId, loud } = await somebody();
  const text = 'Your order 77812 went to my sister in Turin, call us.';
  const refused = await answer(threadId, loud.messageId, { text });
  expect(refused.body.found).toEqual([
    { kind: 'quote', text: 'order 77812 went to my sister in Turin' },
    { kind: 'number', text: '77812' },
  ]);
  const sayAnyway = refused.body.found.map((found: { text: string }) => found.text);
  expect((await answer(threadId, loud.messageId, { text, sayAnyway: sayAnyway.slice(1) })).status).toBe(422);
  const more = { text: `${text} Or write to ada@example.org`, sayAnyway };
  expect((await answer(threadId, loud.messageId, more)).body.found).toHaveLength(3);
  const sent = await answer(threadId, loud.messageId, { text, sayAnyway });
  expect(sent.status).toBe(201);
  const [audit] = await api.dataSource.query('select actor_agent_id, data from audit where subject_id = $1', [
    sent.body.message.id,
  ]);
  expect(audit).toEqual({
    actor_agent_id: expect.any(String),
    data: { saidAnyway: ['quote', 'number'] },
  });
});

it('the number that the author said in public is not private', async () => {
  const { threadId } = await somebody();
  const { messageId } = await receive(api, {
    ...{
      channel: 'sample',
      accountId: account,
      audience: 'public',
      participants: [],
      arrival: { via: 'api' },
    },
    author: { kind: 'sample', key: `ada${people - 1}` },
    text: 'Where is order 77812?',
    newText: 'Where is order 77812?',
    subject: undefined,
  });
  expect((await answer(threadId, messageId, { text: 'We look for 77812.' })).status).toBe(201);
});

it.each(['@lou.d.example', 'lou.d.example', '@LOU', 'd.exam'])(
  'a person is found by the handle that they are shown with: %s',
  async (q) => {
    const { threadId } = await receive(api, {
      ...{
        channel: 'sample',
        accountId: account,
        audience: 'public',
        participants: [],
        arrival: { via: 'api' },
      },
      author: { kind: 'sample', key: 'number-4711', name: 'Somebody', handle: 'lou.d.example' },
      subject: undefined,
    });
    for (const list of ['threads', 'people']) {
      const { items } = (await client.get(`/api/v1/${list}?q=${encodeURIComponent(q)}`)).body;
      expect(items.map(({ id }: { id: string }) => id)).toEqual([threadId]);
    }
    expect((await client.get('/api/v1/people?q=@lou.x')).body.items).toEqual([]);
  },
);

describe('what only followers of its author can read', () => {
  const followersOnly = { code: 'followers-only', text: 'Only followers of its author can read this.' };
  const inPublic = { code: 'answered-in-public', text: 'An answer to this can be read by everybody.' };
  const shyly = (n: string, marks: object[], text: string) =>
    receive(api, {
      ...{ channel: 'sample', accountId: account, audience: 'public', participants: [], marks },
      ...{ arrival: { via: 'api' }, subject: undefined, text, newText: text },
      author: { kind: 'sample', key: `shy${n}`, handle: `shy-${n}` },
    } as Parameters<typeof receive>[1]);

  it('opens no word of theirs for an answer that everybody reads', async () => {
    const words = 'The parcel 55120 stands at the door of my sister in Turin';
    await shyly('a', [followersOnly], words);
    const loud = await shyly('a', [], 'And now?');
    const refused = await answer(loud.threadId, loud.messageId, { text: `You said: ${words}` });
    expect(refused.body.found).toEqual([
      { kind: 'quote', text: words },
      { kind: 'number', text: '55120' },
    ]);
    const open = await shyly('b', [], words);
    expect((await answer(open.threadId, open.messageId, { text: `You said: ${words}` })).status).toBe(201);
  });

  it('is answered before everybody only when the agent says so of that person', async () => {
    const shy = await shyly('c', [followersOnly, inPublic], 'Only friends read this');
    const refused = await answer(shy.threadId, shy.messageId, { text: 'Hello' });
    expect([refused.status, refused.body.found]).toEqual([422, [{ kind: 'followers-only', text: 'shy-c' }]]);
    expect((await answer(shy.threadId, shy.messageId, { text: 'Hello', sayAnyway: ['shy-c'] })).status).toBe(
      201,
    );
    // Where the network sends an answer to that person alone, nobody asks.
    const mild = await shyly('d', [followersOnly], 'Only friends read this');
    expect((await answer(mild.threadId, mild.messageId, { text: 'Hello' })).status).toBe(201);
  });
});

describe('what a reply would do is said of the message that is answered', () => {
  const optionsOf = (threadId: string, query: string, by = client) =>
    by.get(`/api/v1/threads/${threadId}/reply-options${query}`);

  it('of a mail as of a post of one person, and of both places without a choice', async () => {
    const { threadId, mail, loud, key } = await somebody();
    const newest = (await optionsOf(threadId, '')).body;
    expect(newest).toMatchObject({
      ...{ answersMessageId: loud.messageId, channel: 'sample', audience: 'public' },
      answers: { messageId: loud.messageId, isNewest: true, text: 'You never answer!', channel: 'sample' },
    });
    expect(newest.places).toMatchObject([
      { messageId: loud.messageId, channel: 'sample', audience: 'public' },
      { messageId: mail.messageId, channel: 'email', audience: 'private', text: secretWords },
    ]);
    const earlier = (await optionsOf(threadId, `?messageId=${mail.messageId}`)).body;
    expect(earlier).toMatchObject({
      ...{ answersMessageId: mail.messageId, channel: 'email', audience: 'private' },
      ...{ subject: 'Re: Hidden subject', to: [{ identity: { key } }], cannotReply: null },
      answers: { messageId: mail.messageId, isNewest: false },
    });
  });

  it('of two posts on one topic each can be answered, below itself', async () => {
    const { threadId, loud } = await somebody();
    const [{ key }] = (await api.dataSource.query(
      'select i.key from message m join identity i on i.id = m.author_identity_id where m.id = $1',
      [loud.messageId],
    )) as [{ key: string }];
    const later = await receive(api, {
      ...{ channel: 'sample', accountId: account, audience: 'public', participants: [] },
      ...{ author: { kind: 'sample', key }, arrival: { via: 'api' }, subject: undefined },
      ...{ text: 'Are you open on Sundays?', newText: 'Are you open on Sundays?' },
    });
    await api.dataSource.query(
      'update message set topic_id = (select topic_id from message where id = $1) where id = $2',
      [loud.messageId, later.messageId],
    );
    for (const { messageId } of [loud, later]) {
      const options = (await optionsOf(threadId, `?messageId=${messageId}`)).body;
      expect(options).toMatchObject({ answersMessageId: messageId, answers: { messageId } });
      const sent = await answer(threadId, messageId, { text: 'We look into it.' });
      expect(sent.status).toBe(201);
      const [written] = (await api.dataSource.query(
        'select answers_message_id as id from message where id = $1',
        [sent.body.message.id],
      )) as { id: string }[];
      expect(written).toEqual({ id: messageId });
    }
  });

  it('of none that is gone while another is left', async () => {
    const author = { kind: 'sample', key: 'changes-her-mind' };
    const openly = (text: string, sortAt: string) =>
      receive(api, {
        ...{ channel: 'sample', accountId: account, audience: 'public', participants: [], author, sortAt },
        ...{ arrival: { via: 'api' }, subject: undefined, text, newText: text },
      });
    const gone = (messageId: string, code: string) =>
      api.dataSource.query(
        `update message set text = '', new_text = '', marks = jsonb_build_array(jsonb_build_object('code', $2::text, 'text', 'Gone.'))
         where id = $1`,
        [messageId, code],
      );
    const first = await openly('The blue lamp flickers', '2026-11-20T08:00:00Z');
    const second = await openly('The blue lamp flickers again', '2026-11-20T08:10:00Z');
    const third = await openly('The blue lamp flickers no more', '2026-11-20T08:20:00Z');
    await api.dataSource.query(
      'update message set topic_id = (select topic_id from message where id = $1) where id in ($2, $3)',
      [first.messageId, second.messageId, third.messageId],
    );
    const [topic] = (await api.dataSource.query('select topic_id as id from message where id = $1', [
      first.messageId,
    ])) as [{ id: string }];
    await gone(third.messageId, 'deleted-by-author');
    await gone(second.messageId, 'removed-by-retention');
    for (const query of ['', `?topicId=${topic.id}`]) {
      const options = (await optionsOf(first.threadId, query)).body;
      expect(options).toMatchObject({
        answersMessageId: first.messageId,
        answers: { messageId: first.messageId, isNewest: true, isEarlier: false },
      });
      expect(options.places).toMatchObject([{ messageId: first.messageId }]);
    }
    const sent = await answer(first.threadId, undefined, { text: 'We look into it.' });
    expect([sent.status, sent.body.message?.audience]).toEqual([201, 'public']);
    const named = await answer(first.threadId, third.messageId, { text: 'We look into it.' });
    expect(named.body.reason).toBe('post-gone');
    // Where nothing else is left it is told of the newest that it is gone.
    await gone(first.messageId, 'deleted-by-author');
    expect((await optionsOf(first.threadId, '')).body.answersMessageId).toBe(third.messageId);
    expect((await answer(first.threadId, undefined, { text: 'Hello?' })).body.reason).toBe('post-gone');
  });

  it('and is refused of one that stands in another thread, or in no group of who asks', async () => {
    const [here, there] = [await somebody(), await somebody()];
    const elsewhere = await optionsOf(here.threadId, `?messageId=${there.mail.messageId}`);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'unknown-reference']);
    const group = uuidv7();
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [group]);
    await api.dataSource.query('update message set account_group_id = $1 where id = $2', [
      group,
      here.mail.messageId,
    ]);
    const hidden = await optionsOf(here.threadId, `?messageId=${here.mail.messageId}`);
    expect([hidden.status, hidden.body]).toEqual([elsewhere.status, elsewhere.body]);
    const { places } = (await optionsOf(here.threadId, '')).body;
    expect(places).toMatchObject([{ messageId: here.loud.messageId }]);
  });
});
