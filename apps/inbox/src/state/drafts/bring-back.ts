import { changeDraft, draftOf } from './draft-store';
import { forgetFormatting, type KeptFormatting, makePlain } from './kept-formatting';

/** The reply as it was formatted; its pictures stand in the text again. Answers how to go on with the plain words after all. */
export function bringBack(threadId: string, { text, doc, pictures }: KeptFormatting): () => void {
  const { text: plain = '', attachments = [] } = draftOf(threadId, 'reply') ?? {};
  const inText = new Set(Object.values(pictures).map(({ id }) => id));
  const others = attachments.filter(({ id }) => !inText.has(id));
  changeDraft(threadId, 'reply', { text, doc, pictures, attachments: others });
  forgetFormatting(threadId);
  return () => makePlain(threadId, plain);
}
