import { flipBusBit, rollBusBack, truncateBus, wipeBus } from '../src/checker/bus-faults.js';
import { freeze, killLauncher, parts } from '../src/checker/faults.js';
import { repeatable } from '../src/checker/repeatable.js';

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('every fault at once, for a long time', () => {
  it('loses, doubles, changes and misfiles nothing, and what leaves twice says so', async () => {
    const { clean, verdict, answers } = await repeatable({
      items: 20_000,
      persons: 1_000,
      kills: 250,
      doubleKills: 40,
      answers: 1_000,
      faults: [
        ...times(6, killLauncher),
        ...times(3, wipeBus),
        ...times(3, rollBusBack(10_000)),
        ...times(2, truncateBus),
        ...times(2, flipBusBit),
        ...parts.map((part) => freeze(part, 30_000)),
      ],
      perSecond: 20,
      seed: 20_263,
      withMailbox: true,
      patience: { quietMs: 300_000 },
    });
    expect({ clean, verdict, answers }).toMatchObject({
      clean: true,
      verdict: { items: 20_000, unknown: 0 },
    });
  }, 5_400_000);
});
