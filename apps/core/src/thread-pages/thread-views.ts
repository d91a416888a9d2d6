import type { ThreadSort, ThreadViewName } from '@filo/contracts/http';
import type { SqlParameters } from '../paging/sql-parameters.js';
import type { ThreadQuery } from './thread-query.js';

export interface ThreadView {
  /** SQL over a row of `thread_row`. */
  where(row: string, parameters: SqlParameters): string;
  /** What the view is sorted by, and which way: an instant that every row of it has. */
  sort: { by(row: string): string; direction: 'asc' | 'desc' };
}

const newestFirst: ThreadView['sort'] = { by: (row) => `${row}.last_at`, direction: 'desc' };
/** Whoever waits longest comes first; see `turn` in threads/thread-facts.ts. */
const turnFirst: ThreadView['sort'] = { by: (row) => `${row}.turn_at`, direction: 'asc' };

/** For a word of ours, or for what we promised by then. */
const waitsSince = (row: string): string => `least(${row}.waiting_since, ${row}.promise_due)`;

/** Views over every row that the reader may see; each is backed by a partial index. */
export const threadViews = (agentId: string): Record<ThreadViewName, ThreadView> => ({
  mine: {
    // Whoever has any of its matters, not only the most urgent one; what is snoozed comes back.
    where: (row, parameters) =>
      `${row}.assignee_ids @> array[${parameters.add(agentId)}::uuid] and ${row}.assignee_ids <> '{}'`,
    sort: turnFirst,
  },
  unassigned: {
    where: (row) => `${row}.assignee_id is null and ${row}.state in ('open', 'waiting')`,
    sort: turnFirst,
  },
  all: { where: () => 'true', sort: newestFirst },
  waiting: { where: (row) => `${waitsSince(row)} <= now()`, sort: { by: waitsSince, direction: 'asc' } },
  // Late ones first.
  promised: {
    where: (row) => `${row}.promise_due is not null`,
    sort: { by: (row) => `${row}.promise_due`, direction: 'asc' },
  },
  snoozed: {
    where: (row) => `${row}.snoozed_until is not null`,
    sort: { by: (row) => `${row}.snoozed_until`, direction: 'asc' },
  },
  social: {
    where: (row) => `exists (
      select from link spoken join message said on said.anchor_identity_id = spoken.identity_id
      where spoken.person_id = ${row}.person_id and spoken.withdrawn_at is null
        and said.account_group_id = ${row}.account_group_id and said.audience = 'public')`,
    sort: newestFirst,
  },
  closed: { where: (row) => `${row}.state = 'closed'`, sort: newestFirst },
});

const sorts: Record<ThreadSort, ThreadView['sort']> = {
  newest: newestFirst,
  oldest: { ...newestFirst, direction: 'asc' },
};

/** What of a view is open and a team's; all that is a team's stands by whose turn it is. What was asked for comes first. */
export const teamView = (
  view: ThreadView,
  { view: name, team, sort }: Pick<ThreadQuery, 'view' | 'team' | 'sort'>,
): ThreadView => {
  if (team === undefined) return sort === undefined ? view : { ...view, sort: sorts[sort] };
  return {
    where: (row, parameters) =>
      `${view.where(row, parameters)} and ${row}.team_ids @> array[${parameters.add(team)}::uuid] and ${row}.team_ids <> '{}'
         and exists (select from team t where t.id = ${parameters.add(team)}::uuid and t.removed_at is null)`,
    sort: sort === undefined ? (name === 'all' ? turnFirst : view.sort) : sorts[sort],
  };
};
