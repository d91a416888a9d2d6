import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { t } from '../i18n/t';

/** Shows in the browser's tab how many people are waiting for this agent. */
export function useTabTitle(): void {
  const { data } = useQuery(threadCountsQuery);
  const mine = data?.mine ?? 0;
  useEffect(() => {
    document.title = mine > 0 ? `(${mine}) ${t('view.mine')} · Filo` : 'Filo';
  }, [mine]);
}
