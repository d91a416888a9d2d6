import { inboundEvent, type MessageReceivedInput } from '@filo/contracts';
import { aQuarantined } from '@filo/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { LedgerHas } from '../../src/ingest/ledger-has.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { linked, type Linked } from './linked.js';
import { incoming, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';
import { Desk, writers, type Group, type GroupStep } from './two-groups.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
});
afterAll(() => worker.close());

const groups: Group[] = ['ours', 'theirs'];
const open = (alone = false) => Desk.open(worker, people, { agentId, alone });
const write = (over: Partial<Extract<GroupStep, { do: 'write' }>> = {}): GroupStep => ({
  ...{ do: 'write', who: 'a', to: groups, answers: 1, together: true, class: 'human', ...over },
});

const who = fc.constantFrom(...writers);
const to = fc.constantFrom<Group[]>(['ours'], ['theirs'], ['ours', 'theirs'], ['theirs', 'ours']);
const group = fc.constantFrom(...groups);
const step: fc.Arbitrary<GroupStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constant('write' as const), who, to, answers: fc.nat(20), together: fc.boolean() },
      class: fc.constantFrom('human' as const, 'human' as const, 'human' as const, 'list' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('late' as const), which: fc.nat(20), to: group, history: fc.boolean() },
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), who, from: group }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('act' as const), who, in: group },
      kind: fc.constantFrom('close', 'reopen', 'read', 'unread', 'assign', 'note'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('merge' as const, 'split' as const),
      who: fc.uniqueArray(who, { minLength: 2, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part' as const), who, which: fc.nat(20) }) },
);

const runs = Number(process.env['FILO_PROPERTY_RUNS'] ?? 8);

const projections = async () => ({
  rows: await worker.rows('select * from thread_row order by person_id, account_group_id'),
  topics: await worker.rows('select * from topic order by id'),
  placed: await worker.rows('select id, topic_id, anchor_identity_id from message order by id'),
});

/** Which threads of the list have another version than before. */
const movedBy = async (desk: Desk, one: GroupStep): Promise<boolean[]> => {
  const before = await desk.versions('ours');
  await desk.take(one);
  const after = await desk.versions('ours');
  return [...after].map(([id, version]) => before.get(id) !== version);
};

it('shows an account group what it would see if the other had never got a copy, and rebuilds it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const [both, alone] = [await open(), await open(true)];
      for (const one of steps) {
        const moved = await Promise.all([both, alone].map((desk) => movedBy(desk, one)));
        expect(moved[0]).toEqual(moved[1]);
        expect(await both.seen('ours')).toEqual(await alone.seen('ours'));
        expect(await both.events('ours')).toEqual(await alone.events('ours'));
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  const now = await projections();
  await worker.rows(
    `update topic set state = 'snoozed', last_at = now(), in_seen_at = now(), channels = '{}'`,
  );
  await worker.rows('update message set topic_id = null where topic_id is not null and random() < 0.5');
  await new RebuildProjections(worker.dataSource).run();
  expect(await projections()).toEqual(now);
}, 300_000);

const said = async (desk: Desk, ...seers: Group[]) => {
  const { threads, lists, counts } = (await desk.seen(...seers)) as {
    threads: [{ topics: { state: string }[] }, { items: { text: string }[] }][];
    lists: { items: { id: string }[] }[];
    counts: { all: number };
  };
  const told = threads.flatMap(([, { items }]) => items.map(({ text }) => text)).toSorted();
  return {
    told,
    listed: lists[0]!.items.length,
    counted: counts.all,
    topics: threads.map(([one]) => one.topics.length),
  };
};

it.each<[string, GroupStep[]]>([
  ['in one batch', [write()]],
  ['at two workers at once', [write({ together: false })]],
  ['days apart', [write({ to: ['theirs'] }), { do: 'late', which: 3, to: 'ours', history: false }]],
  ['the other way round', [write({ to: ['ours'] }), { do: 'late', which: 3, to: 'theirs', history: true }]],
])('shows a mail that came to both groups %s in each, and once to who sees both', async (_, steps) => {
  const desk = await open();
  for (const one of steps) await desk.take(one);
  const first = ['letter 1', 'letter 2', 'letter 3'];
  expect(await said(desk, 'ours')).toMatchObject({ told: [...first, 'letter 4'], listed: 3, counted: 3 });
  expect(await said(desk, 'theirs')).toMatchObject({ told: ['letter 4'], listed: 1, counted: 1 });
  expect(await said(desk, ...groups)).toMatchObject({ told: [...first, 'letter 4'], listed: 3, counted: 3 });
  const both = (await desk.seen(...groups)) as {
    threads: [{ topics: { id: string }[] }, { items: { topicId: string; copyTopicIds: string[] }[] }][];
  };
  const [thread] = both.threads.filter(([, { items }]) =>
    items.some(({ copyTopicIds }) => copyTopicIds.length > 0),
  );
  const { topicId, copyTopicIds } = thread![1].items.at(-1)!;
  expect([topicId, ...copyTopicIds].toSorted()).toEqual(thread![0].topics.map(({ id }) => id).toSorted());
  const [row] = await worker.rows(
    `select count(*)::int as messages, count(copy_of)::int as copies from message m join account_group g on g.id = m.account_group_id
     where m.text = 'letter 4' and m.account_group_id = any($1)`,
    [desk.reader(...groups).accountGroupIds],
  );
  expect(row).toEqual({ messages: 2, copies: 1 });
});

it('takes a third copy in a group for an arrival of what the group has', async () => {
  const desk = await open();
  await desk.take(write());
  for (const to of [...groups, ...groups]) await desk.take({ do: 'late', which: 3, to, history: false });
  expect(await said(desk, 'theirs')).toMatchObject({ told: ['letter 4'] });
  expect(await said(desk, 'ours')).toMatchObject({ told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'] });
});

it('leaves in the quarantine of a group what another can read, and shows it once when it is released', async () => {
  const desk = await open();
  const raw = await worker.bus.blobs.put(Buffer.from('of which nothing could be read'));
  const kept = { channel: 'email', accountId: desk.ids.theirs[1], externalId: `4 ${desk.domain}`, raw };
  await worker.parts.inbound.handle([incoming(inboundEvent.parse({ ...aQuarantined(), ...kept }))]);
  const state = async () =>
    (await worker.rows('select state from quarantine where external_id = $1', [kept.externalId]))[0]![
      'state'
    ];
  await desk.take(write({ to: ['ours'] }));
  expect(await state()).toBe('waiting');
  expect(await said(desk, 'ours')).toMatchObject({ told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'] });
  await desk.take({ do: 'late', which: 3, to: 'theirs', history: false });
  expect(await state()).toBe('released');
  expect(await said(desk, 'theirs')).toMatchObject({ told: ['letter 4'] });
  expect(await said(desk, ...groups)).toMatchObject({
    told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'],
  });
});

it('leaves what came where it came when its account moves to another group, and gives that group what comes again', async () => {
  const desk = await open();
  await desk.take(write({ to: ['theirs'] }));
  await worker.rows('update account set account_group_id = $1 where id = $2', [
    desk.ids.ours[0],
    desk.ids.theirs[1],
  ]);
  expect(await said(desk, 'theirs')).toMatchObject({ told: ['letter 4'] });
  expect(await said(desk, 'ours')).toMatchObject({ told: ['letter 1', 'letter 2', 'letter 3'] });
  // A worker that has just started knows the group that the account has now.
  const { event } = desk.letters[3]!;
  const again = { ...event, eventId: uuidv7(), accountId: desk.ids.theirs[1] };
  await worker.start().inbound.handle([incoming(inboundEvent.parse(again))]);
  expect(await said(desk, 'theirs')).toMatchObject({ told: ['letter 4'] });
  expect(await said(desk, 'ours')).toMatchObject({ told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'] });
});

/** A mail as it is in either group, and with whom it then stands in each. */
const standsWith = async (desk: Desk, events: MessageReceivedInput[]) => {
  const outcomes = [];
  for (const event of events) outcomes.push(...(await worker.take(event)));
  const rows = await worker.rows<{ account_id: string; key: string }>(
    `select m.account_id, i.key from message m join identity i on i.id = m.anchor_identity_id
     where m.threading_id = $1`,
    [events[0]!.threadingId],
  );
  const keys = new Map(rows.map((row) => [row.account_id, row.key]));
  return { outcomes, ...Object.fromEntries(groups.map((one) => [one, keys.get(desk.ids[one][1])])) };
};

describe.each([
  ['first', 1],
  ['last', -1],
] as const)('when ours comes %s', (_, order) => {
  it.each(['a', 'new'])(
    'stands a mail of ours to %s, copied to theirs, with whom it is for and who wrote it',
    async (who) => {
      const desk = await open();
      const sales = `ours@desk.${desk.domain}`;
      const both = {
        ...{ externalId: `between ${desk.domain}`, threadingId: `between@${desk.domain}` },
        participants: [
          { identity: { kind: 'mail', key: desk.address(who) }, role: 'to' as const },
          { identity: { kind: 'mail', key: `theirs@desk.${desk.domain}` }, role: 'cc' as const },
        ],
      };
      const sent = mail(sales, 30, { ...both, direction: 'outbound', accountId: desk.ids.ours[1] });
      const heard = mail(sales, 30, { ...both, accountId: desk.ids.theirs[1] });
      expect(await standsWith(desk, order === 1 ? [sent, heard] : [heard, sent])).toEqual({
        ...{ outcomes: ['done', 'done'], ours: desk.address(who), theirs: sales },
      });
    },
  );

  it.each(['a', 'new'])(
    'stands what %s wrote through a mailer that ours knows with the mailer for theirs',
    async (who) => {
      const desk = await open();
      const mailer = { kind: 'mail', key: desk.address('mailer') };
      const customer = { kind: 'mail', key: desk.address(who) };
      const both = { externalId: `mailed ${desk.domain}`, threadingId: `mailed@${desk.domain}` };
      const known = mail(customer.key, 30, { ...both, accountId: desk.ids.ours[1] });
      const unknown = mail(mailer.key, 30, {
        ...{ ...both, accountId: desk.ids.theirs[1], replyTo: customer },
        participants: [{ identity: customer, role: 'reply-to' }],
      });
      expect(await standsWith(desk, order === 1 ? [known, unknown] : [unknown, known])).toEqual({
        ...{ outcomes: ['done', 'done'], ours: customer.key, theirs: mailer.key },
      });
    },
  );
});

const asUnread = async (desk: Desk, group: Group, reason: string) => {
  const raw = await worker.bus.blobs.put(Buffer.from(`${reason} ${desk.domain}`));
  const item = {
    channel: 'email',
    accountId: desk.ids[group][1],
    externalId: `4 ${desk.domain}`,
    raw,
    reason,
  };
  expect(await worker.take({ ...aQuarantined(), ...item, eventId: uuidv7() })).toEqual(['done']);
  return raw.sha256;
};
const kept = async (desk: Desk) => {
  const rows = await worker.rows<{ account_group_id: string }>(
    'select account_group_id, state, reason, raw_sha256 as raw from quarantine where external_id = $1',
    [`4 ${desk.domain}`],
  );
  const of = (group: Group) => rows.filter((row) => row.account_group_id === desk.ids[group][0]);
  return { ours: of('ours'), theirs: of('theirs') };
};

it('keeps what neither group can read in each, with what came there', async () => {
  const desk = await open();
  const first = await asUnread(desk, 'ours', 'torn');
  const second = await asUnread(desk, 'theirs', 'forged');
  await asUnread(desk, 'ours', 'torn');
  expect(await kept(desk)).toMatchObject({
    ours: [{ state: 'waiting', reason: 'torn', raw: first }],
    theirs: [{ state: 'waiting', reason: 'forged', raw: second }],
  });
  await desk.take(write({ to: ['theirs'] }));
  expect(await kept(desk)).toMatchObject({ ours: [{ state: 'waiting' }], theirs: [{ state: 'released' }] });
  await desk.take({ do: 'late', which: 3, to: 'ours', history: false });
  expect(await kept(desk)).toMatchObject({ ours: [{ state: 'released' }], theirs: [{ state: 'released' }] });
  expect(await said(desk, ...groups)).toMatchObject({
    told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'],
  });
});

it.each<[Group, Group]>([
  ['ours', 'theirs'],
  ['theirs', 'ours'],
])('keeps of what is a message for %s what %s cannot read, until it can', async (has, lacks) => {
  const desk = await open();
  await desk.take(write({ to: [has] }));
  await asUnread(desk, has, 'not needed');
  await asUnread(desk, lacks, 'torn');
  expect(await kept(desk)).toMatchObject({ [has]: [], [lacks]: [{ state: 'waiting', reason: 'torn' }] });
  await desk.take({ do: 'late', which: 3, to: lacks, history: false });
  expect(await kept(desk)).toMatchObject({ [has]: [], [lacks]: [{ state: 'released' }] });
  await asUnread(desk, lacks, 'not needed');
  expect(await kept(desk)).toMatchObject({ [has]: [], [lacks]: [{ state: 'released', reason: 'torn' }] });
});

it('leaves discarded what one group discarded, and makes no second message in the other', async () => {
  const desk = await open();
  await asUnread(desk, 'theirs', 'torn');
  await desk.take(write({ to: ['ours'] }));
  await worker.rows(`update quarantine set state = 'discarded' where external_id = $1`, [`4 ${desk.domain}`]);
  await desk.take({ do: 'late', which: 3, to: 'ours', history: false });
  expect(await kept(desk)).toMatchObject({ theirs: [{ state: 'discarded' }] });
  expect(await said(desk, 'ours')).toMatchObject({ told: ['letter 1', 'letter 2', 'letter 3', 'letter 4'] });
});

it('shows once what two groups have while a third waits for it', async () => {
  const desk = await open();
  await asUnread(desk, 'theirs', 'torn');
  await desk.take(write({ to: ['ours'] }));
  await worker.take({ ...desk.letters[3]!.event, eventId: uuidv7(), accountId: mailAccount });
  const rows = await worker.rows<{ copy_of: string | null }>(
    `select m.copy_of from message m join identity i on i.id = m.anchor_identity_id where m.text = 'letter 4' and i.key = $1`,
    [desk.address('a')],
  );
  expect(rows.filter(({ copy_of }) => copy_of === null)).toHaveLength(1);
  expect(rows).toHaveLength(2);
});

it('tells an account to bring again what its group lacks, and nothing that it brought before it moved', async () => {
  const desk = await open();
  await desk.take(write({ to: ['ours'] }));
  await desk.take(write());
  await desk.take(write({ to: ['theirs'] }));
  const unread = await worker.bus.blobs.put(Buffer.from(desk.domain));
  const lost = {
    channel: 'email',
    accountId: desk.ids.theirs[1],
    externalId: `lost ${desk.domain}`,
    raw: unread,
  };
  await worker.take({ ...aQuarantined(), ...lost });
  const externalIds = [4, 5, 6, 'lost', 7].map((n) => `${n} ${desk.domain}`);
  const present = async (accountId?: string) => {
    const asked = await new LedgerHas(worker.dataSource).run({ channel: 'email', externalIds, accountId });
    return asked.present.map((id) => id.split(' ')[0]).toSorted();
  };
  expect(await present(desk.ids.ours[1])).toEqual(['4', '5']);
  expect(await present(desk.ids.theirs[1])).toEqual(['5', '6', 'lost']);
  expect(await present()).toEqual(['4', '5', '6', 'lost']);
  await worker.rows('update account set account_group_id = $1 where id = $2', [
    desk.ids.ours[0],
    desk.ids.theirs[1],
  ]);
  expect(await present(desk.ids.theirs[1])).toEqual(['4', '5', '6', 'lost']);
  await worker.rows(`update ledger set state = 'erased' where external_id = $1`, [externalIds[2]]);
  expect(await present(desk.ids.ours[1])).toEqual(['4', '5', '6']);
});
