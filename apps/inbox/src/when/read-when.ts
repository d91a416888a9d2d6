import { type Clock, readClock } from './read-clock';
import { Reader, type Token, tokensOf } from './tokens';
import * as words from './when-words';
import { addDays, fromUtc, asUtc, instantOf, type Wall, wallAt, weekdayOf } from '@filo/wall-clock';

export interface Around {
  /** ms since 1970. */
  now: number;
  timeZone: string;
}

/** A time that is understood, or why it is none: `past` is over, `unknown` is not understood. */
export type Read = { at: number } | { fault: 'past' | 'unknown' };

const minuteMs = 60_000;
const morning: Clock = { hour: 9, minute: 0 };
/** Behind which `later today` is no longer today. */
const laterHours = 3;

/**
 * Reads a time that somebody typed, in English or Italian, by the clock on their wall: `fri 2pm`, `domani alle 9`, `in 3 hours`, `24 dic`.
 * A day without a time is nine in the morning. Pure: the same words, instant and zone give the same.
 */
export function readWhen(typed: string, around: Around): Read {
  const reader = new Reader(tokensOf(typed));
  const read = readAt(reader, around);
  while (reader.skip(words.setOf('. ! ?')));
  if (!read || !reader.ended) return { fault: 'unknown' };
  return read.at > around.now ? { at: read.at } : { fault: 'past' };
}

export interface Found extends Token {
  at: number;
}

/** The time that begins at a token: how far it goes, and when that is; undefined where none begins. */
export function readFrom(tokens: readonly Token[], start: number, around: Around): Found | undefined {
  const reader = new Reader(tokens, start);
  const read = readAt(reader, around);
  const last = tokens[reader.at - 1];
  const first = tokens[start];
  if (!read || !last || !first || reader.at === start) return undefined;
  return { at: read.at, text: '', from: first.from, to: last.to };
}

function readAt(reader: Reader, around: Around): { at: number } | undefined {
  return (
    reader.attempt(() => readShift(reader, around)) ??
    reader.attempt(() => readLater(reader, around)) ??
    reader.attempt(() => readDayAndClock(reader, around))
  );
}

/** `in 3 hours`, `tra due giorni`, `half an hour`. */
function readShift(reader: Reader, { now, timeZone }: Around): { at: number } | undefined {
  const marked = reader.skip(words.shiftMarks);
  if (reader.text.startsWith('mezz') && reader.peek(1) === 'ora') {
    reader.at += 2;
    return { at: now + 30 * minuteMs };
  }
  if (reader.text === 'half' && /^an?$/.test(reader.peek(1)) && reader.peek(2) === 'hour') {
    reader.at += 3;
    return { at: now + 30 * minuteMs };
  }
  const count = /^\d{1,4}$/.test(reader.text) ? Number(reader.text) : words.numbers.get(reader.text);
  if (count === undefined) return undefined;
  reader.at++;
  const minutes = reader.take(words.clockUnits);
  if (minutes !== undefined) return { at: now + count * minutes * minuteMs };
  const days = reader.take(words.dayUnits);
  const wall = wallAt(now, timeZone);
  if (days !== undefined && (marked || reader.ended))
    return { at: instantOf(addDays(wall, count * days), timeZone) };
  if (reader.take(words.monthUnits) === undefined || !marked) return undefined;
  return { at: instantOf(inMonths(wall, count), timeZone) };
}

/** The last day of a month that has no such day. */
function inMonths(wall: Wall, count: number): Wall {
  const first = fromUtc(Date.UTC(wall.year, wall.month - 1 + count, 1, wall.hour, wall.minute));
  const days = new Date(Date.UTC(first.year, first.month, 0)).getUTCDate();
  return { ...first, day: Math.min(wall.day, days) };
}

/** `later`, `later today`, `più tardi`. */
function readLater(reader: Reader, { now }: Around): { at: number } | undefined {
  if (reader.text === 'later') reader.at++;
  else if (reader.text === 'piu' && reader.peek(1) === 'tardi') reader.at += 2;
  else return undefined;
  reader.take(words.namedDays);
  return { at: now + laterHours * 60 * minuteMs };
}

interface Day {
  wall: Wall;
  /** Where its time has passed already, so many days later are meant instead; 0: that day alone. */
  else: number;
  clock?: Clock;
}

function readDayAndClock(reader: Reader, { now, timeZone }: Around): { at: number } | undefined {
  const today = wallAt(now, timeZone);
  while (!words.hourMarks.has(reader.text) && reader.skip(words.fillers));
  const first = reader.attempt(() => readClock(reader, false));
  const day = reader.attempt(() => {
    while (reader.skip(words.fillers));
    return readDay(reader, today);
  });
  if (!day && !first) return undefined;
  const clock = first ?? reader.attempt(() => clockAfter(reader)) ?? day?.clock ?? morning;
  const { wall, else: otherwise } = day ?? { wall: today, else: 1 };
  const meant = instantOf({ ...wall, ...clock }, timeZone);
  if (meant > now || otherwise === 0) return { at: meant };
  return { at: instantOf({ ...addDays(wall, otherwise), ...clock }, timeZone) };
}

