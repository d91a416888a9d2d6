import { visibleTo } from '../access/visible-to.js';

/**
 * The version of a thread (alias of a row of `thread`) as a reader counts it: what it was set to when links changed last, and how
 * often it moved since in the groups of the reader. Nobody is told that it moved where they see nothing.
 */
export const versionOf = (thread: string, groups: string): string =>
  `(${thread}.version + (select coalesce(sum(moving.moved), 0)::bigint from thread_row moving
    where moving.person_id = ${thread}.person_id and ${visibleTo('moving', groups)}))`;
