import { evaluate } from '../../src/matching/evaluation/evaluate.js';
import { makeWorld } from '../../src/matching/evaluation/make-world.js';
import type { FoundPair } from '../../src/matching/evaluation/matcher-in-memory.js';
import type { World } from '../../src/matching/evaluation/world.js';
import { FindSuggestions } from '../../src/suggestions/finding/find-suggestions.js';
import { log, testWorker, type TestWorker } from './test-worker.js';
import { worldEvents } from './world-events.js';

/** 10,000 in the long lane. */
const persons = Number(process.env['FILO_TEST_PERSONS'] ?? 600);
const batch = 500;

let worker: TestWorker;
let world: World;

beforeAll(async () => {
  worker = await testWorker();
  world = makeWorld({ persons, seed: 31 });
  const events = worldEvents(world);
  const finding = new FindSuggestions({ dataSource: worker.dataSource, log, clocksApartMs: 0 });
  for (let n = 0; n < events.length; n += batch) {
    await worker.take(...events.slice(n, n + batch));
    await finding.once();
  }
  for (;;) if ((await finding.once()).messages === 0) break;
}, 900_000);
afterAll(() => worker.close());

describe(`${persons} persons who share names, phones, orders, companies and mailboxes`, () => {
  it('are never joined by themselves: every identity is a person of its own', async () => {
    const [counted] = await worker.rows(
      `select count(*)::int as identities, count(distinct l.person_id)::int as persons,
         count(*) filter (where l.actor <> 'ingest')::int as others
       from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null where not i.ours`,
    );
    expect(counted).toEqual({
      identities: world.identities.length,
      persons: world.identities.length,
      others: 0,
    });
  });

  it('are suggested well: 0.90 of the joins, and 0.80 of the suggestions are right', async () => {
    const { recall, precision, joins, suggested } = evaluate(world, await stored());
    expect(joins).toBeGreaterThan(persons / 5);
    expect(suggested).toBeGreaterThan(persons / 5);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.8);
  });
});

/** What an agent is offered. */
const stored = async (): Promise<FoundPair[]> => {
  const index = new Map(world.identities.map(({ kind, key }, n) => [`${kind} ${key}`, n]));
  const rows = await worker.rows<{ a: string; b: string; confidence: number; reasons: string[] }>(
    `select a.kind || ' ' || a.key as a, b.kind || ' ' || b.key as b, s.confidence,
       array(select e ->> 'code' from jsonb_array_elements(s.evidence || s.counter_evidence) e) as reasons
     from suggestion s join identity a on a.id = s.a_identity_id join identity b on b.id = s.b_identity_id
     where s.state = 'open' and not a.shared and not b.shared`,
  );
  return rows.map(({ a, b, confidence, reasons }) => {
    const pair = [index.get(a)!, index.get(b)!].sort((one, other) => one - other) as [number, number];
    return { pair, confidence, reasons };
  });
};
