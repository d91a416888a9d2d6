import type {
  QuarantineContent,
  QuarantineItem,
  QuarantinePage,
  QuarantineReport,
} from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Changed, request, requestChange } from '../api/request';
import { readQuarantine } from './quarantine-waiting';

export const quarantineQuery = infiniteQueryOptions({
  queryKey: ['quarantine'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => readQuarantine(false, pageParam, signal),
  getNextPageParam: (page: QuarantinePage) => page.next ?? undefined,
});

/** What waits since its sender is blocked: it counts nowhere. */
export const spamQuery = infiniteQueryOptions({
  queryKey: ['spam'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => readQuarantine(true, pageParam, signal),
  getNextPageParam: (page: QuarantinePage) => page.next ?? undefined,
});

/** What waits of these addresses among what came last. */
export const readHeldOf = async (keys: readonly string[]): Promise<string[]> =>
  (await readQuarantine(false)).items
    .filter(({ state, sender }) => state === 'waiting' && sender !== null && keys.includes(sender.key))
    .map(({ id }) => id);

/** What an item says, read when somebody wants to look at it. */
export const quarantineContentQuery = (id: string) =>
  queryOptions({
    queryKey: ['quarantine-content', id] as const,
    queryFn: ({ signal }) => request<QuarantineContent>(`/quarantine/${id}/content`, { signal }),
    staleTime: Infinity,
  });

export const replayItem = (
  id: string,
): Promise<{ ok: boolean; reason: string | null; item: QuarantineItem }> =>
  request(`/quarantine/${id}/replay`, { method: 'POST' });
export const blockSender = (
  id: string,
  blocked: boolean,
  undoes?: string,
): Promise<Changed<QuarantineItem>> =>
  requestChange(`/quarantine/${id}/block`, {
    ...{ method: 'POST', body: { blocked }, ...(undoes !== undefined && { undoes }) },
  });
export const reportItem = (id: string, as: QuarantineReport['as']): Promise<QuarantineItem> =>
  request(`/quarantine/${id}/report`, { method: 'POST', body: { as } });
export const discardItem = (id: string): Promise<unknown> =>
  request(`/quarantine/${id}/discard`, { method: 'POST' });
