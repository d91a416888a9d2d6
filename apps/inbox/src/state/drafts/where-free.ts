import { t } from '../../i18n/t';
import { showToast } from '../toasts';
import { type DraftMode, hasContent } from './draft';
import { draftOf } from './draft-store';

/** Brings a draft back only where nothing else was written since; else it says so, and can be tried again. */
export function whereFree(threadId: string, mode: DraftMode, back: () => void): () => void {
  const undo = () => {
    if (hasContent(draftOf(threadId, mode)))
      showToast({ tone: 'problem', text: t('composer.not-returned'), undo });
    else back();
  };
  return undo;
}
