import { CopyOf1766199900000 } from '../../src/database/migrations/1766199900000-copy-of.js';
import { CopiesOfGroups1766200000000 } from '../../src/database/migrations/1766200000000-copies-of-groups.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { linked } from './linked.js';
import { testWorker, type TestWorker } from './test-worker.js';
import { Desk } from './two-groups.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

/** As it was when the second copy of a mail was an arrival and nothing else. */
const asBefore = async (desk: Desk): Promise<void> => {
  const runner = worker.dataSource.createQueryRunner();
  await new CopiesOfGroups1766200000000().down(runner);
  await new CopyOf1766199900000().down(runner);
  await worker.rows(
    `insert into arrival (id, message_id, account_id, via)
     select gen_random_uuid(), m.id, $2, 'smtp' from message m where m.account_group_id = $1`,
    [desk.ids.theirs[0], desk.ids.ours[1]],
  );
  await new CopyOf1766199900000().up(runner);
  await runner.startTransaction();
  await new CopiesOfGroups1766200000000().up(runner);
  await runner.commitTransaction();
  await runner.release();
};

it('gives a group what had come to it before, and sees it once with what the other has', async () => {
  const people = linked(worker);
  const desk = await Desk.open(worker, people, { agentId: await worker.agent(), alone: false });
  for (const answers of [1, 3])
    await desk.take({ do: 'write', who: 'a', to: ['theirs'], answers, together: true, class: 'human' });
  await desk.take({ do: 'answer', who: 'a', from: 'theirs' });
  const theirs = await desk.seen('theirs');
  await asBefore(desk);
  await new RebuildProjections(worker.dataSource).run();

  const told = async (...groups: ('ours' | 'theirs')[]) => {
    const seen = (await desk.seen(...groups)) as {
      lists: { items: { subject: string; state: string }[] }[];
      threads: [object, { items: { text: string; topicId: string | null }[] }][];
    };
    const a = seen.threads.find(([, { items }]) => items.some(({ text }) => text === 'letter 5'))!;
    return a[1].items.map(({ text }) => text);
  };
  expect(await desk.seen('theirs')).toEqual(theirs);
  expect(await told('ours')).toEqual(['letter 1', 'letter 4', 'letter 5', 'answer 6']);
  expect(await told('ours', 'theirs')).toEqual(['letter 1', 'letter 4', 'letter 5', 'answer 6']);

  // A copy that comes again is known; what answers it joins its topic.
  await desk.take({ do: 'late', which: 4, to: 'ours', history: false });
  await desk.take({ do: 'write', who: 'a', to: ['ours'], answers: 4, together: true, class: 'human' });
  expect(await told('ours')).toEqual(['letter 1', 'letter 4', 'letter 5', 'answer 6', 'letter 7']);
  const [joined] = await worker.rows(
    `select count(distinct topic_id)::int as topics from message where account_group_id = $1 and text in ('letter 5', 'letter 7')`,
    [desk.ids.ours[0]],
  );
  expect(joined).toEqual({ topics: 1 });
});

it('makes no new work of what was answered or closed where it came first, and leaves waiting what waits there', async () => {
  const people = linked(worker);
  const desk = await Desk.open(worker, people, { agentId: await worker.agent(), alone: false });
  for (const who of ['a', 'b', 'c'])
    await desk.take({ do: 'write', who, to: ['theirs'], answers: 1, together: true, class: 'human' });
  await desk.take({ do: 'answer', who: 'a', from: 'theirs' });
  await desk.take({ do: 'act', who: 'b', in: 'theirs', kind: 'close' });
  await asBefore(desk);
  await new RebuildProjections(worker.dataSource).run();
  const states = await worker.rows(
    `select i.key, t.state from topic t join identity i on i.id = t.anchor_identity_id
     where t.account_group_id = $1 and exists (
       select from message m where m.topic_id = t.id and m.copy_of is not null) order by 1`,
    [desk.ids.ours[0]],
  );
  expect(states).toEqual([
    { key: desk.address('a'), state: 'closed' },
    { key: desk.address('b'), state: 'closed' },
    { key: desk.address('c'), state: 'open' },
  ]);
});
