import type { Watch, WatchList } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** Public conversations that the agent watches, with what is new to them in each. */
export const watchesQuery = queryOptions({
  queryKey: ['watches'] as const,
  queryFn: ({ signal }) => request<WatchList>('/watches', { signal }),
});

/** Something came into it that its agent has not seen. */
export const hasNews = ({ said, reached }: Watch): boolean => said > 0 || reached.length > 0;
