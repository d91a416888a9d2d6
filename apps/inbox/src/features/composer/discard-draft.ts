import { t } from '../../i18n/t';
import { type DraftMode, hasContent, renewed } from '../../state/drafts/draft';
import { changeDraft, draftOf, dropDraft } from '../../state/drafts/draft-store';
import { whereFree } from '../../state/drafts/where-free';
import { showToast } from '../../state/toasts';

/** Drops a draft, which can be taken back for as long as the toast's undo lasts, and where nothing else was written since. */
export function discardDraft(threadId: string, mode: DraftMode): void {
  const draft = draftOf(threadId, mode);
  dropDraft(threadId, mode);
  if (draft && hasContent(draft))
    showToast({
      tone: 'done',
      text: t('composer.discarded'),
      undo: whereFree(threadId, mode, () => changeDraft(threadId, mode, renewed(draft))),
    });
}
