import { lazy, Suspense } from 'react';
import type { ListFilter } from '../data/threads/list-filter';
import type { ViewName } from '../data/threads/view-membership';
import { useCommand } from '../keys/active-commands';
import { closeOverlay, openOverlay, useOverlay } from './overlay-state';
import { useSetFilter } from './use-set-filter';

const FilterBar = lazy(() => import('../features/filters/filter-bar'));
const ViewTools = lazy(() => import('../features/views/view-tools'));
const FilterDialog = lazy(() => import('../features/filters/filter-dialog'));

interface ListFiltersProps {
  view: ViewName;
  filter: ListFilter;
  saved: string | undefined;
}

/** What the list is narrowed to, and what asks for more. */
export function ListFilters({ view, filter, saved }: ListFiltersProps) {
  const { setFilter, setSaved } = useSetFilter();
  const isOpen = useOverlay(({ open }) => open === 'filter');
  useCommand('list.filter', () => openOverlay('filter'));
  return (
    <>
      {Object.keys(filter).length > 0 || saved ? (
        <Suspense fallback={null}>
          <FilterBar filter={filter} onFilter={setFilter}>
            <ViewTools view={view} filter={filter} savedId={saved} onSaved={setSaved} />
          </FilterBar>
        </Suspense>
      ) : null}
      {/* Apart: it loses its focus where what stands beside it has to be loaded first. */}
      {isOpen ? (
        <Suspense fallback={null}>
          <FilterDialog filter={filter} onFilter={setFilter} onClose={closeOverlay} />
        </Suspense>
      ) : null}
    </>
  );
}
