import { instantOf, localDay, nextDayOf, weekdayOf } from './local-day.js';

/** When somebody is there, by the clock of a zone. */
export interface WorkingTime {
  timeZone: string;
  /** From Sunday to Saturday. */
  week: readonly (readonly { from: string; to: string }[])[];
  holidays: readonly string[];
}

/** A year and a bit: whoever works on no day of it works on none. */
const daysAhead = 400;

export const isOpenAt = (time: WorkingTime, at: number): boolean => nextOpening(time, at) === at;

/** From when on somebody is there, which is `at` where somebody is; null: on no day that is known. Pure. */
export const nextOpening = (time: WorkingTime, at: number): number | null =>
  openingFrom(time, at, localDay(at, time.timeZone));

/** When work begins on the next day of work after the one at `at`. Pure. */
export const nextWorkingDay = (time: WorkingTime, at: number): number | null =>
  openingFrom(time, at, nextDayOf(localDay(at, time.timeZone)));

const openingFrom = (time: WorkingTime, at: number, first: string): number | null => {
  let day = first;
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const span = spansOf(time, day).find(({ to }) => to > at);
    if (span) return Math.max(span.from, at);
    day = nextDayOf(day);
  }
  return null;
};

/** What a clock skips in spring opens after the skip, and a span that is skipped whole is none. */
const spansOf = ({ timeZone, week, holidays }: WorkingTime, day: string): { from: number; to: number }[] =>
  holidays.includes(day)
    ? []
    : (week[weekdayOf(day)] ?? [])
        .map(({ from, to }) => ({ from: instantOf(day, from, timeZone), to: instantOf(day, to, timeZone) }))
        .filter(({ from, to }) => from < to);
