import type { AccountFormList } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/request';

const accountFormsQuery = queryOptions({
  queryKey: ['account-forms'] as const,
  queryFn: ({ signal }) => request<AccountFormList>('/channels/account-forms', { signal }),
});

const [firstMs, longestMs] = [2_000, 60_000];

/** What connectors have filled in for an account. Asked again, ever more rarely: one may have been started only now. */
export const useAccountForms = () =>
  useQuery({
    ...accountFormsQuery,
    refetchInterval: ({ state: { dataUpdateCount, errorUpdateCount } }) =>
      Math.min(longestMs, firstMs * 2 ** (dataUpdateCount + errorUpdateCount)),
  });
