import { i18n } from '@lingui/core';

/** A date of the calendar, which stands in no zone. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

/** As a label begins, with a capital. Sunday is 0; the first of February 2026 was one. */
export const weekdayName = (weekday: number): string => {
  const shape = new Intl.DateTimeFormat(i18n.locale, { weekday: 'long', timeZone: 'UTC' });
  const name = shape.format(Date.UTC(2026, 1, 1 + weekday));
  return name.slice(0, 1).toLocaleUpperCase(i18n.locale) + name.slice(1);
};
