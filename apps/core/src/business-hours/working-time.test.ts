import fc from 'fast-check';
import { isOpenAt, nextOpening, nextWorkingDay, type WorkingTime } from './working-time.js';

const office = [{ from: '09:00', to: '13:00' }, { from: '14:00', to: '18:00' }]; // prettier-ignore
const rome: WorkingTime = {
  timeZone: 'Europe/Rome',
  week: [[], office, office, office, office, [{ from: '09:00', to: '13:00' }], []],
  holidays: ['2026-12-25'],
};
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => ms && new Date(ms).toISOString().slice(0, 16);

describe('working time', () => {
  it.each([
    // Winter time until 29 March 2026, summer time until 25 October.
    ['2026-03-27T12:30Z', '2026-03-30T07:00'],
    ['2026-03-27T11:30Z', '2026-03-27T11:30'],
    ['2026-10-23T11:00Z', '2026-10-26T08:00'],
    ['2026-10-26T12:00Z', '2026-10-26T13:00'],
    ['2026-12-24T17:00Z', '2026-12-28T08:00'],
  ])('after %s somebody is there from %s on', (from, opens) =>
    expect(iso(nextOpening(rome, at(from)))).toBe(opens),
  );

  it.each([
    ['2026-03-27T07:00Z', '2026-03-30T07:00'],
    ['2026-03-30T07:00Z', '2026-03-31T07:00'],
    ['2026-12-24T07:00Z', '2026-12-28T08:00'],
  ])('the day of work after %s begins at %s', (from, begins) =>
    expect(iso(nextWorkingDay(rome, at(from)))).toBe(begins),
  );

  it.each([
    ['2026-03-29T05:00Z', '2026-03-29T07:00'],
    ['2026-10-25T05:00Z', '2026-10-25T08:00'],
  ])('on the very day of the change, after %s, it opens at %s', (from, opens) =>
    expect(iso(nextOpening({ ...rome, week: rome.week.map(() => office) }, at(from)))).toBe(opens),
  );

  it('is never where no day has any', () => {
    const never = { ...rome, week: [[], [], [], [], [], [], []] };
    expect([nextOpening(never, 0), nextWorkingDay(never, 0), isOpenAt(never, 0)]).toEqual([
      null,
      null,
      false,
    ]);
  });

  it('opens after what the clock skips in spring, and once where it shows an hour twice in autumn', () => {
    const night = { ...rome, week: Array.from({ length: 7 }, () => [{ from: '02:30', to: '04:00' }]) };
    expect(iso(nextOpening(night, at('2026-03-28T23:30Z')))).toBe('2026-03-29T01:30');
    expect(iso(nextOpening(night, at('2026-10-24T23:30Z')))).toBe('2026-10-25T00:30');
  });

  const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  const span = fc.tuple(clock, clock).filter(([from, to]) => from < to).map(([from, to]) => [{ from, to }]); // prettier-ignore
  const times = fc.record({
    timeZone: fc.constantFrom('Europe/Rome', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
    week: fc.array(fc.oneof(fc.constant([]), span), { minLength: 7, maxLength: 7 }),
    holidays: fc.constant(['2026-03-29', '2026-11-01']),
  });
  /** Around the changes of the clock of all these zones. */
  const instants = fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'),
      fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
    )
    .map(([day, minutes]) => Date.parse(day) + minutes * 60_000);

  it('opens at a minute at which somebody is there, never before it is asked for, and nobody is there until then', () => {
    fc.assert(
      fc.property(times, instants, fc.double({ min: 0, max: 1, noNaN: true }), (time, from, part) => {
        const opens = nextOpening(time, from);
        if (opens === null) return time.week.every((spans) => spans.length === 0);
        const between = from + Math.floor(((opens - from) * part) / 60_000) * 60_000;
        return opens >= from && isOpenAt(time, opens) && (between >= opens || !isOpenAt(time, between));
      }),
      { numRuns: 2_000 },
    );
  });
});
