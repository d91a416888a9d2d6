import { formPost, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

interface ThreadOf {
  person_id: string;
  said: string[];
  topics: number;
}
const threadOf = async (address: string): Promise<ThreadOf[]> =>
  worker.rows<ThreadOf>(
    `select l.person_id, array_agg(m.channel || ': ' || m.text order by m.sort_at, m.id) as said,
       count(distinct m.topic_id)::int as topics
     from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
       join link other on other.person_id = l.person_id and other.withdrawn_at is null
       join message m on m.anchor_identity_id = other.identity_id
     where i.key = $1 group by l.person_id`,
    [address],
  );
const rowOf = async (address: string) =>
  (
    await worker.rows<Record<string, unknown>>(
      `select r.*, t.name, t.version + r.moved as version from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
         join thread t using (person_id) join thread_row r using (person_id) where i.key = $1`,
      [address],
    )
  )[0]!;

it('keeps one thread when the same person writes by mail and form', async () => {
  expect(
    await worker.take(
      mail('ada@example.org', 0, { text: 'one' }),
      formPost('ada@example.org', 1, { text: 'two' }),
    ),
  ).toEqual(['done', 'done']);
  expect(await worker.take(mail('ada@example.org', 2, { text: 'three' }))).toEqual(['done']);
  expect(await threadOf('ada@example.org')).toMatchObject([
    { said: ['email: one', 'webform: two', 'email: three'], topics: 1 },
  ]);
  expect(await rowOf('ada@example.org')).toMatchObject({
    name: 'ada',
    state: 'open',
    subject: 'My order',
    channels: ['email', 'webform'],
    unread: true,
    open_topics: 1,
    waiting_since: new Date('2026-01-05T09:00:00Z'),
    last_at: new Date('2026-01-05T09:02:00Z'),
  });
});

it('stores nothing new when a batch comes again', async () => {
  const batch = [mail('bob@example.org', 0), mail('bob@example.org', 1), formPost('eve@example.org', 2)];
  await worker.take(...batch);
  const before = await counts();
  expect(await worker.take(...batch)).toEqual(['done', 'done', 'done']);
  expect(await counts()).toEqual(before);
});

it('adds an arrival and no message when a second copy comes by another way', async () => {
  const first = mail('carl@example.org', 0, { authorProof: { verdict: 'claimed', reason: 'none' } });
  const copy = {
    ...mail('carl@example.org', 5),
    externalId: first.externalId,
    arrival: { via: 'imap' as const, folder: 'INBOX', uidValidity: '7', uid: 3 },
  };
  await worker.take(first, copy);
  await worker.take(copy);
  const [row] = await worker.rows(
    `select m.proof, (select count(*)::int from arrival a where a.message_id = m.id) as arrivals
     from ledger l join message m on m.id = l.message_id where l.external_id = $1`,
    [first.externalId],
  );
  expect(row).toEqual({ proof: 'proven', arrivals: 2 });
});

it('makes no person for bulk mail, bounces and automatic answers', async () => {
  for (const kind of ['list', 'bounce', 'auto-reply', 'out-of-office', 'own-loop'] as const)
    await worker.take(mail(`${kind}@robots.example`, 0, { class: kind }));
  expect(
    await worker.rows(
      `select i.key from identity i join link l on l.identity_id = i.id where i.key like '%@robots.example'`,
    ),
  ).toEqual([]);
  expect(
    await worker.rows(
      `select count(*)::int as n from message m join identity i on i.id = m.author_identity_id where i.key like '%@robots.example'`,
    ),
  ).toEqual([{ n: 5 }]);
});

it('never makes a person of our own address', async () => {
  await worker.take(mail('support@example.com', 0, { text: 'from ourselves' }));
  expect(await threadOf('support@example.com')).toEqual([]);
});

it('changes nothing in a row when an automatic answer comes', async () => {
  await worker.take(mail('dora@example.org', 0));
  const before = await rowOf('dora@example.org');
  await worker.take(mail('dora@example.org', 9, { class: 'out-of-office', text: 'away' }));
  expect(await rowOf('dora@example.org')).toEqual(before);
});

it('imports history closed, read and without a clock, and opens the topic when it goes on', async () => {
  await worker.take(mail('hugo@example.org', 0, { history: true, threadingId: 'h1@example.org' }));
  expect(await rowOf('hugo@example.org')).toMatchObject({
    state: 'closed',
    unread: false,
    waiting_since: null,
    open_topics: 0,
  });
  await worker.take(mail('hugo@example.org', 30, { inReplyTo: ['h1@example.org'] }));
  expect(await threadOf('hugo@example.org')).toMatchObject([{ topics: 1 }]);
  expect(await rowOf('hugo@example.org')).toMatchObject({
    state: 'open',
    unread: true,
    waiting_since: new Date('2026-01-05T09:30:00Z'),
  });
});

it('ends the waiting when our own mail is found in a Sent folder, and stands in the recipient’s thread', async () => {
  await worker.take(mail('ida@example.org', 0, { threadingId: 'i1@example.org' }));
  const ours = mail('support@example.com', 10, {
    direction: 'outbound',
    text: 'by another program',
    participants: [
      { identity: { kind: 'mail', key: 'boss@example.org' }, role: 'cc' },
      { identity: { kind: 'mail', key: 'ida@example.org' }, role: 'to' },
    ],
    inReplyTo: ['i1@example.org'],
  });
  await worker.take(ours);
  expect(await threadOf('ida@example.org')).toMatchObject([
    { said: ['email: Where is my order?', 'email: by another program'], topics: 1 },
  ]);
  expect(await rowOf('ida@example.org')).toMatchObject({
    state: 'waiting',
    waiting_since: null,
    unread: false,
  });
  expect(await threadOf('boss@example.org')).toEqual([]);
});

it('leaves a word open that came after our Sent mail, in whatever order they arrive', async () => {
  const theirs = mail('jan@example.org', 0);
  const ours = mail('support@example.com', 10, {
    direction: 'outbound',
    participants: [{ identity: { kind: 'mail', key: 'jan@example.org' }, role: 'to' }],
  });
  const again = mail('jan@example.org', 20);
  await worker.take(again);
  await worker.take(ours);
  await worker.take(theirs);
  expect(await rowOf('jan@example.org')).toMatchObject({
    state: 'open',
    waiting_since: new Date('2026-01-05T09:20:00Z'),
  });
});

it('keeps a colleague who answers in his own thread, linked to the message answered, with a pointer in hers', async () => {
  await worker.take(mail('kim@example.org', 0, { threadingId: 'k1@example.org', subject: 'Invoice' }));
  const answer = mail('lars@example.org', 5, {
    inReplyTo: ['k1@example.org'],
    subject: 'Re: Invoice',
    text: 'me too',
  });
  await worker.take(answer);
  const [kim] = await threadOf('kim@example.org');
  const [lars] = await threadOf('lars@example.org');
  expect(kim!.person_id).not.toBe(lars!.person_id);
  expect(kim!.said).toHaveLength(1);
  expect(lars!.said).toEqual(['email: me too']);
  expect(
    await worker.rows(
      `select p.role, i.key, (m.answers_message_id is not null) as linked from message m
       join participant p on p.message_id = m.id join identity i on i.id = p.identity_id
       where m.text = 'me too' and i.key = 'kim@example.org'`,
    ),
  ).toEqual([{ role: 'mentioned', key: 'kim@example.org', linked: true }]);
});

it('keeps both mails of one Message-ID', async () => {
  await worker.take(
    mail('mia@example.org', 0, { threadingId: 'same@id' }),
    mail('mia@example.org', 1, { threadingId: 'same@id' }),
  );
  expect((await threadOf('mia@example.org'))[0]!.said).toHaveLength(2);
});

it('stores text with broken surrogates and marks beyond the basic plane', async () => {
  expect(
    await worker.take(mail('nils@example.org', 0, { text: 'a\ud800b 😀', newText: 'a\ud800b 😀' })),
  ).toEqual(['done']);
  expect((await threadOf('nils@example.org'))[0]!.said).toEqual(['email: a\ufffdb 😀']);
});

it('puts no message into our future', async () => {
  await worker.take(mail('olga@example.org', 0, { sortAt: '2199-01-01T00:00:00Z' }));
  const [row] = await worker.rows<{ past: boolean }>(
    `select m.sort_at <= now() as past from message m join identity i on i.id = m.anchor_identity_id where i.key = 'olga@example.org'`,
  );
  expect(row).toEqual({ past: true });
});

it('opens a new topic that points to the old one when an answer comes after 14 days', async () => {
  await worker.take(mail('pia@example.org', 0, { threadingId: 'p1@example.org', history: true }));
  const late = mail('pia@example.org', 0, { sortAt: '2026-02-05T09:00:00Z', inReplyTo: ['p1@example.org'] });
  await worker.take(late);
  const topics = await worker.rows<{ state: string; follows: boolean }>(
    `select t.state, t.continues_topic_id is not null as follows from topic t join identity i on i.id = t.anchor_identity_id
     where i.key = 'pia@example.org' order by t.opened_at`,
  );
  expect(topics).toEqual([
    { state: 'closed', follows: false },
    { state: 'open', follows: true },
  ]);
});

const counts = async () =>
  worker.rows(
    `select (select count(*) from message) as messages, (select count(*) from arrival) as arrivals,
       (select count(*) from ledger) as ledger, (select count(*) from person) as persons,
       (select count(*) from topic) as topics, (select count(*) from action) as actions,
       (select count(*) from participant) as participants, (select count(*) from live_event) as live`,
  );
