import fc from 'fast-check';
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
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), who: several(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('split' as const), who: several(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: name,
      answers: fc.nat(20),
      ours: fc.boolean(),
      class: fc.constantFrom('human' as const, 'human' as const, 'out-of-office' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      who: name,
      kind: fc.constantFrom('close', 'reopen', 'assign', 'snooze', 'wake', 'read', 'note'),
    }),
  },
);
/** Also telling apart who writes from a shared address. */
const lifeStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: step },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('part' as const), who: name, which: fc.nat(20) }),
  },
);
function several(minLength: number) {
  return fc.uniqueArray(name, { minLength, maxLength: 3 });
}

/** Each answers somebody else. */
const talk: Step[] = names.map((who, n) => ({
  ...{ do: 'write', who, answers: (n + 1) % names.length, ours: false, class: 'human' },
}));

const runs = Number(process.env['FILO_PROPERTY_RUNS'] ?? 15);

it('shows the same for the same links, whatever merges, splits and undos led to them, and rebuilds it', async () => {
  let returned = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(lifeStep, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await World.begin({ worker, people, agentId });
      const seen = new Map<string, unknown>();
      for (const one of steps) {
        await world.take(one);
        const where = JSON.stringify([[...(await world.partition())], world.lived]);
        const now = await world.projections();
        if (seen.has(where)) {
          expect(now).toEqual(seen.get(where));
          returned++;
        }
        seen.set(where, now);
      }
      const now = await world.projections();
      await world.scramble();
      await new RebuildProjections(worker.dataSource).run();
      expect(await world.projections()).toEqual(now);
    }),
    { numRuns: runs },
  );
  expect(returned).toBeGreaterThan(runs);
}, 300_000);

const links = step.filter(({ do: what }) => what === 'merge' || what === 'split');

it('shows the same again when merges and splits were made and all undone, whatever was said and done before', async () => {
  let twins = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.array(links, { minLength: 1, maxLength: 4 }),
      async (steps, thereAndBack) => {
        const world = await World.begin({ worker, people, agentId });
        await world.take({ do: 'merge', who: names });
        for (const one of [...talk, ...steps]) await world.take(one);
        const before = await world.projections();
        const made = world.changes.length;
        for (const one of thereAndBack) await world.take(one);
        twins += (await world.projections()).topics.filter((topic) => topic['twin_of'] !== null).length;
        while (world.changes.length > made) await world.take({ do: 'undo', which: made });
        expect(await world.projections()).toEqual(before);
      },
    ),
    { numRuns: runs },
  );
  expect(twins).toBeGreaterThan(runs);
}, 300_000);

it('gives everybody back when everything is undone, in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.array(fc.nat(20), { minLength: 30, maxLength: 30 }),
      async (steps, order) => {
        const world = await World.begin({ worker, people, agentId });
        const own = await world.partition();
        for (const one of steps) await world.take(one);
        for (const which of order) await world.take({ do: 'undo', which });
        expect(world.changes).toEqual([]);
        expect(await world.partition()).toEqual(own);
        const [wrong] = await worker.rows(
          `select m.id from message m join topic t on t.id = m.topic_id
           join link ml on ml.identity_id = m.anchor_identity_id and ml.withdrawn_at is null
           join link tl on tl.identity_id = t.anchor_identity_id and tl.withdrawn_at is null
           where ml.person_id <> tl.person_id limit 1`,
        );
        expect(wrong).toBeUndefined();
      },
    ),
    { numRuns: runs },
  );
}, 300_000);
