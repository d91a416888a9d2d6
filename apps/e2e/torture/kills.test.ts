import { doubleKill } from '../src/checker/faults.js';
import { torture } from '../src/checker/torture.js';

describe('kill -9 of any part under load', () => {
  it('loses, doubles, changes and misfiles nothing, and what leaves twice says so', async () => {
    const { clean, verdict, answers, strikes } = await torture({
      items: 2_000,
      persons: 150,
      kills: 34,
      answers: 150,
      faults: [doubleKill, doubleKill, doubleKill],
      perSecond: 25,
      seed: 20_261,
    });
    expect(strikes).toHaveLength(37);
    expect({ clean, verdict, answers }).toMatchObject({
      clean: true,
      verdict: { items: 2_000, unknown: 0 },
      answers: { pending: [] },
    });
  }, 400_000);
});
