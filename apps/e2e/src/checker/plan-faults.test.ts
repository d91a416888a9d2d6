import { parts } from './faults.js';
import { wipeBus } from './bus-faults.js';
import { seeded } from './generate.js';
import { planFaults } from './plan-faults.js';

const plan = (seed: number) =>
  planFaults({ kills: 20, doubleKills: 2, faults: [wipeBus] }, seeded(seed)).map(({ name }) => name);

describe('the plan of what is done to a running Filo', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  it.each([1, 2, 3, 4, 5])('kills every part as often as the others, whatever the seed (%i)', (seed) => {
    const counts = parts.map((part) => plan(seed).filter((name) => name === part).length);
    expect(Math.min(...counts)).toBe(2);
    expect(Math.max(...counts)).toBe(3);
    expect(plan(seed).filter((name) => name.includes(' and '))).toHaveLength(2);
    expect(plan(seed)).toContain(wipeBus.name);
  });
});
