import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { linked, type Linked } from './linked.js';
import { groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
beforeEach(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = uuidv7();
  await worker.rows(`insert into agent (id, email, name, role) values ($1, 'a@example.com', 'A', 'admin')`, [
    agentId,
  ]);
  // What the importer may not see would count as new.
  await worker.rows('insert into agent_access (agent_id, account_group_id) values ($1, $2)', [
    agentId,
    groupId,
  ]);
}, 60_000);
afterEach(() => worker.close());

interface Imported {
  state: string;
  rows: number;
  next_row: number;
  new_identities: number;
  merges: number;
  facts: number;
  bad_rows: number;
}
const columns = ['name', 'mail', 'mail', 'customer-number'];
const given = async (
  rows: string[],
  mode = 'run',
  over: { columns?: string[]; groupId?: string } = {},
): Promise<string> => {
  const id = uuidv7();
  const text = `name,mail,other,number\n${rows.join('\n')}`;
  const { sha256, bytes } = await worker.parts.blobs.put(Readable.from([Buffer.from(text)]));
  await worker.rows('insert into blob (sha256, bytes) values ($1, $2) on conflict do nothing', [
    sha256,
    bytes,
  ]);
  await worker.rows(
    `insert into import (id, name, file_name, file_sha256, columns, mode, agent_id, account_group_id)
     values ($1, 'crm', 'crm.csv', $2, $3, $4, $5, $6)`,
    [id, sha256, over.columns ?? columns, mode, agentId, over.groupId ?? null],
  );
  return id;
};
const work = async (): Promise<void> => {
  while (await worker.parts.imports.once());
};
const stateOf = async (id: string): Promise<Imported> =>
  (await worker.rows<Imported>('select * from import where id = $1', [id]))[0]!;
const done = async (rows: string[], mode = 'run'): Promise<Imported> => {
  const id = await given(rows, mode);
  await work();
  return stateOf(id);
};
const links = () =>
  worker.rows(
    `select i.key, l.person_id, l.evidence, l.grade from link l join identity i on i.id = l.identity_id
     where l.withdrawn_at is null order by 1`,
  );
const factsOf = async (address: string) =>
  worker.rows(
    `select distinct on (f.field) f.field, f.value, f.source from fact f join identity i on i.id = f.identity_id
     where i.key = $1 order by f.field, f.at desc, f.id desc`,
    [address],
  );
const wrote = (...addresses: string[]) => worker.take(...addresses.map((address, n) => mail(address, n)));

