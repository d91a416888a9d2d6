import type { AcknowledgementKnown } from '@filo/text-limits';
import { accountHoursOf } from '../business-hours/account-hours-of.js';
import { isOpenAt, nextOpening, type WorkingTime } from '../business-hours/working-time.js';
import type { Queryable } from '../database/queryable.js';
import type { Measured } from './measure-waits.js';

/** What an acknowledgement of an account can say. */
export interface AccountKnown {
  organisation: string;
  timeZone: string;
  /** Null: nobody has set hours. */
  time: WorkingTime | null;
  measured: Measured;
}

/** `measure`: how long answers took, of what comes at which time. */
export const whatIsKnown = async (
  db: Queryable,
  accountId: string,
  measure: (time: WorkingTime | null) => Promise<Measured>,
): Promise<AccountKnown> => {
  const { time, timeZone } = await accountHoursOf(db, accountId);
  const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
  return {
    organisation: workspace?.name ?? 'Filo',
    timeZone,
    time,
    measured: await measure(time),
  };
};

/** As it is at `now`; pure. */
export const knownAt = (account: AccountKnown, now: Date): AcknowledgementKnown => {
  const { time, measured, organisation, timeZone } = account;
  const isOpen = time === null || isOpenAt(time, now.getTime());
  const next = time === null || isOpen ? null : nextOpening(time, now.getTime());
  return {
    ...{ organisation, timeZone, isOpen },
    hours: isOpen ? measured.within : measured.outside,
    nextOpening: next === null ? null : new Date(next),
  };
};
