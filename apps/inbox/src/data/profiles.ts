import type { ProfileShown } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { apiBase, request } from './api/request';

/** The server asks the network no sooner again. */
const freshMs = 15 * 60_000;

/** How somebody shows themselves on their network; it may cost, so that it is read only for whoever opened it. */
export const publicProfileQuery = (identityId: string) =>
  queryOptions({
    queryKey: ['public-profile', identityId] as const,
    queryFn: ({ signal }) =>
      request<ProfileShown>(`/identities/${identityId}/profile`, { method: 'POST', signal }),
    // What could not be had is asked for again whenever it is opened.
    staleTime: ({ state }) => (state.data?.profile ? freshMs : 0),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

/** By our own origin; a new photo has a new address. */
export const identityPhotoUrl = (identityId: string, photo: string | null): string | undefined =>
  photo === null ? undefined : `${apiBase}/identities/${identityId}/photo?v=${photo}`;