describe('an import', () => {
  it('says that addresses are one customer, with its name as evidence, and what is known of them', async () => {
    await wrote('ann@x.example', 'ann@y.example', 'bob@x.example');
    expect(await done(['Ann,ann@x.example,ann@y.example,K1', 'Bob,bob@x.example,,K2'])).toMatchObject({
      ...{ state: 'done', rows: 2, next_row: 2, merges: 1, facts: 4, new_identities: 0, bad_rows: 0 },
    });
    expect(await people.person('ann@x.example')).toBe(await people.person('ann@y.example'));
    expect(await people.person('ann@x.example')).not.toBe(await people.person('bob@x.example'));
    expect(await links()).toContainEqual(
      expect.objectContaining({ grade: 'claimed', evidence: { type: 'import', source: 'crm' } }),
    );
    expect(await factsOf('ann@x.example')).toEqual([
      { field: 'customer-number', value: 'K1', source: 'import:crm' },
      { field: 'name', value: 'Ann', source: 'import:crm' },
    ]);
  });

  it('has no second effect when the same file comes twice', async () => {
    await wrote('ann@x.example');
    const rows = ['Ann,ann@x.example,ann@y.example,K1', 'Eve,eve@x.example,eve@y.example,K2'];
    expect(await done(rows)).toMatchObject({ merges: 2, facts: 4, new_identities: 3 });
    const before = [
      await links(),
      await worker.rows('select * from fact'),
      await worker.rows('select * from link_change'),
    ];
    expect(await done(rows)).toMatchObject({ state: 'done', merges: 0, facts: 0, new_identities: 0 });
    expect([
      await links(),
      await worker.rows('select * from fact'),
      await worker.rows('select * from link_change'),
    ]).toEqual(before);
  });

  it('does not join again whom an agent took apart, and joins again after it was undone as a whole', async () => {
    await wrote('ann@x.example', 'ann@y.example');
    const rows = ['Ann,ann@x.example,ann@y.example,K1'];
    const first = await given(rows);
    await work();
    const [change] = await worker.rows<{ change_id: string }>('select change_id from import_change');
    await people.undo({ id: change!.change_id, kind: 'merge' } as never);
    expect(await done(rows, 'dry-run')).toMatchObject({ merges: 0 });
    expect(await done(rows)).toMatchObject({ merges: 0 });
    expect(await people.person('ann@x.example')).not.toBe(await people.person('ann@y.example'));
    await worker.rows(`update import set state = 'undone' where id = $1`, [first]);
    expect(await done(rows)).toMatchObject({ merges: 1 });
    expect(await people.person('ann@x.example')).toBe(await people.person('ann@y.example'));
  });

  it('counts in a dry run what a run then does, and changes nothing', async () => {
    await wrote('ann@x.example', 'ann@y.example', 'bob@x.example');
    const rows = [
      'Ann,ann@x.example,ann@y.example,K1',
      'Bob,bob@x.example,new@x.example,K2',
      'Eve,eve@x.example,eve@y.example,K3',
      'One,one@x.example,,K4',
      'Bad,nonsense,,K5',
    ];
    const before = await Promise.all(
      ['link', 'identity', 'fact', 'person', 'link_change'].map((t) => worker.rows(`select * from ${t}`)),
    );
    const counted = await done(rows, 'dry-run');
    expect(
      await Promise.all(
        ['link', 'identity', 'fact', 'person', 'link_change'].map((t) => worker.rows(`select * from ${t}`)),
      ),
    ).toEqual(before);
    const ran = await done(rows);
    const counts = ({ rows: all, new_identities, merges, facts, bad_rows }: Imported) => ({
      all,
      new_identities,
      merges,
      facts,
      bad_rows,
    });
    expect(counts(counted)).toEqual({ all: 5, new_identities: 4, merges: 3, facts: 8, bad_rows: 1 });
    expect(counts(ran)).toEqual(counts(counted));
  });

  it('names each bad row by its line and reason, and does the others', async () => {
    const id = await given([
      'Ann,ann@x.example,ann@y.example,K1',
      'Bad,nonsense,,',
      ',,,',
      'Bob,bob@x.example,bob@y.example,K2',
    ]);
    await work();
    expect(
      await worker.rows('select line, reason from import_fault where import_id = $1 order by 1', [id]),
    ).toEqual([
      { line: 3, reason: '“nonsense” is no mail address' },
      { line: 4, reason: 'It names no address by which the customer is known' },
    ]);
    expect(await stateOf(id)).toMatchObject({ state: 'done', merges: 2, bad_rows: 2 });
  });

  it('joins nobody through addresses that are shared, of a role, or ours', async () => {
    await wrote('ann@x.example', 'bob@x.example', 'desk@x.example', 'info@x.example');
    await worker.rows(`update identity set shared = true where key = 'desk@x.example'`);
    await done([
      'Ann,ann@x.example,desk@x.example,K1',
      'Bob,bob@x.example,info@x.example,K2',
      'Cid,cid@x.example,support@example.com,K3',
    ]);
    expect(await worker.rows('select * from link_change')).toEqual([]);
  });

  it('writes what it knows of a customer on an address that is theirs alone', async () => {
    await wrote('desk@x.example');
    await worker.rows(`update identity set shared = true where key = 'desk@x.example'`);
    const field = async (address: string) => (await factsOf(address)).map(({ value }) => value);
    await done([
      'Ann,desk@x.example,ann@x.example,K1',
      'Acme,info@acme.example,,K2',
      'Cid,support@example.com,,K3',
      'Dan,both@x.example,,K4',
      'Eve,both@x.example,eve@x.example,K5',
    ]);
    expect(await field('desk@x.example')).toEqual([]);
    expect(await field('ann@x.example')).toEqual(['K1', 'Ann']);
    expect(await field('info@acme.example')).toEqual(['K2', 'Acme']);
    expect(await field('support@example.com')).toEqual([]);
    expect(await field('both@x.example')).toEqual([]);
    expect(await field('eve@x.example')).toEqual(['K5', 'Eve']);
  });

  it('fails with a sentence when the columns are not those of the file', async () => {
    const id = await given(['Ann,ann@x.example,,'], 'run', { columns: ['mail'] });
    await work();
    expect(await stateOf(id)).toMatchObject({
      state: 'failed',
      problem: 'The file has 4 columns, and 1 were given a meaning.',
    });
  });

  it('goes on after a kill where it was, and does nothing twice', async () => {
    const rows = Array.from({ length: 170 }, (_, n) => `P${n},a${n}@x.example,b${n}@x.example,K${n}`);
    const id = await given(rows);
    await worker.parts.imports.once();
    expect((await stateOf(id)).next_row).toBe(50);
    // Two other workers, which know nothing of the first.
    const [second, third] = [worker.start(), worker.start()];
    void [second, third];
    await work();
    for (let state = ''; state !== 'done';) state = (await stateOf(id)).state;
    expect(await stateOf(id)).toMatchObject({ next_row: 170, merges: 170, facts: 340, new_identities: 340 });
    expect(await worker.rows('select * from link_change')).toHaveLength(170);
  }, 60_000);
});

