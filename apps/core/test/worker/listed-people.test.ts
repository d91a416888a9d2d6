import { Readable } from 'node:stream';
import { ListedPeople1766400100000 } from '../../src/database/migrations/1766400100000-listed-people.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let agentId: string;
beforeEach(async () => {
  worker = await testWorker();
  agentId = await worker.agent('Admin');
}, 60_000);
afterEach(() => worker.close());

const imported = async (rows: string[], group: string | null = null): Promise<void> => {
  const text = `name,mail,other\n${rows.join('\n')}`;
  const { sha256, bytes } = await worker.parts.blobs.put(Readable.from([Buffer.from(text)]));
  await worker.rows('insert into blob (sha256, bytes) values ($1, $2)', [sha256, bytes]);
  await worker.rows(
    `insert into import (id, name, file_name, file_sha256, columns, mode, agent_id, account_group_id)
     values (gen_random_uuid(), 'crm', 'crm.csv', $1, '{name,mail,mail}', 'run', $2, $3)`,
    [sha256, agentId, group],
  );
  while (await worker.parts.imports.once());
};
const rows = [
  'Ann,ann@x.example,ann@y.example',
  'Bob,bob@x.example,',
  ',info@x.example,',
  'Wil,wil@x.example,',
];
const people = () =>
  worker.rows(
    `select i.key, t.name, l.evidence, l.grade, l.actor from identity i
     left join link l on l.identity_id = i.id and l.withdrawn_at is null left join thread t on t.person_id = l.person_id
     where i.key like '%x.example' and not i.ours order by 1`,
  );

it('makes a person of each customer of a list, with the name that the list gives, and of each but one', async () => {
  await worker.take(mail('wil@x.example', 1));
  await imported(rows);
  expect(await people()).toMatchObject([
    { key: 'ann@x.example', name: 'Ann' },
    { key: 'bob@x.example', name: 'Bob', evidence: { type: 'named' }, grade: 'claimed', actor: 'import crm' },
    { key: 'info@x.example', name: 'info@x.example' },
    { key: 'wil@x.example', name: 'Wil', evidence: { type: 'first-word' } },
  ]);
  expect(
    await worker.rows('select count(distinct person_id)::int as n from link where withdrawn_at is null'),
  ).toEqual([{ n: 4 }]);
});

it('names the thread of somebody whom a list for one group tells of by no word that others could read', async () => {
  await imported(rows, groupId);
  expect(await people()).toContainEqual(
    expect.objectContaining({ key: 'bob@x.example', name: 'bob@x.example', actor: 'import' }),
  );
});

it.each([null, groupId])('is made by the upgrade as an import makes it, for readers %s', async (group) => {
  await imported(rows, group);
  const made = await people();
  await worker.rows(`with alone as (
      delete from link l where l.evidence ->> 'type' = 'named' and not exists (
        select from link_change c where c.identity_ids @> array[l.identity_id]) returning person_id),
    threads as (delete from thread where person_id in (select person_id from alone))
    delete from person where id in (select person_id from alone)`);
  expect((await people()).filter(({ name }) => name === null)).not.toEqual([]);
  const runner = worker.dataSource.createQueryRunner();
  await new ListedPeople1766400100000().up(runner);
  await runner.release();
  expect(await people()).toEqual(made);
  const own = await worker.rows(`select id::text ~ '^01[0-9a-f]{6}-[0-9a-f]{4}-7' as v7 from person`);
  expect(own).toEqual(own.map(() => ({ v7: true })));
});

it('is what a rebuild makes of links and facts', async () => {
  await imported(rows);
  const projected = () => worker.rows('select person_id, name from thread order by 1');
  const before = await projected();
  await worker.rows(`update thread set name = 'lost'`);
  await new RebuildProjections(worker.dataSource).run();
  expect(await projected()).toEqual(before);
});
