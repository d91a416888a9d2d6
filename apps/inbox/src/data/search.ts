import type { SearchPage } from '@filo/contracts/http';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { request } from './api/request';

/** People and messages by their words; what was found last stays until the answer is there. */
export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<SearchPage>('/search', { query: { q, cursor: pageParam }, signal }),
    getNextPageParam: (page: SearchPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    // Mail comes at any time, and the same words asked again are asked anew.
    staleTime: 5_000,
  });
