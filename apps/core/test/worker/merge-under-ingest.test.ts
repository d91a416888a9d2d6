import { eventually } from '@filo/testing';
import { inTransaction } from '../../src/database/in-transaction.js';
import { joinPeople } from '../../src/people/links/join-people.js';
import { linked, type Linked } from './linked.js';
import { mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
});
afterAll(() => worker.close());

const aSignal = () => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
};

/** Joins them in a transaction that commits only when told; resolves when all of it is written. */
const mergeSlowly = async (...addresses: string[]): Promise<{ commit(): Promise<void> }> => {
  const identityIds = await Promise.all(addresses.map(people.identity));
  const grounds = { evidence: { type: 'agent' }, grade: 'claimed', actor: { name: 'test' } } as const;
  const [written, told] = [aSignal(), aSignal()];
  const committed = inTransaction(worker.dataSource, async (db) => {
    await joinPeople(db, { ...grounds, identityIds });
    written.give();
    await told.given;
  });
  await Promise.race([written.given, committed]);
  return {
    commit: () => {
      told.give();
      return committed;
    },
  };
};

const somebodyWaits = () =>
  eventually(async () => {
    const waiting = await worker.rows(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });

const lists = (...addresses: string[]) =>
  worker.rows(
    `select distinct r.last_at, (select array_agg(i.key order by i.key) from link l join identity i on i.id = l.identity_id
       where l.person_id = r.person_id and l.withdrawn_at is null) as who
     from thread_row r join link l on l.person_id = r.person_id join identity i on i.id = l.identity_id
     where i.key = any($1)`,
    [addresses],
  );

it.each([
  ['who says their name', 'named.example', 'Bob'],
  ['who says no name', 'unnamed.example', undefined],
])(
  'a word of an author %s that had to wait for a merge stands in the thread of the person that the merge left',
  async (_, domain, name) => {
    const [ada, bob] = [`ada@${domain}`, `bob@${domain}`] as const;
    await worker.take(mail(ada, 0));
    await worker.take(mail(bob, 1));
    const merge = await mergeSlowly(ada, bob);
    const author = { kind: 'mail', key: bob, ...(name !== undefined && { name }) };
    const taken = worker.take(mail(bob, 2, { author }), mail(`new@${domain}`, 3));
    await somebodyWaits();
    await merge.commit();
    expect(await taken).toEqual(['done', 'done']);
    expect(await lists(ada, bob)).toEqual([{ last_at: new Date('2026-01-05T09:02:00Z'), who: [ada, bob] }]);
  },
);

it('a first word that had to wait for a merge of its author begins nobody anew', async () => {
  await worker.take(
    mail('eve@first.example', 0, {
      participants: [{ identity: { kind: 'mail', key: 'carol@first.example' }, role: 'cc' }],
    }),
  );
  const merge = await mergeSlowly('eve@first.example', 'carol@first.example');
  const taken = worker.take(mail('carol@first.example', 5));
  await somebodyWaits();
  await merge.commit();
  expect(await taken).toEqual(['done']);
  expect(await lists('eve@first.example', 'carol@first.example')).toEqual([
    { last_at: new Date('2026-01-05T09:05:00Z'), who: ['carol@first.example', 'eve@first.example'] },
  ]);
});
