import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useActNow } from '../data/board/board-waiting';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { t } from '../i18n/t';

/** Shows in the browser's tab what must be acted on now in public, and how many people are waiting for this agent. */
export function useTabTitle(): void {
  const { data } = useQuery(threadCountsQuery);
  const mine = data?.mine ?? 0;
  const actNow = useActNow();
  useEffect(() => {
    const parts = [actNow && t('nav.act-now', { count: actNow }), mine > 0 && `(${mine}) ${t('view.mine')}`];
    document.title = [...parts, 'Filo'].filter(Boolean).join(' · ');
  }, [mine, actNow]);
}
