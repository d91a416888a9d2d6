import type { AuditArea, AuditPage } from '@filo/contracts/http';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export interface AuditFilter {
  area?: AuditArea | undefined;
  /** What this agent did. */
  agentId?: string | undefined;
}

/** Read anew whenever the page is opened: nothing tells of it live. */
export const auditLog = ({ area, agentId }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', area ?? 'all', agentId ?? 'all'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>('/audit', { query: { cursor: pageParam, area, agentId }, signal }),
    getNextPageParam: (page: AuditPage) => page.next ?? undefined,
    staleTime: 0,
  });
