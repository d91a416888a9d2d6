import { z } from 'zod';
import { uuid } from '../primitives.js';
import { isTimeZone, notATimeZone } from './time-zone.js';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const day = z.iso.date();

const span = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, { message: 'Must end after it begins' });

const spansOfDay = z
  .array(span)
  .max(4)
  .refine((spans) => spans.every(({ from }, at) => at === 0 || spans[at - 1]!.to <= from), {
    message: 'One after the other, by time',
  });

/** When somebody is there, by the clock of `timeZone`. */
const hours = {
  timeZone: z.string().refine(isTimeZone, { message: notATimeZone }),
  /** From Sunday to Saturday; a day without any is none of work. */
  week: z.array(spansOfDay).length(7),
  /** Days of no work, such as `2026-12-25`. */
  holidays: z.array(day).max(400),
};

/** `PUT /api/v1/business-hours`; 409 `business-hours-changed` tells how they are now when somebody else set them since. */
export const businessHoursSet = z.strictObject({ version: z.int(), ...hours });
export type BusinessHoursSet = z.infer<typeof businessHoursSet>;

/** `GET /api/v1/business-hours`: of the workspace; `version` 0: nobody has said. */
export const businessHours = z.object({
  ...hours,
  version: z.int(),
  openNow: z.boolean(),
  /** When work begins on the next day of work after today; null: on none that is known. */
  nextDay: z.string().nullable(),
});
export type BusinessHours = z.infer<typeof businessHours>;

/**
 * `PUT /api/v1/accounts/:id/business-hours`, of a mailbox or form; `hours` null: those of the workspace. 409 `account-hours-changed` tells how they
 * are now when somebody else set them since.
 */
export const accountHoursSet = z.strictObject({ version: z.int(), hours: z.strictObject(hours).nullable() });
export type AccountHoursSet = z.infer<typeof accountHoursSet>;

/** When somebody is there for what comes by an account; `version` 0: nobody has said, so that it goes by the workspace. */
export const accountHours = z.object({
  accountId: uuid,
  channel: z.string(),
  /** As it is called, or its address; several may be called alike. */
  name: z.string(),
  address: z.string(),
  version: z.int(),
  hours: z.object(hours).nullable(),
});
export type AccountHours = z.infer<typeof accountHours>;

/** `GET /api/v1/business-hours/accounts`: of each mailbox and form that the asker may see. */
export const accountHoursList = z.object({ items: z.array(accountHours) });
export type AccountHoursList = z.infer<typeof accountHoursList>;
