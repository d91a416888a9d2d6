import { i18n } from '@lingui/core';

/** A date of the calendar, which stands in no zone. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

/** Sunday is 0. The first of February 2026 was one. */
export const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(i18n.locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 1, 1 + weekday),
  );
