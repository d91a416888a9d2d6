import type { ApiTokenView, HealthView, OutboxPage, Sending } from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';
import { requestAll } from '../api/request-all';

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

/** Whether answers are held back, as after a restore. Nothing tells of it live: it changes a few times in a year. */
export const sendingQuery = queryOptions({
  queryKey: ['sending'] as const,
  queryFn: ({ signal }) => request<Sending>('/sending', { signal }),
  refetchInterval: 30_000,
});
export const holdSending = (held: boolean): Promise<Sending> =>
  request('/sending', { method: 'POST', body: { held } });

export const tokensQuery = queryOptions({
  queryKey: ['tokens'] as const,
  queryFn: ({ signal }) => requestAll<ApiTokenView>('/tokens', signal),
});
export const createToken = (body: {
  name: string;
  expiresAt?: string;
}): Promise<ApiTokenView & { secret: string }> => request('/tokens', { method: 'POST', body });
export const revokeToken = (id: string): Promise<void> => request(`/tokens/${id}`, { method: 'DELETE' });
