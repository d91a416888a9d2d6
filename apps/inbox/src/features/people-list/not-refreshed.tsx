import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** What is shown is what was read before. */
export default function NotRefreshed({ at, onRetry }: { at: number; onRetry(): void }) {
  return (
    <p role="alert" className="flex items-center gap-2 bg-warn-bg px-4 py-1.5 text-sm text-warn">
      <span className="flex-1">
        {t('list.not-refreshed', { at: mediumWhen(new Date(at).toISOString()) })}
      </span>
      <Button size="small" tone="quiet" onPress={onRetry}>
        {t('action.retry')}
      </Button>
    </p>
  );
}
