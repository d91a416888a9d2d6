import { LookPace } from './look-pace.js';

/** What is left to wait after a look that took `tookMs`. */
const restAfter = (tookMs: number, { everyMs = 10_000, factor = 1 } = {}): number => {
  const clock = import.meta.jest.spyOn(performance, 'now').mockReturnValue(5_000);
  const pace = new LookPace(everyMs);
  pace.begin();
  clock.mockReturnValue(5_000 + tookMs);
  const rest = pace.restMs(factor);
  clock.mockRestore();
  return rest;
};

describe('the pace of looks', () => {
  it('counts from the beginning of a look, so that a slow one makes nobody wait for longer than a period', () => {
    expect(restAfter(0)).toBe(10_000);
    expect(restAfter(3_000)).toBe(7_000);
  });

  it('leaves room between looks that take longer than their period', () => {
    expect(restAfter(25_000)).toBe(1_000);
  });

  it('looks a factor more seldom where reading costs too much', () => {
    expect(restAfter(3_000, { factor: 4 })).toBe(37_000);
  });

  it('measures each look anew', () => {
    const clock = import.meta.jest.spyOn(performance, 'now').mockReturnValue(0);
    const pace = new LookPace(1_000);
    clock.mockReturnValue(60_000);
    pace.begin();
    clock.mockReturnValue(60_250);
    expect(pace.restMs()).toBe(750);
    clock.mockRestore();
  });
});
