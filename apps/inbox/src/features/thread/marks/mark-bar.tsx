import { t } from '../../../i18n/t';
import { runCommand, useCommand } from '../../../keys/active-commands';
import { announce } from '../../../state/announcer';
import { clearMarks, useMarkedIn } from '../../../state/marked-messages';
import { showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';

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
  if (count === 0) return null;
  return (
    <section
      aria-label={t('marks.title')}
      className="shrink-0 border-t border-line bg-selected px-4 py-2 text-sm max-md:px-3"
    >
      <div className="mx-auto flex max-w-208 flex-wrap items-center gap-2">
        <p role="status" className="min-w-32 flex-1 font-semibold">
          {t('marks.count', { count })}
        </p>
        <Button
          size="small"
          tone="primary"
          command="thread.split-messages"
          onPress={() => void runCommand('thread.split-messages')}
        >
          {t('marks.somebody-else')}
        </Button>
        <Button size="small" onPress={clearMarks}>
          {t('marks.clear')}
        </Button>
      </div>
    </section>
  );
}
