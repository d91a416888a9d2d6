import { daytimeShift } from './another-day.js';

const shifted = (at: string) => new Date(Date.parse(at) + daytimeShift(Date.parse(at))).toISOString();

it.each([
  ['2026-11-27T12:00:00.000Z', '2026-11-27T12:00:00.000Z'],
  ['2026-11-27T23:00:00.000Z', '2026-11-27T23:00:00.000Z'],
  ['2026-11-27T23:00:00.001Z', '2026-11-28T01:00:00.000Z'],
  ['2026-11-30T23:59:59.999Z', '2026-12-01T01:00:00.000Z'],
  ['2026-11-28T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
])('no day ends in a test: at %s it is %s', (at, expected) => expect(shifted(at)).toBe(expected));
