import type { MergePreview, MergeUndoPreview, PersonHistory, SplitPreview } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { apiBase, request } from '../api/request';

/** What a merge would move. Read anew each time it is looked at: a choice rests on it. */
export const mergePreviewQuery = (personIds: readonly string[]) =>
  queryOptions({
    queryKey: ['merge-preview', ...personIds] as const,
    queryFn: ({ signal }) =>
      request<MergePreview>('/merges/preview', { method: 'POST', body: { personIds }, signal }),
    enabled: personIds.length > 1,
    staleTime: 0,
    gcTime: 0,
  });

/** What undoing a merge would move back, read anew each time. */
export const mergeUndoPreviewQuery = (changeId: string) =>
  queryOptions({
    queryKey: ['merge-undo-preview', changeId] as const,
    queryFn: ({ signal }) =>
      request<MergeUndoPreview>(`/merges/${changeId}/undo-preview`, { method: 'POST', body: {}, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** Who or what leaves: addresses, or single messages of a shared one. */
type Leaving = { identityIds: readonly string[] } | { messageIds: readonly string[] };

/** Who would stay and who would leave. */
export const splitPreviewQuery = (personId: string, leaving: Leaving) =>
  queryOptions({
    queryKey: ['split-preview', personId, ...Object.values(leaving).flat()] as const,
    queryFn: ({ signal }) =>
      request<SplitPreview>('/splits/preview', { method: 'POST', body: { personId, ...leaving }, signal }),
    enabled: Object.values(leaving).flat().length > 0,
    staleTime: 0,
    gcTime: 0,
  });

export const personHistoryQuery = (personId: string) =>
  queryOptions({
    queryKey: ['person-history', personId] as const,
    queryFn: ({ signal }) => request<PersonHistory>(`/people/${personId}/history`, { signal }),
  });

/** The links of a person as a table, to keep. */
export const historyCsvUrl = (personId: string): string => `${apiBase}/people/${personId}/history?format=csv`;
