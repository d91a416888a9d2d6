import type { PointerView } from '@filo/contracts/http';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { dismissAnswer } from '../../../data/links/answers';
import { messagesQuery } from '../../../data/threads/thread-queries';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** The newest answer to this thread that came from another address and that this agent has not put away. */
export function useAnswer(personId: string): { answer: PointerView | undefined; hide(): void } {
  const client = useQueryClient();
  const { data } = useInfiniteQuery(messagesQuery(personId));
  const answer = (data?.pages ?? [])
    .flatMap((page) => page.pointers)
    .filter(({ answeredBy, threadId, dismissed }) => answeredBy !== null && threadId !== null && !dismissed)
    .toSorted((a, b) => Date.parse(b.sortAt) - Date.parse(a.sortAt))[0];
  const put = async (messageId: string, dismissed: boolean) => {
    try {
      await dismissAnswer(client, { personId, messageId, dismissed });
      if (dismissed)
        showToast({ tone: 'done', text: t('answer.hidden'), undo: () => void put(messageId, false) });
    } catch (error) {
      showProblem(explain(error));
    }
  };
  return { answer, hide: () => answer && void put(answer.messageId, true) };
}
