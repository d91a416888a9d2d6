import type { Queryable } from '../database/queryable.js';

/**
 * Locks the threads of these persons, in sorted order, until the transaction ends. Whoever changes topics, messages or
 * projections of a thread holds this lock first; read what you decide by in a later statement.
 */
export const lockThreads = async (db: Queryable, personIds: readonly string[]): Promise<void> => {
  await db.query('select from thread where person_id = any($1) order by person_id for no key update', [
    [...personIds],
  ]);
};
