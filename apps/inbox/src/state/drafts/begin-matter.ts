import { setComposerMode } from './composer-mode';
import { type Draft, hasContent } from './draft';
import { changeDraft, draftOf } from './draft-store';

/** Whether an unsent answer stands in the thread, which a new message would take the place of. */
export const holdsAnswer = (threadId: string): boolean => {
  const draft = draftOf(threadId, 'reply');
  return hasContent(draft) && !draft?.begins;
};

/** Makes the draft of a thread a message that answers none; its words and files stay, its subject too where it has one. */
export function beginMatter(threadId: string, begins: NonNullable<Draft['begins']>): void {
  setComposerMode(threadId, 'reply');
  const former = draftOf(threadId, 'reply')?.begins;
  const subject = begins.subject || (former?.identityId === begins.identityId ? former.subject : '');
  changeDraft(threadId, 'reply', {
    begins: { ...begins, subject },
    ...{ answersMessageId: null, to: null, cc: [], writtenFor: null },
  });
}
