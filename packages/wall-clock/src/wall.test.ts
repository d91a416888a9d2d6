import fc from 'fast-check';
import { addDays, asUtc, fromUtc, instantOf, isoDay, wallAt, weekdayOf } from './wall.js';

const timeZone = 'Europe/Rome';
const wall = (iso: string) => fromUtc(Date.parse(`${iso}Z`));
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('a clock on the wall', () => {
  it.each([
    // Summer time from 29 March 2026 to 25 October.
    ['2026-03-29T01:59', '2026-03-29T00:59'],
    ['2026-03-29T02:30', '2026-03-29T01:30'],
    ['2026-03-29T03:00', '2026-03-29T01:00'],
    ['2026-10-25T01:59', '2026-10-24T23:59'],
    ['2026-10-25T02:30', '2026-10-25T00:30'],
    ['2026-10-25T03:00', '2026-10-25T02:00'],
    ['2026-12-31T24:00', '2026-12-31T23:00'],
  ])('shows %s at %s', (shown, at) => {
    const [day = '', clock = ''] = shown.split('T');
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    expect(iso(instantOf({ ...wall(`${day}T00:00`), hour, minute }, timeZone))).toBe(at);
  });

  it('counts days by the calendar, over the changes of the clock and of the year', () => {
    expect(isoDay(addDays(wallAt(Date.parse('2026-03-28T23:30Z'), timeZone), 1))).toBe('2026-03-30');
    expect(isoDay(addDays(wall('2026-12-31T12:00'), 1))).toBe('2027-01-01');
    expect([weekdayOf(wall('2026-03-29T00:00')), weekdayOf(wall('2026-04-04T23:59'))]).toEqual([0, 6]);
  });

  it('shows at an instant what it is asked for, unless it skips it', () => {
    const zones = fc.constantFrom(timeZone, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const minutes = fc.integer({ min: 0, max: 2 * 365 * 1440 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const at = Date.parse('2026-01-01T00:00Z') + minute * 60_000;
        const back = instantOf(wallAt(at, zone), zone);
        // An hour that is shown twice counts as its first.
        return asUtc(wallAt(back, zone)) === asUtc(wallAt(at, zone)) && back <= at && at - back <= 3_600_000;
      }),
      { numRuns: 1_000 },
    );
  });
});
