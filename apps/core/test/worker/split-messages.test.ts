import { inTransaction } from '../../src/database/in-transaction.js';
import { partMessages } from '../../src/people/parts/part-messages.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import { linked, type Linked } from './linked.js';
import { groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
});
afterAll(() => worker.close());

const idsOf = async (...texts: string[]): Promise<string[]> =>
  (await worker.rows<{ id: string }>('select id from message where text = any($1)', [texts])).map(
    ({ id }) => id,
  );
const split = async (address: string, name: string, ...texts: string[]) =>
  splitOf(await people.person(address), name, ...texts);
const splitOf = async (personId: string, name: string, ...texts: string[]) => {
  const messageIds = await idsOf(...texts);
  return inTransaction(worker.dataSource, (db) =>
    partMessages(db, {
      ...{ personId, messageIds, name, evidence: { type: 'agent' }, grade: 'claimed' },
      actor: { agentId },
    }),
  );
};
/** Threads with their words, topics and state, by name. */
const threads = (domain: string) =>
  worker.rows(
    `select t.name, r.state, r.unread, array_agg(m.text order by m.sort_at) as said,
       count(distinct m.topic_id)::int as topics, bool_and(m.author_identity_id = o.id or m.direction = 'outbound') as by_address
     from identity o join identity i on i.id = o.id or i.part_of = o.id or i.part_of in (select id from identity where part_of = o.id)
       join link l on l.identity_id = i.id and l.withdrawn_at is null join thread t using (person_id)
       join thread_row r using (person_id) join message m on m.anchor_identity_id = i.id
     where o.key = $1 group by t.person_id, t.name, r.state, r.unread order by min(m.sort_at)`,
    [`info@${domain}`],
  );
const shared = (domain: string) =>
  worker.rows('update identity set shared = true where key = $1', [`info@${domain}`]);
const projections = async () => ({
  names: await worker.rows(
    `select person_id, name from thread t where exists (
       select from link l where l.person_id = t.person_id and l.withdrawn_at is null) order by 1`,
  ),
  rows: await worker.rows(
    `select to_jsonb(r) - 'moved' as row from thread_row r order by person_id, account_group_id`,
  ),
  topics: await worker.rows('select * from topic order by id'),
  placed: await worker.rows('select id, topic_id, anchor_identity_id from message order by id'),
});

/** Two people of one firm: hers opens a matter and is read and answered, his comes under it. */
const twoOf = async (domain: string): Promise<void> => {
  const address = `info@${domain}`;
  await worker.take(mail(address, 0, { text: `${domain} hers`, threadingId: `1@${domain}` }));
  await shared(domain);
  const act = async (kind: 'close' | 'read') => {
    const personId = await people.person(address);
    await worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action: { kind } }),
    );
  };
  await act('close');
  await act('read');
  await worker.take(mail(address, 30, { text: `${domain} his`, inReplyTo: [`1@${domain}`] }));
};

it('makes of messages of a shared address a person of its own, whose words still come from that address', async () => {
  const domain = 'firm.example';
  await twoOf(domain);
  await split(`info@${domain}`, 'Him', `${domain} his`);
  expect(await threads(domain)).toEqual([
    { name: 'info', state: 'closed', unread: false, said: [`${domain} hers`], topics: 1, by_address: true },
    { name: 'Him', state: 'open', unread: true, said: [`${domain} his`], topics: 1, by_address: true },
  ]);
});

it('takes the topic along with the message that opened it', async () => {
  const domain = 'opened.example';
  await twoOf(domain);
  await split(`info@${domain}`, 'Her', `${domain} hers`);
  const [topic] = await worker.rows(
    `select i.kind, i.name, t.twin_of from message m join topic t on t.id = m.topic_id
     join identity i on i.id = t.anchor_identity_id where m.text = $1`,
    [`${domain} hers`],
  );
  expect(topic).toEqual({ kind: 'part', name: 'Her', twin_of: null });
  expect(await threads(domain)).toMatchObject([
    { name: 'Her', state: 'closed', unread: false, said: [`${domain} hers`] },
    { name: 'info', state: 'open', said: [`${domain} his`] },
  ]);
});

