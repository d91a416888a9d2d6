import { v7 as uuidv7 } from 'uuid';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import { formPost, groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

const projections = async () => ({
  threads: await worker.rows('select person_id, name, version from thread order by 1'),
  rows: await worker.rows(
    `select to_jsonb(r) - 'moved' as row from thread_row r order by person_id, account_group_id`,
  ),
  topics: await worker.rows('select * from topic order by id'),
  placed: await worker.rows('select id, topic_id from message order by id'),
});

const live = (people: number) =>
  Array.from({ length: people }, (_, n) => `r${n}@rebuild.example`).flatMap((address, n) => [
    mail(address, 0, { history: n % 4 === 0, threadingId: `${n}@rebuild` }),
    formPost(address, 20, { facts: { name: `Name ${n}` } }),
    mail(address, 40, { class: n % 3 === 0 ? 'out-of-office' : 'human', inReplyTo: [`${n}@rebuild`] }),
    mail(address, 0, { sortAt: '2026-01-20T09:00:00Z', subject: 'Another matter' }),
    mail('support@example.com', 60, {
      direction: 'outbound',
      participants: [{ identity: { kind: 'mail', key: address }, role: 'to' }],
    }),
  ]);

it('rebuilds exactly the threads, rows and topics that the running system had', async () => {
  await worker.take(...live(12));
  const agentId = await worker.agent();
  const persons = await worker.rows<{ id: string }>('select id from person order by id');
  const actions = [
    { kind: 'close' },
    { kind: 'assign', agentId },
    { kind: 'read' },
    { kind: 'unread' },
    { kind: 'reopen' },
  ] as const;
  for (const [index, { id }] of persons.entries())
    for (const action of actions.slice(0, index % (actions.length + 1)))
      await worker.dataSource.transaction((db) =>
        applyTopicAction(db, { personId: id, accountGroupIds: [groupId], agentId, action }),
      );
  await worker.take(
    mail('r3@rebuild.example', 0, { sortAt: '2026-01-21T09:00:00Z', subject: 'Third matter' }),
  );
  await worker.dataSource.transaction((db) =>
    applyTopicAction(db, {
      ...{ personId: persons[0]!.id, accountGroupIds: [groupId], agentId },
      action: { kind: 'snooze', until: '2060-01-01T09:00:00Z' },
    }),
  );
  const before = await projections();
  expect(new Set(before.topics.map((topic) => topic['state']))).toEqual(
    new Set(['open', 'waiting', 'closed', 'snoozed']),
  );

  await worker.dataSource.query(`delete from thread_row`);
  await worker.dataSource.query(`update thread set name = 'lost'`);
  await worker.dataSource.query(`update message set topic_id = (select id from topic order by id limit 1)`);
  await worker.dataSource.query(
    `update topic set state = 'snoozed', last_at = now(), waiting_since = now(), in_at = null, in_seen_at = now(),
       out_at = now(), agent_at = null, close_at = null, reopen_at = null, closed_at = now(), assignee_id = null,
       snooze_at = null, snooze_until = now(), wake_at = now(), woken_at = now()`,
  );
  expect(await new RebuildProjections(worker.dataSource).run()).toBe(12);
  expect(await projections()).toEqual(before);
});

describe('what an agent does', () => {
  const agentId = uuidv7();
  const address = 'acted@rebuild.example';
  const act = async (action: Parameters<typeof applyTopicAction>[1]['action']) => {
    const [{ person_id: personId } = { person_id: '' }] = await worker.rows<{ person_id: string }>(
      `select l.person_id from link l join identity i on i.id = l.identity_id where i.key = $1`,
      [address],
    );
    await worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action }),
    );
    const [row] = await worker.rows(
      `select r.state, r.unread, r.assignee_id, (t.version + r.moved)::int as version from thread_row r join thread t using (person_id)
       where person_id = $1`,
      [personId],
    );
    return row;
  };

  it('closes, marks read and unread, assigns and reopens, and a new word opens again', async () => {
    await worker.dataSource.query(
      `insert into agent (id, email, name, role) values ($1, 'c@d.example', 'C', 'agent')`,
      [agentId],
    );
    await worker.take(mail(address, 0));
    expect(await act({ kind: 'read' })).toMatchObject({ state: 'open', unread: false, version: 1 });
    expect(await act({ kind: 'unread' })).toMatchObject({ unread: true });
    expect(await act({ kind: 'assign', agentId })).toMatchObject({ assignee_id: agentId });
    expect(await act({ kind: 'close' })).toMatchObject({ state: 'closed' });
    expect(await act({ kind: 'reopen' })).toMatchObject({ state: 'open' });
    expect(await act({ kind: 'close' })).toMatchObject({ state: 'closed', version: 1 });
    await worker.take(mail(address, 30, { inReplyTo: [], subject: 'My order' }));
    expect(await act({ kind: 'read' })).toMatchObject({ state: 'open', version: 2 });
  });
});
