import type { ApiTokenView, HealthView, OutboxPage } from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export const outboxQuery = infiniteQueryOptions({
  queryKey: ['outbox'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    request<OutboxPage>('/outbox', { query: { cursor: pageParam }, signal }),
  getNextPageParam: (page: OutboxPage) => page.next ?? undefined,
});

export const healthQuery = queryOptions({
  queryKey: ['health'] as const,
  queryFn: ({ signal }) => request<HealthView>('/health', { signal }),
  refetchInterval: 10_000,
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'] as const,
  queryFn: ({ signal }) => request<{ items: ApiTokenView[] }>('/tokens', { signal }),
});
export const createToken = (body: {
  name: string;
  expiresAt?: string;
}): Promise<ApiTokenView & { secret: string }> => request('/tokens', { method: 'POST', body });
export const revokeToken = (id: string): Promise<void> => request(`/tokens/${id}`, { method: 'DELETE' });
