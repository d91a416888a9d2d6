import { t } from '../../i18n/t';
import { type DraftMode, hasContent, renewed } from '../../state/drafts/draft';
import { changeDraft, draftOf, dropDraft } from '../../state/drafts/draft-store';
import { showToast } from '../../state/toasts';

/** Drops a draft, which can be taken back for as long as the toast stays. */
export function discardDraft(threadId: string, mode: DraftMode): void {
  const draft = draftOf(threadId, mode);
  dropDraft(threadId, mode);
  if (draft && hasContent(draft))
    showToast({
      tone: 'done',
      text: t('composer.discarded'),
      undo: () => changeDraft(threadId, mode, renewed(draft)),
    });
}
