import { eventually } from '@filo/testing';
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

type Action = Parameters<typeof applyTopicAction>[1]['action'];
const act = async (address: string, action: Action) => {
  const personId = await people.person(address);
  await worker.dataSource.transaction((db) =>
    applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action }),
  );
};
const snooze = (address: string, until: string | null = '2060-01-01T09:00:00.000Z') =>
  act(address, { kind: 'snooze', until });
const rowOf = async (address: string) => {
  const [row] = await worker.rows(
    `select state, unread, waiting_since is not null as waits, snoozed_until from thread_row where person_id = $1`,
    [await people.person(address)],
  );
  return row;
};
/** As if the time of its snooze had come. */
const comes = (address: string) =>
  worker.dataSource.query(
    `update topic t set snooze_until = now() - interval '1 second' from identity i where i.id = t.anchor_identity_id and i.key = $1`,
    [address],
  );
const wakes = (address: string) =>
  worker.rows(
    `select a.id from action a join topic t on t.id = a.topic_id join identity i on i.id = t.anchor_identity_id
     where a.kind = 'woken' and i.key = $1`,
    [address],
  );

it('hides what is snoozed from whoever waits, until the time that was said', async () => {
  await worker.take(mail('a@snooze.example', 0));
  await act('a@snooze.example', { kind: 'read' });
  await snooze('a@snooze.example');
  expect(await rowOf('a@snooze.example')).toMatchObject({ state: 'snoozed', waits: false });
  expect(await worker.parts.snoozed.once()).toBe(0);
  await comes('a@snooze.example');
  expect(await worker.parts.snoozed.once()).toBe(1);
  // It stands out like a word that nobody has read.
  expect(await rowOf('a@snooze.example')).toMatchObject({
    state: 'open',
    waits: true,
    unread: true,
    snoozed_until: null,
  });
  expect(await worker.parts.snoozed.once()).toBe(0);
});

it('what is done with several topics at once stands in their order, the newest first', async () => {
  const address = (minute: number) => `order${minute}@snooze.example`;
  for (const minute of [3, 0, 5, 1, 6, 2, 4]) await worker.take(mail(address(minute), minute));
  for (const minute of [1, 2, 3, 4, 5, 6]) await people.merge(address(0), address(minute));
  await snooze(address(0));
  const done = await worker.rows<{ key: string }>(
    `select i.key from action a join topic t on t.id = a.topic_id join identity i on i.id = t.anchor_identity_id
     where a.kind = 'snooze' and i.key like 'order%' order by a.at, a.id`,
  );
  expect(done.map(({ key }) => key)).toEqual([6, 5, 4, 3, 2, 1, 0].map(address));
});

it('wakes each snooze once, however many workers look at the same moment', async () => {
  const addresses = Array.from({ length: 12 }, (_, n) => `many${n}@snooze.example`);
  for (const address of addresses) {
    await worker.take(mail(address, 0));
    await snooze(address);
    await comes(address);
  }
  const woken = await Promise.all([1, 2, 3, 4].map(() => worker.parts.snoozed.once()));
  expect(woken.reduce((sum, each) => sum + each, 0)).toBe(12);
  for (const address of addresses) expect(await wakes(address)).toHaveLength(1);
});

it('wakes by itself within seconds, and tells the lists', async () => {
  await worker.take(mail('b@snooze.example', 0));
  await snooze('b@snooze.example');
  worker.start();
  await comes('b@snooze.example');
  await eventually(async () => {
    expect(await rowOf('b@snooze.example')).toMatchObject({ state: 'open' });
    const told = await worker.rows(
      `select from live_event where kind = 'thread' and data ->> 'threadId' = $1`,
      [await people.person('b@snooze.example')],
    );
    expect(told.length).toBeGreaterThanOrEqual(3);
    return true;
  });
}, 20_000);

