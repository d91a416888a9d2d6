import { useState } from 'react';
import { type DraftMode, hasContent } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';

/** On a phone the composer leaves the room to what was said, until somebody comes to write; then it stays as it is. */
export function useUnfolded(threadId: string, mode: DraftMode) {
  const [touched, setTouched] = useState(false);
  const written = hasContent(useDraft(threadId, mode));
  return {
    'data-folded': touched || written ? undefined : true,
    onFocusCapture: () => setTouched(true),
  };
}
