import type { ReplyOptions } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { hasCode } from '../../data/api/api-error';
import { replyOptionsQuery } from '../../data/threads/thread-queries';
import { useDraft } from '../../state/drafts/draft-store';
import { fromChosenAccount } from '../../state/drafts/fitting-choices';
import { useBegunAddress, useMeantMessage } from '../../state/drafts/meant-message';

interface Options {
  options: ReplyOptions | undefined;
  /** They are those of the message that was answered a moment ago: good to look at, not to send by. */
  areFormer: boolean;
  /** What the draft answers is not in this thread any more. */
  isGone: boolean;
}

/** Whom a reply reaches by default and whom an agent may add: the answer to the message that the draft names, or to the newest. */
export function useReplyOptions(threadId: string, topicId: string | null): Options {
  const meant = useMeantMessage(threadId);
  const begins = useBegunAddress(threadId);
  const draft = useDraft(threadId, 'reply');
  const carries = draft?.begins?.carries?.messageId;
  const { data, error, isPlaceholderData } = useQuery({
    ...replyOptionsQuery(
      threadId,
      topicId,
      begins === null ? meant : { begins, ...(carries !== undefined && { carries }) },
    ),
    // The field stays as it is while another message of the same person is chosen.
    placeholderData: (former, query) => (query?.queryKey[1] === threadId ? former : undefined),
  });
  const accountId = draft?.accountId;
  const options = useMemo(() => data && fromChosenAccount(data, accountId), [data, accountId]);
  return { options, areFormer: isPlaceholderData, isGone: hasCode(error, 'unknown-reference') };
}
