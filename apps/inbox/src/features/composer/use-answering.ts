import { useEffect } from 'react';
import { messageAround, offerAnswering, requestAnswer } from '../../state/answer-requests';
import { answerMessage } from '../../state/drafts/meant-message';
import { moveFocus } from '../../state/focus-requests';

/** Takes the messages of a thread that are to be answered one by one; answers whether the focus stands in one, which then is. */
export function useAnswering(threadId: string): () => boolean {
  useEffect(
    () =>
      offerAnswering((messageId) => {
        answerMessage(threadId, messageId);
        moveFocus('composer');
      }),
    [threadId],
  );
  return () => {
    const focused = messageAround(document.activeElement);
    if (focused !== undefined) requestAnswer(focused);
    return focused !== undefined;
  };
}
