import { compareIdentities } from '../compare/compare-identities.js';
import { weighEvidence } from '../weigh-evidence.js';
import { evaluate } from './evaluate.js';
import { makeWorld } from './make-world.js';
import { MatcherInMemory } from './matcher-in-memory.js';
import type { WorldOptions } from './world-options.js';

const judge = (options: WorldOptions) => {
  const world = makeWorld(options);
  return evaluate(world, new MatcherInMemory(world).run());
};

const strangeNames = [
  {
    given: ['Aiko', 'Bayo', 'Chidi', 'Dewi', 'Emre', 'Farah', 'Goran', 'Hatice', 'Ingrid', 'Jomo'].map(
      (name) => ({
        name,
      }),
    ),
    surnames: [
      'Abara',
      'Bektas',
      'Chen',
      'Diallo',
      'Eze',
      'Fujita',
      'Gunawan',
      'Horvat',
      'Ibrahim',
      'Johansson',
    ],
  },
] as never;

describe('suggestions in a labelled world', () => {
  it.each<[string, WorldOptions]>([
    ['of 400 persons', { persons: 400, seed: 11 }],
    ['of another seed', { persons: 400, seed: 12 }],
    ['of a hundred names', { persons: 400, seed: 13, names: strangeNames }],
    ['of many namesakes', { persons: 400, seed: 14, rates: { namesake: 0.3, namesakeAtWork: 0.2 } as never }],
    [
      'of families',
      { persons: 400, seed: 15, rates: { family: 0.5, familyPhone: 0.9, familyOrder: 0.3 } as never },
    ],
  ])('%s find 0.90 of the joins, and 0.80 of them are right', (_, options) => {
    const { recall, precision, joins } = judge(options);
    expect(joins).toBeGreaterThan(100);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.8);
  });

  it('are as sure as they are right', () => {
    const { calibration } = judge({ persons: 1000, seed: 16 });
    for (const { pairs, said, right, from } of calibration)
      if (pairs >= 30 && from >= 0.75) expect(Math.abs(said - right)).toBeLessThan(0.15);
    const low = calibration.filter(({ to }) => to <= 0.4);
    for (const { pairs, right } of low) if (pairs >= 50) expect(right).toBeLessThan(0.3);
  });

  it('are found in a world that its options alone determine', () => {
    expect(makeWorld({ persons: 50, seed: 3 })).toEqual(makeWorld({ persons: 50, seed: 3 }));
    expect(makeWorld({ persons: 50, seed: 3 })).not.toEqual(makeWorld({ persons: 50, seed: 4 }));
  });
});

describe('weighing', () => {
  it('counts reasons of one code once, and trusts no sum beyond a thousand to one', () => {
    const phone = { code: 'same-phone', bits: 9 };
    expect(weighEvidence([phone, phone])).toBe(weighEvidence([phone]));
    expect(weighEvidence([phone, { code: 'a', bits: 40 }])).toBeLessThan(0.9991);
    expect(weighEvidence([{ code: 'a', bits: -40 }])).toBeGreaterThan(0);
  });

  it('says the same whichever of the two comes first', () => {
    const side = (id: string, name: string) => ({
      identity: { id, kind: 'mail', key: `${id}@example.com`, name, handle: null },
      shows: [],
    });
    const [a, b] = [side('a', 'Anna Rossi'), side('b', 'Rossi, Annie')];
    const counts = new Map<number, number>();
    const one = compareIdentities({ a, b, counts, wroteToEachOther: false });
    const other = compareIdentities({ a: b, b: a, counts, wroteToEachOther: false });
    expect(other.confidence).toBe(one.confidence);
    expect(other.evidence.map(({ code, key }) => [code, key])).toEqual(
      one.evidence.map(({ code, key }) => [code, key]),
    );
  });
});
