import type { QuarantinePage } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export const readQuarantine = (spam: boolean, cursor?: string, signal?: AbortSignal) =>
  request<QuarantinePage>('/quarantine', {
    query: { cursor, spam: String(spam) },
    ...(signal ? { signal } : {}),
  });

/** How much waits; live events keep it fresh. */
export const quarantineWaitingQuery = queryOptions({
  queryKey: ['quarantine-waiting'] as const,
  queryFn: async ({ signal }) =>
    (await readQuarantine(false, undefined, signal)).items.filter((item) => item.state === 'waiting').length,
});
