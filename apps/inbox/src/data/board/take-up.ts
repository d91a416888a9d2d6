import type { BoardCard, TakenUp } from '@filo/contracts/http';
import { request } from '../api/request';

/** Where a card leads; what was only found gets a thread and a topic, which are the agent's, before anything is done with it. */
export const takeUp = async (
  card: BoardCard,
): Promise<{ threadId: string; messageId: string; topicId?: string } | undefined> => {
  if (card.heard === 'mention')
    return card.threadId === null ? undefined : { threadId: card.threadId, messageId: card.messageId };
  return request<TakenUp>(`/board/${card.id}/take-up`, {
    method: 'POST',
    body: { messageId: card.messageId },
  });
};
