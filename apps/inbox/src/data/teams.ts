import type { TeamList } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

export const teamsQuery = queryOptions({
  queryKey: ['teams'] as const,
  queryFn: ({ signal }) => request<TeamList>('/teams', { signal }),
});
