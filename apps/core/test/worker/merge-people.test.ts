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

/** Everything that is computed from the log, but for versions, which only tell that something moved. */
const projections = async () => ({
  threads: await worker.rows(
    `select t.person_id, t.name from thread t
     where exists (select from link l where l.person_id = t.person_id and l.withdrawn_at is null) order by 1`,
  ),
  rows: await worker.rows(
    `select to_jsonb(r) - 'moved' as row from thread_row r order by person_id, account_group_id`,
  ),
  topics: await worker.rows('select * from topic order by id'),
  placed: await worker.rows('select id, topic_id from message order by id'),
});

const wordsOf = async (address: string): Promise<string[]> =>
  (
    await worker.rows<{ text: string }>(
      `select m.text from link l join message m on m.anchor_identity_id = l.identity_id
       where l.person_id = $1 and l.withdrawn_at is null order by m.sort_at, m.id`,
      [await people.person(address)],
    )
  ).map(({ text }) => text);

it('merges into the person known longest, and gives everybody back by undoing', async () => {
  await worker.take(mail('ann@one.example', 0, { text: 'one' }), mail('ann@two.example', 1, { text: 'two' }));
  const [one, two] = [await people.person('ann@one.example'), await people.person('ann@two.example')];
  const before = await projections();
  const merge = await people.merge('ann@two.example', 'ann@one.example');
  const [low, high] = [one, two].toSorted();
  expect(merge).toMatchObject({ personIds: [low], gone: [{ id: high, now: low }] });
  expect(await wordsOf('ann@two.example')).toEqual(['one', 'two']);
  expect(await worker.rows('select person_id from thread_row where person_id = $1', [high])).toEqual([]);
  await people.undo(merge);
  expect([await people.person('ann@one.example'), await people.person('ann@two.example')]).toEqual([
    one,
    two,
  ]);
  expect(await projections()).toEqual(before);
});

it('lets words that joined the topic of another go on in a twin, and back when nothing was done meanwhile', async () => {
  const [one, two] = ['bea@one.example', 'bea@two.example'];
  await worker.take(mail(one, 0, { threadingId: 'bea-1' }), mail(two, 1, { subject: 'Other' }));
  const merge = await people.merge(one, two);
  await worker.take(mail(two, 5, { inReplyTo: ['bea-1'], text: 'me again' }));
  const topicOf = async () =>
    (
      await worker.rows<Record<string, unknown>>(
        `select t.id, t.twin_of, t.subject, t.state, i.key from message m join topic t on t.id = m.topic_id
         join identity i on i.id = t.anchor_identity_id where m.text = 'me again'`,
      )
    )[0]!;
  const joined = await projections();
  expect(await topicOf()).toMatchObject({ key: one, twin_of: null });
  await people.undo(merge);
  const apart = await topicOf();
  expect(apart).toMatchObject({ key: two, subject: 'My order', state: 'open' });
  expect(apart['twin_of']).not.toBeNull();
  await people.merge(one, two);
  expect(await projections()).toEqual(joined);
});

it('leaves a word that was answered for closed and assigned when the persons part', async () => {
  const [one, two] = ['cleo@one.example', 'cleo@two.example'];
  await worker.take(mail(one, 0, { threadingId: 'cleo-1' }), mail(two, 1, { subject: 'Other' }));
  const merge = await people.merge(one, two);
  await worker.take(mail(two, 5, { inReplyTo: ['cleo-1'], text: 'and me' }));
  const personId = await people.person(one);
  for (const action of [{ kind: 'assign', agentId } as const, { kind: 'close' } as const])
    await worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action }),
    );
  await people.undo(merge);
  const [twin] = await worker.rows(
    `select t.state, t.assignee_id, t.closed_at is not null as dated, t.twin_of is not null as twin
     from message m join topic t on t.id = m.topic_id where m.text = 'and me'`,
  );
  expect(twin).toEqual({ state: 'closed', assignee_id: agentId, dated: true, twin: true });
});

it('hides no unread word of one behind what was read of the other', async () => {
  const [one, two] = ['dan@one.example', 'dan@two.example'];
  await worker.take(mail(one, 0), mail(two, 1));
  const read = async () =>
    worker.dataSource.transaction(async (db) =>
      applyTopicAction(db, {
        ...{ personId: await people.person(one), accountGroupIds: [groupId], agentId },
        action: { kind: 'read' },
      }),
    );
  const unread = async (address: string) =>
    (
      await worker.rows('select unread from thread_row where person_id = $1', [await people.person(address)])
    )[0];
  await read();
  const merge = await people.merge(one, two);
  expect(await unread(one)).toEqual({ unread: true });
  await read();
  expect(await unread(one)).toEqual({ unread: false });
  await people.undo(merge);
  expect([await unread(one), await unread(two)]).toEqual([{ unread: false }, { unread: false }]);
});

it('rebuilds what merges and splits left', async () => {
  const before = await projections();
  await worker.dataSource.query(`delete from thread_row`);
  await worker.dataSource.query(`update thread set name = 'lost'`);
  await worker.dataSource.query(`update topic set state = 'closed', close_at = now(), assignee_id = null`);
  await new RebuildProjections(worker.dataSource).run();
  expect(await projections()).toEqual(before);
});
