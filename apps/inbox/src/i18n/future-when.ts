import { i18n } from '@lingui/core';
import { calendarDays, clock } from './format';

/** A time to come, or one that has just gone: the clock today, the weekday with it when it is less than a week away, else the date. */
export function futureWhen(at: string, now: number): string {
  const date = new Date(at);
  const days = calendarDays(new Date(now), date);
  if (days === 0) return clock(at);
  const shape: Intl.DateTimeFormatOptions =
    Math.abs(days) < 7
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : {
          day: 'numeric',
          month: 'short',
          ...(date.getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
        };
  return new Intl.DateTimeFormat(i18n.locale || 'en', shape).format(date);
}

/** In full, by the clock of a zone; the zone is named where it is not that of the browser. */
export function whenIn(at: number, timeZone: string): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone === timeZone;
  return new Intl.DateTimeFormat(i18n.locale || 'en', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    ...(own ? {} : { timeZoneName: 'short' }),
  }).format(at);
}
