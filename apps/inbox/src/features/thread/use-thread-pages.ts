import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { messagesAroundQuery, messagesQuery } from '../../data/threads/thread-queries';

/** What is loaded of a thread, oldest first, from its end or from one of its messages on. */
export function useThreadPages(threadId: string, messageId: string | null) {
  const atEnd = useInfiniteQuery({ ...messagesQuery(threadId), enabled: messageId === null });
  const around = useInfiniteQuery({
    ...messagesAroundQuery(threadId, messageId ?? ''),
    enabled: messageId !== null,
  });
  const query = messageId === null ? atEnd : around;
  const pages = useMemo(() => (query.data?.pages ?? []).toReversed(), [query.data]);
  const older = () => void query.fetchNextPage({ cancelRefetch: false });
  const newer = () => void query.fetchPreviousPage({ cancelRefetch: false });
  return {
    query,
    pages,
    older: query.hasNextPage ? older : undefined,
    newer: query.hasPreviousPage ? newer : undefined,
  };
}
