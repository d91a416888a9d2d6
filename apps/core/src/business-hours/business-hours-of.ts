import type { BusinessHours } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { isOpenAt, nextWorkingDay } from './working-time.js';

/** The hours of the workspace, as they are at `now`; where nobody has said, no day of its zone has any. */
export const businessHoursOf = async (db: Queryable, now: Date): Promise<BusinessHours> => {
  const [row] = (await db.query(reading)) as [Omit<BusinessHours, 'openNow' | 'nextDay'>];
  const next = nextWorkingDay(row, now.getTime());
  return {
    ...row,
    openNow: isOpenAt(row, now.getTime()),
    nextDay: next === null ? null : new Date(next).toISOString(),
  };
};

const reading = `
select coalesce(h.time_zone, w.time_zone) as "timeZone", coalesce(h.week, '[[],[],[],[],[],[],[]]') as week,
  coalesce(h.holidays::text[], '{}') as holidays, coalesce(h.version, 0) as version
from workspace w left join business_hours h on true`;
