import { inboundEvent, type MessageReceivedInput } from '@filo/contracts';
import { eventually } from '@filo/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { formPost, incoming, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

const threadsOf = (domain: string) =>
  worker.rows<{ key: string; persons: number; threads: number; said: string[] }>(
    `select i.key, count(distinct l.person_id)::int as persons, count(distinct t.person_id)::int as threads,
       array_agg(m.external || ' ' || m.direction order by m.sort_at, m.external) as said
     from identity i left join link l on l.identity_id = i.id and l.withdrawn_at is null
       left join thread t on t.person_id = l.person_id
       join (select m.*, split_part(g.external_id, ' ', 1) as external from message m join ledger g on g.message_id = m.id) m
         on m.anchor_identity_id = i.id
     where i.key like '%@' || $1 group by i.key order by i.key`,
    [domain],
  );

it('makes one person and one thread of two messages of a new human in the same millisecond on two channels with two workers', async () => {
  const rounds = Array.from({ length: 40 }, (_, round) => `twin${round}@same.example`);
  const hand = (event: MessageReceivedInput) =>
    worker.parts.inbound.handle([incoming(inboundEvent.parse(event))]);
  await Promise.all(
    rounds.flatMap((address) => [
      hand(mail(address, 0, { externalId: `${address} mail` })),
      hand(formPost(address, 0, { externalId: `${address} form` })),
    ]),
  );
  const threads = await threadsOf('same.example');
  expect(threads).toHaveLength(rounds.length);
  for (const thread of threads) expect(thread).toMatchObject({ persons: 1, threads: 1, said: { length: 2 } });
  expect(
    await worker.rows(
      `select count(*)::int as n from person p where not exists (select from link where person_id = p.id)`,
    ),
  ).toEqual([{ n: 0 }]);
}, 30_000);

it('stores one message when two workers take the same one at once', async () => {
  const event = mail('both@once.example', 0);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => worker.take(event)));
  expect(outcomes.flat()).toEqual(['done', 'done', 'done', 'done']);
  expect((await threadsOf('once.example'))[0]!.said).toHaveLength(1);
});

it('gives equal threads whatever the order, the batches and the number of workers', async () => {
  const people = ['a', 'b', 'c', 'd'];
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...Array(24).keys()], { minLength: 24 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 24, maxLength: 24 }),
      async (order, sizes) => {
        const domain = `p${run++}-${uuidv7().slice(-6)}.example`;
        const events = story(people, domain);
        const batches: MessageReceivedInput[][] = [];
        for (let at = 0, n = 0; at < order.length; n++) {
          batches.push(order.slice(at, at + sizes[n]!).map((index) => events[index]!));
          at += sizes[n]!;
        }
        // Two at a time, as two workers do it.
        for (let at = 0; at < batches.length; at += 2)
          await Promise.all(batches.slice(at, at + 2).map((batch) => worker.take(...batch)));
        const threads = await threadsOf(domain);
        expect(threads.map(({ key, ...rest }) => ({ key: key.split('@')[0], ...rest }))).toEqual(
          expected(people),
        );
        const rows = await worker.rows(
          `select t.name, r.state, r.last_at, r.preview, r.waiting_since, r.channels, r.unread
           from identity i join link l on l.identity_id = i.id join thread t using (person_id) join thread_row r using (person_id)
           where i.key like '%@' || $1 order by t.name`,
          [domain],
        );
        expect(rows).toEqual(expectedRows(people));
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

/** Six words for each person: they by mail, form, mail; we from another program; they; we last, but for `a`. */
const story = (people: readonly string[], domain: string): MessageReceivedInput[] =>
  people.flatMap((name) => {
    const address = `${name}@${domain}`;
    const id = (n: number) => `${n} ${address}`;
    const ours = (minutes: number, n: number) =>
      mail('support@example.com', minutes, {
        direction: 'outbound',
        externalId: id(n),
        text: `word ${n}`,
        newText: `word ${n}`,
        participants: [{ identity: { kind: 'mail', key: address }, role: 'to' }],
      });
    const theirs = (minutes: number, n: number) =>
      mail(address, minutes, { externalId: id(n), text: `word ${n}` });
    return [
      theirs(0, 0),
      formPost(address, 10, { externalId: id(1), text: 'word 1' }),
      theirs(20, 2),
      ours(30, 3),
      theirs(40, 4),
      name === 'a' ? theirs(50, 5) : ours(50, 5),
    ];
  });

const expected = (people: readonly string[]) =>
  people.map((key) => ({
    key,
    persons: 1,
    threads: 1,
    said: [
      '0 inbound',
      '1 inbound',
      '2 inbound',
      '3 outbound',
      '4 inbound',
      key === 'a' ? '5 inbound' : '5 outbound',
    ],
  }));

const expectedRows = (people: readonly string[]) =>
  people.map((name) => ({
    name,
    state: name === 'a' ? 'open' : 'waiting',
    last_at: new Date('2026-01-05T09:50:00Z'),
    preview: 'word 5',
    waiting_since: name === 'a' ? new Date('2026-01-05T09:40:00Z') : null,
    channels: ['email', 'webform'],
    unread: name === 'a',
  }));

it('brings everything from the bus into threads with two workers running, each message once', async () => {
  worker.start();
  worker.start();
  const events = Array.from({ length: 300 }, (_, n) =>
    n % 3 === 0
      ? formPost(`bus${n % 20}@bus.example`, n % 60, { externalId: `bus-${n}` })
      : mail(`bus${n % 20}@bus.example`, n % 60, { externalId: `bus-${n}` }),
  );
  await Promise.all(
    [...events, ...events.slice(0, 50).map((event) => ({ ...event, eventId: uuidv7() }))].map((event) =>
      worker.bus.publishInbound(event),
    ),
  );
  await eventually(async () => {
    const [row] = await worker.rows<{ n: number }>(
      `select count(*)::int as n from ledger where external_id like 'bus-%'`,
    );
    return row!.n === 300;
  });
  const threads = await threadsOf('bus.example');
  expect(threads).toHaveLength(20);
  expect(threads.every((thread) => thread.persons === 1 && thread.said.length === 15)).toBe(true);
}, 30_000);

it('says to a waiting door what became of its message', async () => {
  const event = mail('door@door.example', 0);
  expect(await worker.bus.publishAndAwaitCommit(event, 5_000)).toMatchObject({ outcome: 'stored' });
  expect(await worker.bus.publishAndAwaitCommit({ ...event, eventId: uuidv7() }, 5_000)).toMatchObject({
    outcome: 'known',
  });
});
