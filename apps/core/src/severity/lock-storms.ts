import type { Queryable } from '../database/queryable.js';

/** Any number will do as long as nobody else takes it. */
const stormsLock = 4_600;

/**
 * Two transactions with the same words must not begin two storms: whoever weighs posts of an account group waits for whoever
 * does. It is the last lock of a transaction and taken at once for all its groups, so that it is held for a commit and nobody who holds it
 * waits for another.
 */
export const lockStorms = async (db: Queryable, accountGroupIds: readonly string[]): Promise<void> => {
  await db.query(
    `select pg_advisory_xact_lock(${stormsLock}, hashtext(id)) from (
       select distinct id from unnest($1::text[]) as r(id) order by id) each`,
    [accountGroupIds],
  );
};
