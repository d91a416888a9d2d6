import { isClean } from '../src/checker/judge.js';
import { torture } from '../src/checker/torture.js';

describe('kill -9 of any part under load', () => {
  it('loses, doubles, changes and misfiles nothing', async () => {
    const { verdict, kills } = await torture({
      items: 400,
      persons: 60,
      kills: 8,
      perSecond: 25,
      seed: 20_261,
    });
    expect(kills).toHaveLength(8);
    expect(verdict).toMatchObject({ items: 400, unknown: 0 });
    expect({ clean: isClean(verdict), verdict }).toMatchObject({ clean: true });
  }, 400_000);
});
