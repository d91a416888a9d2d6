import type { BoardColumn, BoardPage } from '@filo/contracts/http';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** How many cards an agent has asked to see of a column; one that is not named has the number that all have at first. */
export type ColumnSizes = Partial<Record<BoardColumn, number>>;

/** The board of public posts as the agent sees it, all of it, what came by one source, or what they watch. */
export const boardQuery = (source?: string, watched?: boolean, sizes: ColumnSizes = {}) =>
  queryOptions({
    queryKey: ['board', watched ? 'watched' : (source ?? 'all'), sizes] as const,
    queryFn: ({ signal }) => request<BoardPage>('/board', { signal, query: { source, watched, ...sizes } }),
    // What moves by itself, such as the last hour.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
