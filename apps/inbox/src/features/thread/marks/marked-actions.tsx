import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { runCommand } from '../../../keys/active-commands';
import { clearMarks } from '../../../state/marked-messages';
import { Button } from '../../../ui/button';

/** How many messages are marked, and what they can be said to be. */
export default function MarkedActions({ count }: { count: number }) {
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
