import { lazy, Suspense } from 'react';
import type { ViewName } from '../data/threads/view-membership';
import { ListColumn } from '../features/people-list/list-column';
import { PeopleList } from '../features/people-list/people-list';
import type { FoundPlace } from '../features/search/found-items';
import { moveFocus } from '../state/focus-requests';
import { Skeleton } from '../ui/skeleton';
import { useFoundNavigation } from './use-found-navigation';
import { useInboxNavigation } from './use-inbox-navigation';

const EmptyView = lazy(() => import('./empty-view'));
const SearchResults = lazy(() => import('../features/search/search-results'));
const noop = () => undefined;

/** The first pane: the people of a view, or in their place what a search has found. */
export function InboxList({ view, q, welcome }: { view: ViewName; q: string; welcome: boolean }) {
  const { search } = useInboxNavigation();
  const { openFound } = useFoundNavigation();
  const open = (place: FoundPlace) => {
    openFound(place);
    moveFocus('thread');
  };
  return (
    <ListColumn view={view} q={q} onSearch={search}>
      {q ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <SearchResults q={q} onSearch={search} onOpen={open} />
        </Suspense>
      ) : (
        <PeopleList
          view={view}
          onOpen={noop}
          empty={
            <Suspense>
              <EmptyView view={view} welcome={welcome} />
            </Suspense>
          }
        />
      )}
    </ListColumn>
  );
}
