import type { AgentView } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { requestAll } from './api/request-all';

export const agentsQuery = queryOptions({
  queryKey: ['agents'] as const,
  queryFn: ({ signal }) => requestAll<AgentView & { away: boolean }>('/agents', signal),
});
