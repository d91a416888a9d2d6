import type {
  QueryCreate,
  QueryList,
  QueryPatch,
  QueryToTry,
  QueryTrial,
  QueryView,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { type Changed, request, requestChange } from '../api/request';

/** What accounts listen for, and how that does. */
export const queriesQuery = queryOptions({
  queryKey: ['accounts', 'queries'] as const,
  queryFn: ({ signal }) => request<QueryList>('/queries', { signal }),
  // What it found in a day moves by itself.
  refetchInterval: 60_000,
});

export const createQuery = (body: QueryCreate): Promise<QueryView> =>
  request('/queries', { method: 'POST', body });
export const changeQuery = (id: string, body: QueryPatch, undoes?: string): Promise<Changed<QueryView>> =>
  requestChange(`/queries/${id}`, { method: 'PATCH', body, ...(undoes !== undefined && { undoes }) });
export const removeQuery = (id: string): Promise<Changed<void>> =>
  requestChange(`/queries/${id}`, { method: 'DELETE' });
/** What it would find now; stores nothing. */
export const tryQuery = (body: QueryToTry): Promise<QueryTrial> =>
  request('/queries/try', { method: 'POST', body });
