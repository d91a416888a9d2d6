import { useSelection } from '../selection';
import { setComposerMode } from './composer-mode';
import { hasContent } from './draft';
import { changeDraft, draftOf, slot, useDrafts } from './draft-store';

/** The message that the reply to a person answers, where one was chosen; null: the newest one. */
export const useMeantMessage = (threadId: string): string | null =>
  useDrafts((state) => state.drafts[slot(threadId, 'reply')]?.answersMessageId ?? null);

/** The address to which the draft begins a matter; null: it is an answer. */
export const useBegunAddress = (threadId: string): string | null =>
  useDrafts((state) => state.drafts[slot(threadId, 'reply')]?.begins?.identityId ?? null);

/**
 * Makes the reply to a person one to this message; null: to the newest. Its words and files stay; recipients that were added for another message,
 * perhaps of another network, do not.
 */
export function answerMessage(threadId: string, messageId: string | null): void {
  setComposerMode(threadId, 'reply');
  opened.delete(threadId);
  mean(threadId, messageId);
}

/** By person, the message at which their thread was opened, while an answer is one to that because of it. */
const opened = new Map<string, string>();

/**
 * Whoever opens a thread at a message to see to it answers that one, until they pick another or go to somebody else. Words that stand in the field
 * already answer what they answered.
 */
export function answerOpened(threadId: string, messageId: string): void {
  if (hasContent(draftOf(threadId, 'reply'))) return;
  opened.set(threadId, messageId);
  mean(threadId, messageId);
}

useSelection.subscribe(({ personId }, { personId: left }) => {
  if (left === null || left === personId) return;
  const messageId = opened.get(left);
  opened.delete(left);
  const draft = draftOf(left, 'reply');
  if (messageId !== undefined && draft?.answersMessageId === messageId && !hasContent(draft))
    mean(left, null);
});

function mean(threadId: string, messageId: string | null): void {
  const draft = draftOf(threadId, 'reply');
  if ((draft?.answersMessageId ?? null) === messageId && !draft?.begins) return;
  // Who points at a message sees who reads an answer to it; who lets go of one may not.
  const shown = messageId === null ? {} : { writtenFor: null };
  changeDraft(threadId, 'reply', { answersMessageId: messageId, begins: null, to: null, cc: [], ...shown });
}
