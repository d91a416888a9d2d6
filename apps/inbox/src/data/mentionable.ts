import type { Mentionable } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

/** Whom a note into a thread, or into a topic of it, can name, and who of them may read it. */
export const mentionableQuery = (threadId: string, topicId: string | null) =>
  queryOptions({
    queryKey: ['mentionable', threadId, topicId] as const,
    queryFn: ({ signal }) =>
      request<Mentionable>(`/threads/${threadId}/mentionable${topicId ? `?topicId=${topicId}` : ''}`, {
        signal,
      }),
    staleTime: 60_000,
  });
