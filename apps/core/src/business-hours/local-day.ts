const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    ...{ timeZone, hourCycle: 'h23', calendar: 'gregory' },
  });
  formats.set(timeZone, made);
  return made;
};

/** What the wall shows in a zone, as if it were UTC. */
const wallAt = (at: number, timeZone: string): number => {
  const parts = formatOf(timeZone).formatToParts(at);
  const of = (wanted: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(({ type }) => type === wanted)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
};

/** The day of the calendar in a zone, such as `2026-03-29`. */
export const localDay = (at: number, timeZone: string): string => isoDay(wallAt(at, timeZone));

export const nextDayOf = (day: string): string => isoDay(Date.parse(day) + dayMs);

/** Sunday is 0. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay();

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** When the wall of a zone shows `clock` on a day. What it skips in spring is as long after the skip; of what it shows twice in autumn, the first. */
export const instantOf = (day: string, clock: string, timeZone: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const wanted = Date.parse(day) + (hour * 60 + minute) * 60_000;
  const offsets = [wanted - dayMs, wanted + dayMs].map((at) => wallAt(at, timeZone) - at);
  const found = offsets.map((offset) => wanted - offset).filter((at) => wallAt(at, timeZone) === wanted);
  return found.length > 0 ? Math.min(...found) : wanted - offsets[0]!;
};
