import type { ThreadFilter } from '@filo/contracts/http';

/** What of a view is listed and in which order, as the address and the server name it. */
export type ListFilter = ThreadFilter;

export const severalOf = (text: string | undefined): string[] => text?.split(',') ?? [];

const named = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w-]+(,[\w-]+)*$/.test(value) ? value : undefined;

/** The filter that an address names; what is none is left out. */
export function readFilter(search: Record<string, unknown>): ListFilter {
  const filter: Record<string, unknown> = {};
  for (const key of ['team', 'agent', 'channel', 'tag']) {
    const value = named(search[key]);
    if (value !== undefined) filter[key] = value;
  }
  const { waiting, promise, sort } = search;
  if (Number.isInteger(waiting) && (waiting as number) > 0) filter['waiting'] = waiting;
  if (promise === 'late') filter['promise'] = promise;
  if (sort === 'newest' || sort === 'oldest') filter['sort'] = sort;
  return filter;
}

/** Whether it lists less than its view, or than what is a team's. */
export const narrows = ({ team: _team, sort: _sort, ...rest }: ListFilter): boolean =>
  Object.keys(rest).length > 0;

/** Whether the clock alone brings rows into its list. */
export const ages = ({ waiting, promise }: ListFilter): boolean =>
  waiting !== undefined || promise !== undefined;

/** Whether two filters list the same, in the same order. */
export const alike = (one: ListFilter, other: ListFilter): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());
