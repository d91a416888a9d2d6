import type { BoardPage } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** The board of public posts as the agent sees it. */
export const boardQuery = queryOptions({
  queryKey: ['board'] as const,
  queryFn: ({ signal }) => request<BoardPage>('/board', { signal }),
  // What moves by itself, such as the last hour.
  refetchInterval: 60_000,
});
