import type {
  AccountHours,
  AccountHoursList,
  AccountHoursSet,
  BusinessHours,
  BusinessHoursSet,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

/** With when the next day of work begins, which is another one tomorrow. */
export const businessHoursQuery = queryOptions({
  queryKey: ['business-hours'] as const,
  queryFn: ({ signal }) => request<BusinessHours>('/business-hours', { signal }),
  staleTime: 60_000,
});

export const setBusinessHours = (body: BusinessHoursSet): Promise<BusinessHours> =>
  request('/business-hours', { method: 'PUT', body });

/** Of each mailbox and form: its own, or none. */
export const accountHoursQuery = queryOptions({
  queryKey: ['account-hours'] as const,
  queryFn: ({ signal }) => request<AccountHoursList>('/business-hours/accounts', { signal }),
});
export const setAccountHours = (accountId: string, body: AccountHoursSet): Promise<AccountHours> =>
  request(`/accounts/${accountId}/business-hours`, { method: 'PUT', body });
