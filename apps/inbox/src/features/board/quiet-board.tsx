import { duration } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { EmptyState } from '../../ui/empty-state';

/** Nothing was said in public for a while: since when, and what would be here. */
export function QuietBoard({ lastAt }: { lastAt: string | null }) {
  const now = useNow();
  return (
    <EmptyState
      title={
        lastAt ? t('board.quiet-since', { duration: duration(now - Date.parse(lastAt)) }) : t('board.quiet')
      }
    >
      {t('board.quiet-hint')}
    </EmptyState>
  );
}
