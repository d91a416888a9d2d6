import type { AccountView } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { requestAll } from '../api/request-all';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'] as const,
  queryFn: ({ signal }) => requestAll<AccountView>('/accounts', signal),
});
