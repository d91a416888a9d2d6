import { lazy, Suspense } from 'react';
import type { ListFilter, ViewName } from '../data/threads/view-membership';
import { ListColumn } from '../features/people-list/list-column';
import { PeopleList } from '../features/people-list/people-list';
import type { FoundPlace } from '../features/search/found-items';
import { moveFocus } from '../state/focus-requests';
import { Skeleton } from '../ui/skeleton';
import { ListFilters } from './list-filters';
import { useFoundNavigation } from './use-found-navigation';
import { useInboxNavigation } from './use-inbox-navigation';
import { useListTitle } from './use-list-title';

const EmptyView = lazy(() => import('./empty-view'));
const SearchResults = lazy(() => import('../features/search/search-results'));
const BulkPart = lazy(() => import('./bulk-part'));
const ListKeys = lazy(() => import('./list-keys'));
const noop = () => undefined;

interface InboxListProps {
  view: ViewName;
  filter: ListFilter;
  /** The saved view that it is. */
  saved: string | undefined;
  q: string;
  welcome: boolean;
}

/** The first pane: the people of a view, or in their place what a search has found. */
export function InboxList({ view, filter, saved, q, welcome }: InboxListProps) {
  const { title, count } = useListTitle(view, filter, saved);
  const { search } = useInboxNavigation();
  const { openFound } = useFoundNavigation();
  const open = (place: FoundPlace) => {
    openFound(place);
    moveFocus('thread');
  };
  return (
    <ListColumn view={view} title={title} count={count} q={q} onSearch={search}>
      {q ? (
        <>
          <Suspense fallback={<Skeleton rows={8} />}>
            <SearchResults q={q} onSearch={search} onOpen={open} />
          </Suspense>
          <Suspense>
            <BulkPart view={view} filter={filter} isFound />
          </Suspense>
        </>
      ) : (
        <>
          <ListFilters view={view} filter={filter} saved={saved} />
          <PeopleList
            view={view}
            filter={filter}
            title={title}
            onOpen={noop}
            empty={
              <Suspense>
                <EmptyView view={view} filter={filter} welcome={welcome} />
              </Suspense>
            }
          />
          <Suspense>
            <ListKeys view={view} filter={filter} />
          </Suspense>
        </>
      )}
    </ListColumn>
  );
}
