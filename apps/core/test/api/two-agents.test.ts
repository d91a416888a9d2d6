import { aMailIdentity } from '@filo/testing';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let one: Client;
let other: Client;
beforeAll(async () => {
  api = await startTestApi();
  [one, other] = [await api.signedIn(), await api.signedIn()];
}, 120_000);
afterAll(() => api.close());

const write = (address: string) => receive(api, { author: aMailIdentity(address) });
const merge = (as: Client, persons: readonly { id: string; version: number }[]): Promise<Answer> =>
  as.post('/api/v1/merges', {
    personIds: persons.map(({ id }) => id),
    versions: Object.fromEntries(persons.map(({ id, version }) => [id, version])),
  });
const thread = async (id: string) => (await one.get(`/api/v1/threads/${id}`)).body;
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted();

/** Three persons of a round who wrote once. */
const threeOf = async (round: string) => {
  const addresses = ['a', 'b', 'c'].map((who) => `${who}-${round}@agents.example`);
  const persons: { id: string; version: number }[] = [];
  for (const address of addresses) {
    const { threadId } = await write(address);
    persons.push({ id: threadId, version: (await thread(threadId)).version });
  }
  return { addresses, persons };
};

const projections = async () => ({
  threads: await api.dataSource.query(
    `select person_id, name from thread t
     where exists (select from link l where l.person_id = t.person_id and l.withdrawn_at is null) order by 1`,
  ),
  rows: await api.dataSource.query('select * from thread_row order by person_id, account_group_id'),
  topics: await api.dataSource.query('select * from topic order by id'),
  placed: await api.dataSource.query('select id, topic_id from message order by id'),
});

const rounds = 25;

it('lets one of two win who merge the same person at once, and tells the other who they are now', async () => {
  for (let round = 0; round < rounds; round++) {
    const { persons } = await threeOf(`merge${round}`);
    const [a, b, c] = persons as [(typeof persons)[0], (typeof persons)[0], (typeof persons)[0]];
    const answers = await Promise.all([merge(one, [a, b]), merge(other, [b, c])]);
    expect(statuses(answers)).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body).toMatchObject({ code: 'people-changed' });
    expect(lost.body.people.length).toBeGreaterThan(0);
  }
}, 120_000);

it('lets one of two undo, and of a split and an undo at once nothing is left half', async () => {
  for (let round = 0; round < rounds; round++) {
    const { persons } = await threeOf(`undo${round}`);
    const [a, b] = persons as [(typeof persons)[0], (typeof persons)[0]];
    const merged = await merge(one, [a, b]);
    const whole = await thread(a.id);
    const undo = `/api/v1/merges/${merged.body.id}/undo`;
    const split = { personId: a.id, version: whole.version, identityIds: [whole.person.identities[1].id] };
    const [first, second, parted] = await Promise.all([
      one.post(undo, {}),
      other.post(undo, {}),
      other.post('/api/v1/splits', split),
    ]);
    expect(statuses([first, second])).toEqual([200, 409]);
    expect([200, 409]).toContain(parted.status);
    expect([(await thread(a.id)).id, (await thread(b.id)).id]).toEqual([a.id, b.id]);
  }
}, 120_000);

it('breaks nothing while all of them write', async () => {
  const lost: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { addresses, persons } = await threeOf(`busy${round}`);
    const [a, b, c] = persons as [(typeof persons)[0], (typeof persons)[0], (typeof persons)[0]];
    const answers = await Promise.all([
      merge(one, [a, b]),
      merge(other, [b, c]),
      ...addresses.map(async (address) => ({ status: (await write(address)) && 200 })),
      merge(other, [a, c]),
    ]);
    lost.push(...answers.flatMap(({ status }) => (status === 200 || status === 409 ? [] : String(status))));
  }
  expect(lost).toEqual([]);
  const [broken] = await api.dataSource.query(
    `select (select count(*) from identity i where i.key like '%@agents.example' and 1 <> (
         select count(*) from link l where l.identity_id = i.id and l.withdrawn_at is null))::int as unlinked,
       (select count(*) from message m join topic t on t.id = m.topic_id
         join link ml on ml.identity_id = m.anchor_identity_id and ml.withdrawn_at is null
         join link tl on tl.identity_id = t.anchor_identity_id and tl.withdrawn_at is null
         where ml.person_id <> tl.person_id)::int as misfiled`,
  );
  expect(broken).toEqual({ unlinked: 0, misfiled: 0 });
  const before = await projections();
  await new RebuildProjections(api.dataSource).run();
  expect(await projections()).toEqual(before);
}, 120_000);
