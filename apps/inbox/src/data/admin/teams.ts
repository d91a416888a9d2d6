import type {
  AccountRouting,
  AccountRoutingSet,
  TeamCreate,
  TeamPatch,
  TeamView,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export const makeTeam = (body: TeamCreate): Promise<TeamView> => request('/teams', { method: 'POST', body });
export const changeTeam = (id: string, body: TeamPatch): Promise<TeamView> =>
  request(`/teams/${id}`, { method: 'PATCH', body });
export const removeTeam = (id: string): Promise<void> => request(`/teams/${id}`, { method: 'DELETE' });
/** With all that it had. */
export const restoreTeam = (id: string): Promise<TeamView> =>
  request(`/teams/${id}/restore`, { method: 'POST' });

/** Whose what comes in by an account is. Never kept: whoever opens it again sets it on what it is then. */
export const accountRoutingQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['account-routing', accountId] as const,
    queryFn: ({ signal }) => request<AccountRouting>(`/accounts/${accountId}/routing`, { signal }),
    gcTime: 0,
  });
export const setAccountRouting = (accountId: string, body: AccountRoutingSet): Promise<AccountRouting> =>
  request(`/accounts/${accountId}/routing`, { method: 'PUT', body });
