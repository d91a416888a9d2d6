import type { BoardCard, TakenUp } from '@filo/contracts/http';
import { requestChange } from '../api/request';

interface TakenPlace {
  threadId: string;
  messageId: string;
  topicId?: string;
  /** By what it is given up; null: it is not the agent's, a colleague has that matter. */
  change?: string | null;
}

/** Where a card leads; what was only found gets a thread and a topic, which are the agent's, before anything is done with it. */
export const takeUp = async (card: BoardCard): Promise<TakenPlace | undefined> => {
  if (card.heard === 'mention')
    return card.threadId === null ? undefined : { threadId: card.threadId, messageId: card.messageId };
  const { answer, change } = await requestChange<TakenUp>(`/board/${card.id}/take-up`, {
    method: 'POST',
    body: { messageId: card.messageId },
  });
  return { ...answer, change };
};
