import { setComposerMode } from './composer-mode';
import { changeDraft, draftOf, slot, useDrafts } from './draft-store';

/** The message that the reply to a person answers, where one was chosen; null: the newest one. */
export const useMeantMessage = (threadId: string): string | null =>
  useDrafts((state) => state.drafts[slot(threadId, 'reply')]?.answersMessageId ?? null);

/**
 * Makes the reply to a person one to this message; null: to the newest. Its words and files stay; recipients that were added for another message,
 * perhaps of another network, do not.
 */
export function answerMessage(threadId: string, messageId: string | null): void {
  setComposerMode(threadId, 'reply');
  if ((draftOf(threadId, 'reply')?.answersMessageId ?? null) === messageId) return;
  // Who points at a message sees who reads an answer to it; who lets go of one may not.
  const shown = messageId === null ? {} : { writtenFor: null };
  changeDraft(threadId, 'reply', { answersMessageId: messageId, to: null, cc: [], ...shown });
}
