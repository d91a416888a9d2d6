import fc from 'fast-check';
import { hoursToSay, medianWait, type Wait } from './median-wait.js';

const hour = 3_600_000;
const answered = (...hours: number[]): Wait[] => hours.map((n) => ({ ms: n * hour, answered: true }));
const waiting = (...hours: number[]): Wait[] => hours.map((n) => ({ ms: n * hour, answered: false }));
const ten = answered(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

it.each<[string, Wait[], number | null]>([
  ['is the middle one', ten, 5],
  ['says nothing of too few answers', answered(1, 2, 3, 4, 5, 6, 7, 8, 9), null],
  ['what waits longer than all answers moves it up', [...ten, ...waiting(20, 20, 20, 20)], 7],
  ['what came just now moves nothing', [...ten, ...waiting(0.1, 0.1, 0.1, 0.1)], 5],
  ['says nothing where most still wait', [...ten, ...waiting(...Array<number>(11).fill(30))], null],
])('%s', (_, waits, hours) => expect(medianWait(waits)).toBe(hours === null ? null : hours * hour));

it('is never shorter for what waits on', () => {
  const waits = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 10, maxLength: 40 });
  fc.assert(
    fc.property(waits, fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 40 }), (done, open) => {
      const without = medianWait(answered(...done));
      const withOpen = medianWait([...answered(...done), ...waiting(...open)]);
      expect(withOpen ?? Infinity).toBeGreaterThanOrEqual(without!);
    }),
  );
});

it.each([
  [0, 1],
  [hour, 1],
  [hour + 1, 2],
  [4.2 * hour, 6],
  [13 * hour, 24],
  [25 * hour, 48],
  [14 * 24 * hour, 336],
  [14 * 24 * hour + 1, null],
  [null, null],
])('%s ms are said as %s hours', (ms, hours) => expect(hoursToSay(ms)).toBe(hours));
