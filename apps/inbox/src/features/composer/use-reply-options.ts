import type { ReplyOptions } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { replyOptionsQuery } from '../../data/threads/thread-queries';

/** Whom a reply reaches by default and whom an agent may add. */
export function useReplyOptions(
  threadId: string,
  topicId: string | null,
): { options: ReplyOptions | undefined } {
  const { data } = useQuery(replyOptionsQuery(threadId, topicId));
  return { options: data };
}
