import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { threadCountsQuery } from '../data/threads/thread-queries';
import type { ListFilter, ViewName } from '../data/threads/view-membership';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { EmptyState } from '../ui/empty-state';
import { FirstMessage } from './first-message';

interface EmptyViewProps {
  view: ViewName;
  filter: ListFilter;
  welcome: boolean;
}

/** Why a view is empty and what would fill it. */
export default function EmptyView({ view, filter, welcome }: EmptyViewProps) {
  const { data: counts } = useQuery(threadCountsQuery);
  if (filter.team) return <EmptyState title={t('empty.team')}>{t('empty.team-hint')}</EmptyState>;
  if (view === 'all' || welcome) return <FirstMessage />;
  const unassigned = counts?.unassigned ?? 0;
  return (
    <EmptyState
      title={t(`empty.${view}`)}
      action={
        view === 'mine' && unassigned > 0 ? (
          <Link
            to="/inbox/$view"
            params={{ view: 'unassigned' }}
            search={{}}
            className="text-accent underline"
          >
            {t('empty.mine-action', { count: unassigned })}
          </Link>
        ) : null
      }
    >
      {t(`empty.${view}-hint`)}
    </EmptyState>
  );
}
