import { z } from 'zod';
import { isTimeZone, notATimeZone } from './time-zone.js';

/** How a time was meant: the zone of the clock on the wall, and what was typed. */
export const meant = {
  timeZone: z.string().max(64).refine(isTimeZone, notATimeZone).optional(),
  typed: z.string().max(200).optional(),
};
