import { formPost, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

/** What foreign keys would hold, on the tables that carry none (docs/decisions/0006). */
const references: readonly [table: string, column: string, named: string][] = [
  ['message', 'anchor_identity_id', 'identity'],
  ['message', 'author_identity_id', 'identity'],
  ['message', 'reply_identity_id', 'identity'],
  ['message', 'topic_id', 'topic'],
  ['message', 'answers_message_id', 'message'],
  ['message', 'account_id', 'account'],
  ['message', 'account_group_id', 'account_group'],
  ['arrival', 'message_id', 'message'],
  ['arrival', 'account_id', 'account'],
  ['participant', 'message_id', 'message'],
  ['participant', 'identity_id', 'identity'],
  ['action', 'topic_id', 'topic'],
  ['action', 'message_id', 'message'],
  ['topic', 'anchor_identity_id', 'identity'],
  ['topic', 'account_id', 'account'],
  ['topic', 'account_group_id', 'account_group'],
];

const dangling = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const [table, column, named] of references) {
    const [row] = await worker.rows<{ count: number }>(
      `select count(*)::int as count from ${table} t
       where t.${column} is not null and not exists (select from ${named} n where n.id = t.${column})`,
    );
    if (row!.count > 0) found.push(`${row!.count} of ${table}.${column} name no ${named}`);
  }
  return found;
};

const batch = (n: number) => {
  const cc = { identity: { kind: 'mail', key: `colleague${n}@example.org` }, role: 'cc' as const };
  const first = mail(`person${n}@example.org`, n, {
    participants: [cc],
    threadingId: `<first-${n}@example.org>`,
  });
  return [
    first,
    formPost(`person${n}@example.org`, n + 1),
    mail(`colleague${n}@example.org`, n + 2, { inReplyTo: [first.threadingId!] }),
    mail(`stranger${n}@example.org`, n + 3, { references: [first.threadingId!] }),
    mail(`list${n}@example.org`, n + 4, { class: 'list' }),
    mail(`old${n}@example.org`, n + 5, { history: true }),
    { ...first, arrival: { via: 'imap' as const, folder: 'INBOX', uidValidity: '7', uid: n + 1 } },
  ];
};

it('leaves no row that names what is not there, whatever comes together or twice', async () => {
  const [one, two] = [batch(0), batch(1)];
  await Promise.all([worker.take(...one), worker.take(...two, ...one)]);
  await worker.take(...two.toReversed());
  const [{ messages }] = (await worker.rows<{ messages: number }>(
    'select count(*)::int as messages from message',
  )) as [{ messages: number }];
  expect(messages).toBe(12);
  expect(await dangling()).toEqual([]);
});

it('sees a row that names what is not there', async () => {
  await worker.rows(`update participant set identity_id = gen_random_uuid()
    where ctid = (select ctid from participant limit 1)`);
  expect(await dangling()).toEqual(['1 of participant.identity_id name no identity']);
});
