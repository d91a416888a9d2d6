import { addDays, instantOf, isoDay, type Wall, wallAt, weekdayOf } from '@filo/wall-clock';

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
  openingFrom(time, at, wallAt(at, time.timeZone));

/** When work begins on the next day of work after the one at `at`. Pure. */
export const nextWorkingDay = (time: WorkingTime, at: number): number | null =>
  openingFrom(time, at, addDays(wallAt(at, time.timeZone), 1));

const openingFrom = (time: WorkingTime, at: number, first: Wall): number | null => {
  let day = first;
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const span = spansOf(time, day).find(({ to }) => to > at);
    if (span) return Math.max(span.from, at);
    day = addDays(day, 1);
  }
  return null;
};

/** What a clock skips in spring opens after the skip, and a span that is skipped whole is none. */
const spansOf = ({ timeZone, week, holidays }: WorkingTime, day: Wall): { from: number; to: number }[] => {
  if (holidays.includes(isoDay(day))) return [];
  const at = (clock: string) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    return instantOf({ ...day, hour, minute }, timeZone);
  };
  return (week[weekdayOf(day)] ?? [])
    .map(({ from, to }) => ({ from: at(from), to: at(to) }))
    .filter(({ from, to }) => from < to);
};
