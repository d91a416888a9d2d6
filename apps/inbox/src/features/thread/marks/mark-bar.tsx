import { lazy, Suspense } from 'react';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { announce } from '../../../state/announcer';
import { clearMarks, useMarkedIn } from '../../../state/marked-messages';
import { showToast } from '../../../state/toasts';

// Few mark messages at all.
const MarkedActions = lazy(() => import('./marked-actions'));

/** Marks the message that has the focus by its own box, so that key and pointer do the same. */
function markFocused(): void {
  const article = document.activeElement?.closest('article[data-message-id]');
  const box = article?.querySelector<HTMLInputElement>('input[data-mark]');
  if (box) {
    box.click();
    announce(t(box.checked ? 'marks.marked' : 'marks.unmarked'));
    return;
  }
  showToast({ tone: 'done', text: t(article ? 'marks.theirs-only' : 'marks.go-to-one') });
}

/** What can be done with the messages that are marked; it stands there while any is. */
export function MarkBar({ threadId }: { threadId: string }) {
  const { length: count } = useMarkedIn(threadId);
  useCommand('thread.mark', markFocused);
  useCommand('thread.leave', clearMarks, count > 0);
  return count === 0 ? null : (
    <Suspense fallback={null}>
      <MarkedActions count={count} />
    </Suspense>
  );
}
