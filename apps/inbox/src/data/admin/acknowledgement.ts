import type { Acknowledgement, AcknowledgementSet } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** Never kept: whoever opens it again sets it on what it is then. */
export const acknowledgementQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['acknowledgement', accountId] as const,
    queryFn: ({ signal }) => request<Acknowledgement>(`/accounts/${accountId}/acknowledgement`, { signal }),
    gcTime: 0,
  });
export const setAcknowledgement = (accountId: string, body: AcknowledgementSet): Promise<Acknowledgement> =>
  request(`/accounts/${accountId}/acknowledgement`, { method: 'PUT', body });
