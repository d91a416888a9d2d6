import type { Queryable } from '../database/queryable.js';

/** Held until the transaction ends: only one of several starts or wizards makes the first things. */
export const lockSetup = async (db: Queryable): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo setup', 0))`);
};

/** True until the first agent exists. */
export const isSetupNeeded = async (db: Queryable): Promise<boolean> => {
  const [row] = (await db.query('select not exists (select 1 from agent) as needed')) as {
    needed: boolean;
  }[];
  return row?.needed ?? true;
};
