import type { BoardPage } from '@filo/contracts/http';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** The board of public posts as the agent sees it, all of it or what came by one source. */
export const boardQuery = (source?: string) =>
  queryOptions({
    queryKey: ['board', source ?? 'all'] as const,
    queryFn: ({ signal }) => request<BoardPage>('/board', { signal, ...(source && { query: { source } }) }),
    // What moves by itself, such as the last hour.
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
