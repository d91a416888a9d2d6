import type { ThreadRow } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import {
  type ReactNode,
  lazy,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { rowsOf } from '../../data/threads/patch-row';
import { threadListQuery } from '../../data/threads/thread-queries';
import type { ListFilter, ViewName } from '../../data/threads/view-membership';
import { t } from '../../i18n/t';
import { isAnyPicked, usePicked } from '../../state/picked-people';
import { select, useSelection } from '../../state/selection';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { Skeleton } from '../../ui/skeleton';
import { RowWindow } from './row-window';
import type { PressKeys } from './extend-picked';
import { useListKeys } from './use-list-keys';
import { useStableRows } from './use-stable-rows';

const NotRefreshed = lazy(() => import('./not-refreshed'));
const PickKeys = lazy(() => import('./pick-keys'));

interface PeopleListProps {
  view: ViewName;
  filter: ListFilter;
  title: string;
  onOpen(id: string): void;
  empty: ReactNode;
}

/** The list of people of a view: one row per person, held still while a hand is on it. */
export function PeopleList({ view, filter, title, onOpen, empty }: PeopleListProps) {
  const query = useInfiniteQuery(threadListQuery(view, filter));
  const current = useMemo(() => rowsOf(query.data), [query.data]);
  const [hovered, setHovered] = useState(false);
  const [atTop, setAtTop] = useState(true);
  const listKey = JSON.stringify([view, filter]);
  const anyPicked = usePicked((picked) => picked.list === listKey && isAnyPicked(picked));
  const { rows, held, release } = useStableRows({
    listKey,
    current,
    still: hovered || !atTop || anyPicked,
  });
  const selectedId = useSelection((state) => state.personId);
  const scroller = useRef<HTMLDivElement>(null);
  const choose = useChoose(rows, onOpen);
  useListKeys(rows, scroller, choose);
  const showHeld = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };

  return (
    <>
      <Suspense>
        <PickKeys list={listKey} rows={rows} />
      </Suspense>
      {query.isError && rows.length > 0 ? (
        <Suspense>
          <NotRefreshed at={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
        </Suspense>
      ) : null}
      <div
        className="relative min-h-0 flex-1"
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        {held > 0 ? (
          <div className="absolute inset-x-0 top-2 z-(--z-sticky) flex justify-center">
            <Button
              tone="primary"
              size="small"
              className="float-in rounded-full shadow-float"
              onPress={showHeld}
            >
              {t('list.held', { count: held })}
            </Button>
          </div>
        ) : null}
        {query.isPending ? <Skeleton rows={8} /> : null}
        {query.isError && rows.length === 0 ? (
          <div className="flex flex-col items-start gap-3 p-4 text-base text-danger" role="alert">
            {explain(query.error)}
            <Button onPress={() => void query.refetch()}>{t('action.retry')}</Button>
          </div>
        ) : null}
        {query.isSuccess && rows.length === 0 ? <div className="flex h-full">{empty}</div> : null}
        <RowWindow
          rows={rows}
          hidden={rows.length === 0}
          scroller={scroller}
          label={t('list.label', { view: title })}
          selectedId={selectedId}
          hasMore={query.hasNextPage}
          onMore={() => void query.fetchNextPage({ cancelRefetch: false })}
          onTopChange={setAtTop}
          onChoose={choose}
        />
      </div>
    </>
  );
}

/** A press opens a row; with Shift or Ctrl it picks, by the rows as they stand then. */
function useChoose(
  rows: readonly ThreadRow[],
  onOpen: (id: string) => void,
): (id: string, keys?: PressKeys) => void {
  const shown = useRef(rows);
  useLayoutEffect(() => {
    shown.current = rows;
  });
  return useCallback(
    (id, keys) => {
      if (keys && (keys.shiftKey || keys.ctrlKey || keys.metaKey)) {
        void import('./extend-picked').then(({ pickByPress }) => pickByPress(shown.current, id, keys));
        return;
      }
      select(id);
      onOpen(id);
    },
    [onOpen],
  );
}
