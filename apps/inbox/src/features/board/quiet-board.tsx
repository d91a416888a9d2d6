import { duration } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { EmptyState } from '../../ui/empty-state';

/** Nothing was said in public for a while: since when, and what would be here. */
export function QuietBoard({ lastAt }: { lastAt: string | null }) {
  const now = useNow();
  return (
    <EmptyState title={lastAt ? saySince(lastAt, now) : t('board.quiet')}>{t('board.quiet-hint')}</EmptyState>
  );
}

/** Above what is handled, while nothing waits. */
export function QuietLine({ lastAt }: { lastAt: string }) {
  const now = useNow();
  return <p className="mb-4 text-sm text-ink-2">{saySince(lastAt, now)}</p>;
}

const saySince = (lastAt: string, now: number): string =>
  t('board.quiet-since', { duration: duration(now - Date.parse(lastAt)) });
