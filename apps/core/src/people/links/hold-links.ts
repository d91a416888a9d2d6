import type { Queryable } from '../../database/queryable.js';

/** Any number will do as long as nobody else takes it. */
const linksLock = 4_600_003;

/**
 * Holds the links of all persons as they are until the transaction ends: merges, splits and undos come one at a time in the
 * whole installation, which they can, being done by humans. Ingest never waits for it: it makes first links alone, of
 * identities that have none. Taken before all other locks.
 */
export const holdLinks = async (db: Queryable): Promise<void> => {
  // The list of changes is found by an index that can only be read as a bitmap.
  await db.query(`select pg_advisory_xact_lock($1), set_config('enable_bitmapscan', 'on', true)`, [
    linksLock,
  ]);
};

/** Waits for a merge, a split or an erasure that is under way, and lets none begin until the transaction ends. Others may do so at the same time. */
export const keepLinks = async (db: Queryable): Promise<void> => {
  await db.query('select pg_advisory_xact_lock_shared($1)', [linksLock]);
};
