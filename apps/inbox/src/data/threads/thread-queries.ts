import type {
  MessagePage,
  ReplyOptions,
  ThreadCounts,
  ThreadDetail,
  ThreadMatching,
  ThreadPage,
} from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';
import { ages, type ListFilter } from './list-filter';
import type { ViewName } from './view-membership';

const firstPage = undefined as string | undefined;

export const threadListQuery = (view: ViewName, filter: ListFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['thread-lists', view, filter] as const,
    initialPageParam: firstPage,
    queryFn: ({ pageParam, signal }) =>
      request<ThreadPage>('/threads', { query: { view, ...filter, cursor: pageParam, limit: 50 }, signal }),
    getNextPageParam: (page: ThreadPage) => page.next ?? undefined,
    refetchInterval: ages(filter) ? 60_000 : false,
  });

export const threadCountsQuery = queryOptions({
  queryKey: ['thread-counts'] as const,
  queryFn: ({ signal }) => request<ThreadCounts>('/threads/counts', { signal }),
});

/** How many a list shows on all its pages. */
export const matchingQuery = (view: ViewName, filter: ListFilter) =>
  queryOptions({
    queryKey: ['thread-counts', 'matching', view, filter] as const,
    queryFn: ({ signal }) =>
      request<ThreadMatching>('/threads/matching', { query: { view, ...filter }, signal }),
  });

export const readThread = (id: string, signal?: AbortSignal): Promise<ThreadDetail> =>
  request<ThreadDetail>(`/threads/${id}`, signal ? { signal } : {});

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: ['thread', id] as const,
    queryFn: ({ signal }) => readThread(id, signal),
  });

export const readMessages = (id: string, before?: string, signal?: AbortSignal): Promise<MessagePage> =>
  request<MessagePage>(`/threads/${id}/messages`, {
    query: { before, limit: 50 },
    ...(signal ? { signal } : {}),
  });

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', id] as const,
    initialPageParam: firstPage,
    queryFn: ({ pageParam, signal }) => readMessages(id, pageParam, signal),
    getNextPageParam: (page: MessagePage) => page.next ?? undefined,
  });

type MessagePlace = { around: string } | { before: string } | { after: string };

/** The thread from one of its messages on, in both directions. */
export const messagesAroundQuery = (id: string, messageId: string) =>
  infiniteQueryOptions({
    queryKey: ['messages-around', id, messageId] as const,
    initialPageParam: { around: messageId } as MessagePlace,
    queryFn: ({ pageParam, signal }) =>
      request<MessagePage>(`/threads/${id}/messages`, { query: { ...pageParam, limit: 50 }, signal }),
    getNextPageParam: (page: MessagePage) => (page.next === null ? undefined : { before: page.next }),
    getPreviousPageParam: (page: MessagePage) =>
      page.previous === null ? undefined : { after: page.previous },
  });

/** Of an answer to one message, else to the newest in the topic that is on the screen, else in the whole thread; which of both is answered by default is told in any case; with `begins`, of a message to that address which answers none and may take another along. */
export const replyOptionsQuery = (
  id: string,
  topicId: string | null,
  about: string | null | { begins: string; carries?: string },
) => {
  const query =
    about !== null && typeof about === 'object'
      ? about
      : { topicId, ...(about !== null && { messageId: about }) };
  return queryOptions({
    queryKey: ['reply-options', id, query] as const,
    queryFn: ({ signal }) => request<ReplyOptions>(`/threads/${id}/reply-options`, { query, signal }),
  });
};
