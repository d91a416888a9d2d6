import { dayMark, monthMark } from '../words/vector-marks.js';

const dayMs = 86_400_000;

/** A stretch of time that ends where the page begins: its marks, and what is not younger than `since` lies in it. */
export interface TimeWindow {
  marks: readonly string[];
  since: string;
}

/**
 * Ever wider looks back from an instant: a few days, two months, a year, everything. A word that stands in every other
 * message fills a page from the first, and the index never has to list all the others; a rare one costs four short looks.
 */
export const timeWindows = (from: Date): readonly TimeWindow[] => {
  const days = [0, 1, 2].map((n) => new Date(from.getTime() - n * dayMs));
  return [
    { marks: days.map(dayMark), since: startOfDay(days.at(-1)!).toISOString() },
    months(from, 2),
    months(from, 13),
    { marks: [], since: '-infinity' },
  ];
};

const months = (from: Date, count: number): TimeWindow => {
  const starts = Array.from(
    { length: count },
    (_, n) => new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - n, 1)),
  );
  return { marks: starts.map(monthMark), since: starts.at(-1)!.toISOString() };
};

const startOfDay = (at: Date): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
