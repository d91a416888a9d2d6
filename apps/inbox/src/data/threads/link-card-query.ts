import type { LinkCardShown, LinkCardWanted } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** The server reads the page no sooner again. */
const freshMs = 10 * 60_000;
/** One may hold a picture. */
const forgottenMs = 10 * 60_000;

/** How an answer in this thread will show a link. Each asks a page of others, so that it is asked for only where it is shown. */
export const linkCardQuery = (threadId: string, wanted: LinkCardWanted) =>
  queryOptions({
    queryKey: ['link-card', threadId, wanted] as const,
    queryFn: ({ signal }) =>
      request<LinkCardShown>(`/threads/${threadId}/link-card`, {
        method: 'POST',
        body: wanted,
        signal,
      }),
    staleTime: ({ state }) => (state.data?.card ? freshMs : 0),
    gcTime: forgottenMs,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
