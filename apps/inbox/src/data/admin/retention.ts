import type { RetentionList, RetentionPreview } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export interface Retention {
  channel: string;
  /** Null: for ever. */
  days: number | null;
}

export const retentionQuery = queryOptions({
  queryKey: ['retention'] as const,
  queryFn: ({ signal }) => request<RetentionList>('/retention', { signal }),
});

/** How many messages would be removed. */
export const previewRetention = (channel: string, days: number): Promise<RetentionPreview> =>
  request('/retention/preview', { query: { channel, days } });

export const setRetention = (retention: Retention): Promise<RetentionList> =>
  request('/retention', { method: 'POST', body: retention });
