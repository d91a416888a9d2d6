import type { Queryable } from '../database/queryable.js';

export interface ThreadChange {
  personIds: readonly string[];
  /** Moves the version: a human word or our own; not for receipts, bounces, reads. */
  bump: boolean;
}

/**
 * Recomputes `thread` and `thread_row` of these persons inside the caller's transaction and writes a live event of kind
 * `thread` (`{ threadId, version }`) per row. Locks the thread rows in sorted order; makes those that are missing.
 */
export const projectThreads = async (db: Queryable, change: ThreadChange): Promise<void> => {
  if (change.personIds.length === 0) return;
  throw new Error('being written');
};
