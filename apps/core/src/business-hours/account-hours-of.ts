import type { Queryable } from '../database/queryable.js';
import type { WorkingTime } from './working-time.js';

/** When somebody is there for what comes by an account: by its own hours, else by those of the workspace. */
export interface HoursOfAccount {
  timeZone: string;
  /** Null: nobody has set hours. */
  time: WorkingTime | null;
}

export const accountHoursOf = async (db: Queryable, accountId: string): Promise<HoursOfAccount> => {
  const [row] = (await db.query(reading, [accountId])) as [{ timeZone: string; time: WorkingTime | null }];
  return { timeZone: row.time?.timeZone ?? row.timeZone, time: row.time };
};

const reading = `
select w.time_zone as "timeZone", coalesce(own.hours, case when h.id then
  jsonb_build_object('timeZone', h.time_zone, 'week', h.week, 'holidays', to_jsonb(h.holidays::text[])) end) as time
from workspace w left join business_hours h on true left join account_hours own on own.account_id = $1`;