describe('an import for one account group', () => {
  const closed = uuidv7();
  const nameOfThread = async (address: string) =>
    (
      await worker.rows(
        `select t.name from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
         join thread t on t.person_id = l.person_id where i.key = $1`,
        [address],
      )
    )[0]!.name;
  const heard = (address: string, group: string | null, name: string) =>
    worker.rows(
      `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
       select gen_random_uuid(), id, 'name', $2, 'agent', 'agent:x', clock_timestamp(), $3 from identity where key = $1`,
      [address, name, group],
    );
  beforeEach(() => worker.rows(`insert into account_group (id, name) values ($1, 'closed')`, [closed]));

  it('says what it knows in that group alone, and names no thread that others read', async () => {
    await wrote('ann@x.example', 'ann@y.example');
    await given(['Ann Closed,ann@x.example,ann@y.example,K1'], 'run', { groupId: closed });
    await work();
    expect(await worker.rows('select distinct account_group_id as id from fact')).toEqual([{ id: closed }]);
    expect(await nameOfThread('ann@x.example')).toBe('ann');
    expect(JSON.stringify(await links())).not.toContain('crm');
    expect(await people.person('ann@x.example')).toBe(await people.person('ann@y.example'));
  });

  it('gives back nothing that others keep among themselves, and nothing over a later word of anybody', async () => {
    await wrote('ann@x.example');
    await heard('ann@x.example', closed, 'Kept Among Us');
    const id = await given(['Ann List,ann@x.example,,K1']);
    await work();
    await heard('ann@x.example', closed, 'Said Since');
    await worker.rows(`update import set state = 'undoing' where id = $1`, [id]);
    await work();
    const said = await worker.rows(
      `select value, account_group_id as "groupId" from fact where field = 'name' order by at`,
    );
    expect(said).toEqual([
      { value: 'Kept Among Us', groupId: closed },
      { value: 'Ann List', groupId: null },
      { value: '', groupId: null },
      { value: 'Said Since', groupId: closed },
    ]);
  });
});

describe('an import that is undone', () => {
  it('gives everybody back the person and the facts that they had, as a whole', async () => {
    await wrote('ann@x.example', 'ann@y.example');
    await worker.rows(
      `insert into fact (id, identity_id, field, value, source, actor, at)
       select gen_random_uuid(), id, 'name', 'Ann Before', 'agent', 'agent', now() from identity where key = 'ann@x.example'`,
    );
    const before = await Promise.all(['ann@x.example', 'ann@y.example'].map(people.person));
    const id = await given(['Ann,ann@x.example,ann@y.example,K1', 'Eve,eve@x.example,eve@y.example,K2']);
    await work();
    expect(await people.person('ann@y.example')).toBe(await people.person('ann@x.example'));
    await worker.rows(`update import set state = 'undoing' where id = $1`, [id]);
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'undone', taken_back: 2 + 4 });
    expect(await Promise.all(['ann@x.example', 'ann@y.example'].map(people.person))).toEqual(before);
    expect(await people.person('eve@x.example')).not.toBe(await people.person('eve@y.example'));
    expect(await factsOf('ann@x.example')).toMatchObject([
      { field: 'customer-number', value: '' },
      { field: 'name', value: 'Ann Before' },
    ]);
  });

  it('gives a field back what it said before the list, also when two rows spoke of it', async () => {
    await wrote('ann@x.example');
    await worker.rows(
      `insert into fact (id, identity_id, field, value, source, actor, at)
       select gen_random_uuid(), id, 'name', 'Ann Before', 'agent', 'agent', now() from identity where key = 'ann@x.example'`,
    );
    const id = await given(['Ann One,ann@x.example,,K1', 'Ann Two,ann@x.example,,K1']);
    await work();
    expect(await factsOf('ann@x.example')).toContainEqual(expect.objectContaining({ value: 'Ann Two' }));
    await worker.rows(`update import set state = 'undoing' where id = $1`, [id]);
    await work();
    expect(await factsOf('ann@x.example')).toContainEqual(expect.objectContaining({ value: 'Ann Before' }));
  });

  it('leaves what others undid or said since as they left it', async () => {
    await wrote('ann@x.example', 'ann@y.example');
    const id = await given(['Ann,ann@x.example,ann@y.example,K1']);
    await work();
    const [change] = await worker.rows<{ id: string }>('select id from link_change');
    await people.undo({ id: change!.id, kind: 'merge', personIds: [], gone: [] });
    await worker.rows(
      `insert into fact (id, identity_id, field, value, source, actor, at)
       select gen_random_uuid(), id, 'name', 'Ann After', 'agent', 'agent', clock_timestamp() from identity where key = 'ann@x.example'`,
    );
    await worker.rows(`update import set state = 'undoing' where id = $1`, [id]);
    await work();
    expect((await stateOf(id)).state).toBe('undone');
    expect(await factsOf('ann@x.example')).toContainEqual(
      expect.objectContaining({ field: 'name', value: 'Ann After' }),
    );
  });
});
