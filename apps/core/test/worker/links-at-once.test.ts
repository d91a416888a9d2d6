import fc from 'fast-check';
import { DomainError } from '../../src/http/domain-error.js';
import { activeChanges, ownPersonsOf } from '../../src/people/links/read-links.js';
import { replayChanges } from '../../src/people/links/replay-changes.js';
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
const pair = fc.uniqueArray(name, { minLength: 2, maxLength: 2 });
const change: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('merge' as const), who: pair }),
  fc.record({ do: fc.constant('split' as const), who: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }) }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
);
const word: fc.Arbitrary<Step> = fc.oneof(
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
    kind: fc.constantFrom('close' as const, 'reopen' as const, 'assign' as const, 'note' as const),
  }),
);

/** Who everybody is by nothing but the changes that stand. */
const byChanges = async (world: World): Promise<Map<string, string>> => {
  const ids = await Promise.all(names.map((who) => people.identity(world.address(who))));
  const { changes, identityIds } = await activeChanges(worker.dataSource, ids);
  const persons = replayChanges(await ownPersonsOf(worker.dataSource, identityIds), changes);
  return new Map(names.map((who, n) => [who, persons.get(ids[n]!)!]));
};

it('knows who everybody is by the changes that stand, and where every word stands, whatever came at once and during a rebuild', async () => {
  const outcomes = { done: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 3, maxLength: 5 }),
      fc.array(fc.oneof(change, word), { minLength: 8, maxLength: 14 }),
      async (first, atOnce) => {
        const world = await World.begin({ worker, people, agentId });
        for (const step of first) await world.take(step);
        const rebuilt = new RebuildProjections(worker.dataSource).run();
        for (const { reason } of (await Promise.allSettled(atOnce.map((step) => world.take(step)))) as {
          reason?: unknown;
        }[]) {
          if (reason !== undefined && !(reason instanceof DomainError)) throw reason as Error;
          outcomes[reason === undefined ? 'done' : 'refused']++;
        }
        await rebuilt;
        expect(await world.partition()).toEqual(await byChanges(world));
        const now = await world.projections();
        await world.scramble();
        await new RebuildProjections(worker.dataSource).run();
        expect(await world.projections()).toEqual(now);
      },
    ),
    { numRuns: Number(process.env['FILO_PROPERTY_RUNS'] ?? 20) },
  );
  expect(outcomes.done).toBeGreaterThan(5 * outcomes.refused);
}, 300_000);
