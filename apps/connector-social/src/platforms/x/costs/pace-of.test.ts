import { dayOf, paceOf, untilTomorrowMs } from './pace-of.js';

it.each([
  [0, 'free', 1],
  [4.99, 'free', 1],
  [5, 'slow', 1],
  [7, 'slow', 10.5],
  [8.99, 'slow', 19.9],
  [9, 'no-reading', 20],
  [10, 'nothing', 20],
  [12, 'nothing', 20],
] as const)('with %d of 10 spent it is %s', (spent, state, factor) => {
  const pace = paceOf(spent, 10);
  expect(pace.state).toBe(state);
  expect(pace.factor).toBeCloseTo(factor, 0);
});

it('without a ceiling nothing slows it', () => {
  expect(paceOf(1_000, 0)).toEqual({ state: 'free', factor: 1 });
});

it('a day ends at midnight UTC', () => {
  const late = Date.parse('2026-11-26T23:59:00Z');
  expect(dayOf(late)).toBe('2026-11-26');
  expect(untilTomorrowMs(late)).toBe(60_000);
});
