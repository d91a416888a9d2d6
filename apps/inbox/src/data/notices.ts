import type { NoticeList, NoticesRead, NoticesReadDone, ThreadFollow } from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

const pageSize = 50;

/** What this agent was told, the newest first. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices'] as const,
  queryFn: ({ pageParam, signal }) =>
    request<NoticeList>(
      `/notices?limit=${pageSize}${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      { signal },
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

export const markNotices = (body: NoticesRead): Promise<NoticesReadDone> =>
  request<NoticesReadDone>('/notices/read', { method: 'POST', body });

/** Whether this agent is told of what comes into a thread. */
export const followQuery = (threadId: string) =>
  queryOptions({
    queryKey: ['follow', threadId] as const,
    queryFn: ({ signal }) => request<ThreadFollow>(`/threads/${threadId}/follow`, { signal }),
  });

export const writeFollow = (threadId: string, following: boolean): Promise<ThreadFollow> =>
  request<ThreadFollow>(`/threads/${threadId}/follow`, { method: 'PUT', body: { following } });