it('is undone like any split', async () => {
  const domain = 'undone.example';
  await twoOf(domain);
  const before = await threads(domain);
  const done = await split(`info@${domain}`, 'Him', `${domain} his`);
  expect(await threads(domain)).toHaveLength(2);
  await people.undo(done);
  const merged = await worker.rows(
    `select r.state, r.unread, r.preview, r.waiting_since from thread_row r where person_id = $1`,
    [await people.person(`info@${domain}`)],
  );
  expect(merged).toMatchObject([{ state: 'open', unread: true, preview: `${domain} his` }]);
  const topics = await worker.rows(`select distinct topic_id from message where text like $1`, [
    `${domain}%`,
  ]);
  expect([before.length, topics.length]).toEqual([1, 1]);
  const [{ name }] = (await worker.rows(`select name from thread where person_id = $1`, [
    await people.person(`info@${domain}`),
  ])) as [{ name: string }];
  expect(name).toBe((before as { name: string }[])[0]?.name);
});

it('can be done again otherwise after an undo, also with messages that no split had moved', async () => {
  const domain = 'again.example';
  await twoOf(domain);
  await worker.take(mail(`info@${domain}`, 60, { text: `${domain} hers too`, inReplyTo: [`1@${domain}`] }));
  await people.undo(await split(`info@${domain}`, 'Him', `${domain} his`));
  await split(`info@${domain}`, 'Hers', `${domain} his`, `${domain} hers`);
  expect(await threads(domain)).toMatchObject([
    { name: 'Hers', said: [`${domain} hers`, `${domain} his`], topics: 1, by_address: true },
    { said: [`${domain} hers too`], topics: 1, by_address: true },
  ]);
});

it('parts whoever was told apart again, when two wrote what was taken for one', async () => {
  const domain = 'twice.example';
  await twoOf(domain);
  await worker.take(mail(`info@${domain}`, 60, { text: `${domain} third`, inReplyTo: [`1@${domain}`] }));
  await split(`info@${domain}`, 'Both', `${domain} his`, `${domain} third`);
  const both = await worker.rows<{ id: string }>(`select person_id as id from thread where name = 'Both'`);
  const before = await threads(domain);
  const done = await splitOf(both[0]!.id, 'Third', `${domain} third`);
  expect(await threads(domain)).toMatchObject([
    { said: [`${domain} hers`] },
    { name: 'Both', said: [`${domain} his`] },
    { name: 'Third', said: [`${domain} third`] },
  ]);
  await people.undo(done);
  expect(await threads(domain)).toHaveLength(before.length);
  expect(
    await worker.rows(
      `select person_id from link l join message m on m.anchor_identity_id = l.identity_id
    where l.withdrawn_at is null and m.text = any($1) group by 1`,
      [[`${domain} his`, `${domain} third`]],
    ),
  ).toEqual([{ person_id: both[0]!.id }]);
});

it('is refused for an address that one human being alone writes from', async () => {
  const domain = 'alone.example';
  await worker.take(mail(`info@${domain}`, 0, { text: `${domain} hers` }));
  await expect(split(`info@${domain}`, 'Her', `${domain} hers`)).rejects.toMatchObject({
    code: 'not-shared',
  });
});

it('is rebuilt as it was', async () => {
  const before = await projections();
  await worker.dataSource.query('delete from thread_row');
  await worker.dataSource.query(
    `update message m set anchor_identity_id = i.part_of from identity i
     where i.id = m.anchor_identity_id and i.part_of is not null`,
  );
  await worker.dataSource.query(
    `update topic t set anchor_identity_id = i.part_of, state = 'snoozed' from identity i
     where i.id = t.anchor_identity_id and i.part_of is not null and t.twin_of is null`,
  );
  await new RebuildProjections(worker.dataSource).run();
  expect(await projections()).toEqual(before);
});

