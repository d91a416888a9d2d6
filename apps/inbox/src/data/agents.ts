import type { AgentView } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

export const agentsQuery = queryOptions({
  queryKey: ['agents'] as const,
  queryFn: ({ signal }) => request<{ items: AgentView[] }>('/agents', { signal }),
});
