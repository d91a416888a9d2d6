/** What a clock and a calendar on the wall show; months from 1, Sunday is weekday 0. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const made = new Intl.DateTimeFormat('en-US', {
    ...parts,
    timeZone,
    hourCycle: 'h23',
    calendar: 'gregory',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the wall shows in a zone at an instant (ms since 1970). */
export function wallAt(at: number, timeZone: string): Wall {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** The same numbers as if they were UTC, to reckon with days and weeks. */
export const asUtc = ({ year, month, day, hour, minute }: Wall): number =>
  Date.UTC(year, month - 1, day, hour, minute);

export function fromUtc(ms: number): Wall {
  const at = new Date(ms);
  return {
    ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes() },
  };
}

/** The day on a calendar, such as `2026-03-29`. */
export const isoDay = (wall: Wall): string => new Date(asUtc(wall)).toISOString().slice(0, 10);

export const weekdayOf = (wall: Wall): number => new Date(asUtc(wall)).getUTCDay();

export const addDays = (wall: Wall, days: number): Wall => fromUtc(asUtc(wall) + days * dayMs);

/**
 * The instant at which the wall of a zone shows this. What a clock skips in spring is as long after the skip; of what it shows twice in
 * autumn, the first.
 */
export function instantOf(wall: Wall, timeZone: string): number {
  const wanted = asUtc(wall);
  const offsets = [wanted - dayMs, wanted + dayMs].map((at) => offsetAt(at, timeZone));
  const found = offsets
    .map((offset) => wanted - offset)
    .filter((at) => asUtc(wallAt(at, timeZone)) === wanted);
  return found.length > 0 ? Math.min(...found) : wanted - (offsets[0] ?? 0);
}

const offsetAt = (at: number, timeZone: string): number =>
  asUtc(wallAt(at, timeZone)) - Math.floor(at / minuteMs) * minuteMs;