function clockAfter(reader: Reader): Clock | undefined {
  while (!words.hourMarks.has(reader.text) && reader.skip(words.setOf(', dopo -')));
  return readClock(reader, true);
}

function readDay(reader: Reader, today: Wall): Day | undefined {
  return (
    reader.attempt(() => readNamedDay(reader, today)) ??
    reader.attempt(() => readDate(reader, today)) ??
    reader.attempt(() => readWeekday(reader, today)) ??
    reader.attempt(() => readNextPeriod(reader, today))
  );
}

function readNamedDay(reader: Reader, today: Wall): Day | undefined {
  if (reader.skip(words.thisWords)) {
    const hour = reader.take(words.partsOfDay);
    return hour === undefined ? undefined : { wall: today, else: 0, clock: { hour, minute: 0 } };
  }
  const part = reader.take(words.partsOfToday);
  if (part !== undefined) return { wall: today, else: 0, clock: { hour: part, minute: 0 } };
  if (reader.text === 'day' && reader.peek(1) === 'after' && reader.peek(2) === 'tomorrow') {
    reader.at += 3;
    return { wall: addDays(today, 2), else: 0 };
  }
  const days = reader.take(words.namedDays);
  return days === undefined ? undefined : { wall: addDays(today, days), else: 0 };
}

/** `24/12`, `2026-12-24`, `24 dec 2026`, `dec 24`. */
function readDate(reader: Reader, today: Wall): Day | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(reader.text);
  const slashed = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?$/.exec(reader.text);
  if (iso || slashed) reader.at++;
  if (iso) return dated(today, { day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) });
  if (slashed) {
    const year = slashed[3] === undefined ? undefined : Number(slashed[3]);
    const full = year !== undefined && year < 100 ? 2000 + year : year;
    return dated(today, { day: Number(slashed[1]), month: Number(slashed[2]), year: full });
  }
  return readNamedMonth(reader, today);
}

function readNamedMonth(reader: Reader, today: Wall): Day | undefined {
  const isDay = (text: string) => /^\d{1,2}$/.test(text);
  const dayFirst = isDay(reader.text);
  const day = Number(dayFirst ? reader.text : reader.peek(1));
  if (dayFirst) reader.at++;
  reader.skip(words.setOf('st nd rd th'));
  reader.skip(words.setOf('of di'));
  const month = reader.take(words.months);
  if (month === undefined || !(dayFirst || isDay(reader.text))) return undefined;
  if (!dayFirst) reader.at++;
  reader.skip(words.setOf('st nd rd th'));
  const year = /^20\d\d$/.test(reader.text) ? Number(reader.text) : undefined;
  if (year !== undefined) reader.at++;
  return dated(today, { day, month, year });
}

function dated(
  today: Wall,
  { day, month, year }: { day: number; month: number; year: number | undefined },
): Day | undefined {
  const make = (of: number): Wall => fromUtc(Date.UTC(of, month - 1, day));
  const wall = make(year ?? today.year);
  // 31 June and 24/13 are no days.
  if (wall.day !== day || wall.month !== month) return undefined;
  const gone = asUtc(wall) < asUtc({ ...today, hour: 0, minute: 0 });
  return { wall: gone && year === undefined ? make(today.year + 1) : wall, else: 0 };
}

/** The coming one; `next` says the one of next week, `prossimo` the first after today. */
function readWeekday(reader: Reader, today: Wall): Day | undefined {
  const before = reader.text;
  const next = reader.skip(words.nextWords);
  reader.skip(words.thisWords);
  const weekday = reader.take(words.weekdays);
  if (weekday === undefined) return undefined;
  const after = reader.skip(words.nextWords);
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (next && before === 'next') return { wall: addDays(nextMonday(today), (weekday + 6) % 7), else: 0 };
  return next || after
    ? { wall: addDays(today, ahead || 7), else: 0 }
    : { wall: addDays(today, ahead), else: 7 };
}

const nextMonday = (today: Wall): Wall => addDays(today, (8 - weekdayOf(today)) % 7 || 7);

/** `next week` is its Monday, `next month` its first day. */
function readNextPeriod(reader: Reader, today: Wall): Day | undefined {
  const before = reader.skip(words.nextWords);
  const days = reader.take(words.dayUnits);
  const month = days === undefined ? reader.take(words.monthUnits) : undefined;
  if (!before && !reader.skip(words.nextWords)) return undefined;
  if (days === 7) return { wall: nextMonday(today), else: 0 };
  return month === undefined ? undefined : { wall: fromUtc(Date.UTC(today.year, today.month, 1)), else: 0 };
}
