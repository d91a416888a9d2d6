import { i18n } from '@lingui/core';
import { t } from './t';

const dayMs = 86_400_000;
const cache = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to make; one per language and shape. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18n.locale}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(i18n.locale || 'en', options);
  cache.set(key, known);
  return known;
}

/** Whole days between two instants as the calendar on the wall counts them. */
export const calendarDays = (from: Date, to: Date): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMs);

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** How long something lasts, in its largest unit: `4 min`, `26 h`, `3 d`. */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return t('time.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? t('time.hours', { count: hours }) : t('time.days', { count: Math.floor(hours / 24) });
}

export const clock = (at: string): string =>
  dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** The time alone today, with its date on any other day. */
export const clockOfDay = (at: string, now: number): string =>
  calendarDays(new Date(at), new Date(now)) === 0 ? clock(at) : mediumWhen(at);

/** Time today, weekday within a week, else the date. */
export function shortWhen(at: string, now: number): string {
  const date = new Date(at);
  const days = calendarDays(date, new Date(now));
  if (days === 0) return clock(at);
  if (days > 0 && days < 7) return dateFormat({ weekday: 'short' }).format(date);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return dateFormat({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    date,
  );
}

/** The name of a day: Today, Yesterday, Thursday 19 November. */
export function dayName(at: string, now: number): string {
  const date = new Date(at);
  const days = calendarDays(date, new Date(now));
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** Date and time in full, for titles and screen readers. */
export const fullWhen = (at: string): string =>
  dateFormat({ dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(at));

export const mediumWhen = (at: string): string =>
  dateFormat({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(at));

/** A file size as people say it: `873 bytes`, `14 kB`, `2.1 MB`. */
export function fileSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(i18n.locale || 'en', {
    style: 'unit',
    unit: units[step] ?? 'byte',
    // In short the plural of a byte is lost.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 && value < 10 ? 1 : 0,
  }).format(value);
}

/** A share of one: `94 %`, never a full hundred for what is not certain. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(i18n.locale || 'en', { style: 'percent' }).format(
    share < 1 ? Math.min(share, 0.99) : 1,
  );

/** Counts are capped by the server at 1,000. */
export const cappedCount = (count: number): string =>
  count >= 1000 ? '999+' : new Intl.NumberFormat(i18n.locale || 'en').format(count);