it('wakes with their next word, whether that or the time comes first, and once', async () => {
  for (const first of ['word', 'time']) {
    const address = `${first}@snooze.example`;
    await worker.take(mail(address, 0));
    await snooze(address);
    await comes(address);
    if (first === 'time') await worker.parts.snoozed.once();
    await worker.take(mail(address, 30));
    if (first === 'word') expect(await worker.parts.snoozed.once()).toBe(0);
    expect(await rowOf(address)).toMatchObject({ state: 'open', unread: true, snoozed_until: null });
    expect(await wakes(address)).toHaveLength(first === 'time' ? 1 : 0);
  }
});

it('wakes for a word that was written before the snooze and came after it, but not for an answer of a machine or for ours', async () => {
  await worker.take(mail('c@snooze.example', 60));
  await snooze('c@snooze.example', null);
  await worker.take(mail('c@snooze.example', 70, { class: 'out-of-office' }));
  await worker.take(
    mail('support@example.com', 80, {
      direction: 'outbound',
      participants: [{ identity: { kind: 'mail', key: 'c@snooze.example' }, role: 'to' }],
    }),
  );
  expect(await rowOf('c@snooze.example')).toMatchObject({ state: 'snoozed' });
  await worker.take(mail('c@snooze.example', 5));
  expect(await rowOf('c@snooze.example')).toMatchObject({ snoozed_until: null });
});

it('comes back when an agent wakes it, closes it or opens it again, and can be snoozed anew each time', async () => {
  await worker.take(mail('d@snooze.example', 0));
  for (const [action, state] of [
    [{ kind: 'wake' }, 'open'],
    [{ kind: 'close' }, 'closed'],
  ] as const) {
    await snooze('d@snooze.example');
    expect(await rowOf('d@snooze.example')).toMatchObject({ state: 'snoozed' });
    await act('d@snooze.example', action);
    expect(await rowOf('d@snooze.example')).toMatchObject({ state, snoozed_until: null });
  }
  await act('d@snooze.example', { kind: 'reopen' });
  expect(await rowOf('d@snooze.example')).toMatchObject({ state: 'open' });
});

it('can be snoozed again after the clock was set back', async () => {
  await worker.take(mail('e@snooze.example', 0));
  await snooze('e@snooze.example');
  await comes('e@snooze.example');
  await worker.parts.snoozed.once();
  await worker.dataSource.query(
    `update topic t set woken_at = now() + interval '1 hour' from identity i where i.id = t.anchor_identity_id and i.key = $1`,
    ['e@snooze.example'],
  );
  await snooze('e@snooze.example');
  expect(await rowOf('e@snooze.example')).toMatchObject({ state: 'snoozed' });
});

it('parts with a split, and a rebuild finds both as they were', async () => {
  const [one, other] = ['f@snooze.example', 'g@snooze.example'];
  await worker.take(mail(one, 0, { threadingId: 'f@snooze' }), mail(other, 1));
  const merge = await people.merge(one, other);
  await worker.take(mail(other, 10, { inReplyTo: ['f@snooze'] }));
  await snooze(one);
  await people.undo(merge);
  for (const address of [one, other]) expect(await rowOf(address)).toMatchObject({ state: 'snoozed' });
  await worker.take(mail(other, 20, { inReplyTo: ['f@snooze'] }));
  const states = async () =>
    worker.rows('select id, state, snooze_at, snooze_until, woken_at from topic order by id');
  const before = await states();
  expect(await rowOf(one)).toMatchObject({ state: 'snoozed' });
  expect(await rowOf(other)).toMatchObject({ state: 'open' });
  await worker.dataSource.query(`update topic set state = 'closed', snooze_at = null, woken_at = now()`);
  await new RebuildProjections(worker.dataSource).run();
  // Those whose time a test set by hand are not what their action says.
  const planned = (rows: Record<string, unknown>[]) => rows.map(({ id, state }) => ({ id, state }));
  expect(planned(await states())).toEqual(planned(before));
});
