import fc from 'fast-check';
import { inTransaction } from '../../src/database/in-transaction.js';
import { undoMerges } from '../../src/people/links/undo-merges.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { linked, type Linked } from './linked.js';
import { names, World, type Step } from './small-world.js';
import { testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
});
afterAll(() => worker.close());

const name = fc.constantFrom(...names);
const merge = fc.record({
  do: fc.constant('merge' as const),
  who: fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
});
const other: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('split' as const), who: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    do: fc.constant('write' as const),
    who: name,
    answers: fc.nat(8),
    ours: fc.boolean(),
    class: fc.constant('human' as const),
  }),
  fc.record({
    do: fc.constant('act' as const),
    who: name,
    kind: fc.constantFrom('close' as const, 'assign' as const, 'note' as const),
  }),
);

const lived = async (steps: readonly Step[]): Promise<World> => {
  const world = await World.begin({ worker, people, agentId });
  for (const step of steps) await world.take(step);
  return world;
};

const undo = (changeIds: readonly string[]) =>
  inTransaction(worker.dataSource, (db) =>
    undoMerges(db, { changeIds, actor: { name: 'test' }, reason: 'a test' }),
  );

/** What a world is like, told without its ids: who is together, their lists, and what the log says of each undo. */
const told = async (world: World) => {
  const persons = await world.partition();
  const nameOf = new Map([...persons].toReversed().map(([who, person]) => [person, who]));
  const undone = await worker.rows<{ who: string[] }>(
    `select (select array_agg(split_part(i.key, '@', 1) order by i.key) from unnest(c.identity_ids) moved(id)
        join identity i on i.id = moved.id) as who
     from link_change c join link_change undone on undone.id = c.undoes_id
     where undone.identity_ids && (select array_agg(id) from identity where key like '%' || substr($1, 2))
     order by c.number`,
    [world.address('a')],
  );
  const { rows } = await world.projections();
  return {
    together: [...persons].map(([who, person]) => [who, nameOf.get(person)]),
    undone,
    lists: (rows as { row: Record<string, unknown> }[])
      // Notes have the time of the clock, and so has what is computed of it.
      .map(({ row: { person_id: id, last_at: _at, waiting_since: _since, turn_at: _turn, ...row } }) => ({
        who: nameOf.get(id as string),
        ...row,
      }))
      .sort((a, b) => String(a.who).localeCompare(String(b.who))),
  };
};

it('undoing merges at once leaves everybody as undoing one after the other, the newest first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 2, arbitrary: merge }, other), { minLength: 6, maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      async (steps, which) => {
        const [one, many] = [await lived(steps), await lived(steps)];
        const chosen = (world: World) =>
          world.changes.filter(({ kind }, n) => kind === 'merge' && which[n % which.length]);
        for (const change of chosen(one).toReversed()) await people.undo(change);
        await undo(chosen(many).map(({ id }) => id));
        expect(await told(many)).toEqual(await told(one));
        const now = await many.projections();
        await many.scramble();
        await new RebuildProjections(worker.dataSource).run();
        expect(await many.projections()).toEqual(now);
      },
    ),
    { numRuns: Number(process.env['FILO_PROPERTY_RUNS'] ?? 10) },
  );
}, 300_000);

it('leaves alone what was undone before', async () => {
  const world = await lived([
    { do: 'merge', who: ['a', 'b'] },
    { do: 'merge', who: ['c', 'd'] },
  ]);
  const ids = world.changes.map(({ id }) => id);
  await undo(ids.slice(0, 1));
  await undo(ids);
  expect(await told(world)).toMatchObject({
    together: names.map((who) => [who, who]),
    undone: [{ who: ['b'] }, { who: ['d'] }],
  });
});
