import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';

/**
 * The version of a thread (alias of a row of `thread`) as a reader counts it: what it was set to when links changed last, and how
 * often it moved since in the groups of the reader. Nobody is told that it moved where they see nothing.
 */
export const versionOf = (thread: string, groups: string): string =>
  `(${thread}.version + (select coalesce(sum(moving.moved), 0)::bigint from thread_row moving
    where moving.person_id = ${thread}.person_id and ${visibleTo('moving', groups)}))`;

/** The same of one thread; undefined where there is none. */
export const readVersion = async (
  db: Queryable,
  personId: string,
  groups: readonly string[],
): Promise<number | undefined> => {
  const [thread] = (await db.query(
    `select ${versionOf('t', '$2')} as version from thread t where t.person_id = $1`,
    [personId, groups],
  )) as { version: string }[];
  return thread && Number(thread.version);
};
