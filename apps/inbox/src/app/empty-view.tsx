import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { type ListFilter, narrows } from '../data/threads/list-filter';
import type { ViewName } from '../data/threads/view-membership';
import { FilterChips } from '../features/filters/filter-chips';
import { useFilterParts } from '../features/filters/filter-parts';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { EmptyState } from '../ui/empty-state';
import { FirstMessage } from './first-message';
import { useSetFilter } from './use-set-filter';

interface EmptyViewProps {
  view: ViewName;
  filter: ListFilter;
  welcome: boolean;
}

/** Why a view is empty and what would fill it. */
export default function EmptyView({ view, filter, welcome }: EmptyViewProps) {
  const { data: counts } = useQuery(threadCountsQuery);
  if (narrows(filter)) return <NothingLeft view={view} filter={filter} />;
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

/** Nobody of the view is what was asked for: what was asked can be dropped one by one. */
function NothingLeft({ view, filter }: { view: ViewName; filter: ListFilter }) {
  const { setFilter } = useSetFilter();
  const parts = useFilterParts(filter).filter(({ kind }) => kind !== 'sort');
  return (
    <EmptyState
      title={t('empty.filtered', { view: t(`view.${view}`) })}
      action={
        <div role="group" aria-label={t('filter.active')} className="flex flex-wrap justify-center gap-2">
          <FilterChips filter={filter} parts={parts} onFilter={setFilter} />
        </div>
      }
    >
      {t('empty.filtered-hint')}
    </EmptyState>
  );
}