describe('an answer from a shared address', () => {
  const saysOf = async (domain: string) =>
    (await threads(domain)).map(({ name, said, topics }) => ({ name, said, topics }));
  /** He was split off, and we wrote to him. */
  const himOf = async (domain: string): Promise<void> => {
    await twoOf(domain);
    await worker.rows('update message set threading_id = $2 where text = $1', [
      `${domain} his`,
      `2@${domain}`,
    ]);
    await split(`info@${domain}`, 'Him', `${domain} his`);
  };
  const again = (domain: string, text: string, over: Parameters<typeof mail>[2]) =>
    mail(`info@${domain}`, 60, { text, subject: `Re: ${text}`, ...over });

  it('to whoever was split off it goes on with them, in the topic it answers and as what it is', async () => {
    const domain = 'follows.example';
    await himOf(domain);
    await worker.take(
      again(domain, 'his again', { inReplyTo: [`2@${domain}`], threadingId: `3@${domain}` }),
      again(domain, 'and again', { inReplyTo: [`3@${domain}`] }),
      again(domain, 'hers again', { inReplyTo: [`1@${domain}`] }),
    );
    expect(await saysOf(domain)).toEqual([
      { name: 'info', said: [`${domain} hers`, 'hers again'], topics: 1 },
      { name: 'Him', said: [`${domain} his`, 'his again', 'and again'], topics: 1 },
    ]);
    expect(
      await worker.rows(
        `select a.key as author, r.key as "replyTo", count(p.*)::int as pointers from message m
         join identity a on a.id = m.author_identity_id join identity r on r.id = m.reply_identity_id
         left join participant p on p.message_id = m.id and p.role = 'mentioned' where m.text = 'his again' group by 1, 2`,
      ),
    ).toEqual([{ author: `info@${domain}`, replyTo: `info@${domain}`, pointers: 0 }]);
    const before = await projections();
    await new RebuildProjections(worker.dataSource).run();
    expect(await projections()).toEqual(before);
  });

  it('that is only claimed, or comes from elsewhere, goes to its own address and shows a pointer', async () => {
    const domain = 'stays.example';
    await himOf(domain);
    const answers = { inReplyTo: [`2@${domain}`] };
    await worker.take(
      again(domain, 'claimed', { ...answers, authorProof: { verdict: 'claimed', reason: 'none' } }),
      mail(`else@${domain}`, 61, { ...answers, text: 'from elsewhere' }),
    );
    expect(await saysOf(domain)).toMatchObject([
      { name: 'info', said: [`${domain} hers`, 'claimed'] },
      { name: 'Him', said: [`${domain} his`] },
    ]);
    expect(
      await worker.rows(
        `select m.text, i.kind from participant p join message m on m.id = p.message_id
         join identity i on i.id = p.identity_id where p.role = 'mentioned' and m.text in ('claimed', 'from elsewhere') order by 1`,
      ),
    ).toEqual([
      { text: 'claimed', kind: 'part' },
      { text: 'from elsewhere', kind: 'part' },
    ]);
  });

  it('comes back with the others when the split is undone, and is rebuilt there', async () => {
    const domain = 'back.example';
    await twoOf(domain);
    await worker.rows('update message set threading_id = $2 where text = $1', [
      `${domain} his`,
      `2@${domain}`,
    ]);
    const done = await split(`info@${domain}`, 'Him', `${domain} his`);
    await worker.take(again(domain, 'between', { inReplyTo: [`2@${domain}`] }));
    expect(await saysOf(domain)).toContainEqual({
      name: 'Him',
      said: [`${domain} his`, 'between'],
      topics: 1,
    });
    await people.undo(done);
    const [whole] = await worker.rows<{ said: string[] }>(
      `select array_agg(m.text order by m.sort_at) as said from link l join message m on m.anchor_identity_id = l.identity_id
       where l.person_id = $1 and l.withdrawn_at is null`,
      [await people.person(`info@${domain}`)],
    );
    expect(whole!.said).toEqual([`${domain} hers`, `${domain} his`, 'between']);
    const before = await projections();
    await new RebuildProjections(worker.dataSource).run();
    expect(await projections()).toEqual(before);
  });
});
