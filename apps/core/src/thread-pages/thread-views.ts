import type { ThreadViewName } from '@filo/contracts/http';
import type { SqlParameters } from '../paging/sql-parameters.js';

export interface ThreadView {
  /** SQL over a row of `thread_row`. */
  where(row: string, parameters: SqlParameters): string;
  /** What the view is sorted by, and which way. */
  sort: { column: 'last_at' | 'waiting_since'; direction: 'asc' | 'desc' };
}

const newestFirst = { column: 'last_at', direction: 'desc' } as const;

/** Views over every row that the reader may see; each is backed by a partial index. */
export const threadViews = (agentId: string): Record<ThreadViewName, ThreadView> => ({
  mine: {
    where: (row, parameters) =>
      `${row}.assignee_id = ${parameters.add(agentId)} and ${row}.state <> 'closed'`,
    sort: newestFirst,
  },
  unassigned: {
    where: (row) => `${row}.assignee_id is null and ${row}.state in ('open', 'waiting')`,
    sort: newestFirst,
  },
  all: { where: () => 'true', sort: newestFirst },
  // Whoever waits longest comes first.
  waiting: {
    where: (row) => `${row}.waiting_since is not null`,
    sort: { column: 'waiting_since', direction: 'asc' },
  },
  // No promise can be made yet.
  promised: { where: () => 'false', sort: newestFirst },
  snoozed: { where: (row) => `${row}.state = 'snoozed'`, sort: newestFirst },
  social: {
    where: (row) => `exists (
      select from link spoken join message said on said.anchor_identity_id = spoken.identity_id
      where spoken.person_id = ${row}.person_id and spoken.withdrawn_at is null
        and said.account_group_id = ${row}.account_group_id and said.audience = 'public')`,
    sort: newestFirst,
  },
  closed: { where: (row) => `${row}.state = 'closed'`, sort: newestFirst },
});
