import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { rowsOf } from '../../data/threads/patch-row';
import { threadListQuery } from '../../data/threads/thread-queries';
import type { ListFilter, ViewName } from '../../data/threads/view-membership';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { select, useSelection } from '../../state/selection';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { Skeleton } from '../../ui/skeleton';
import { RowWindow } from './row-window';
import { useListKeys } from './use-list-keys';
import { useStableRows } from './use-stable-rows';

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
  const { rows, held, release } = useStableRows({
    listKey: JSON.stringify([view, filter]),
    current,
    still: hovered || !atTop,
  });
  const selectedId = useSelection((state) => state.personId);
  const scroller = useRef<HTMLDivElement>(null);
  const choose = useCallback(
    (id: string) => {
      select(id);
      onOpen(id);
    },
    [onOpen],
  );
  useListKeys(rows, scroller, choose);
  const showHeld = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };

  return (
    <>
      {query.isError && rows.length > 0 ? (
        <p role="alert" className="flex items-center gap-2 bg-warn-bg px-4 py-1.5 text-sm text-warn">
          <span className="flex-1">
            {t('list.not-refreshed', { at: mediumWhen(new Date(query.dataUpdatedAt).toISOString()) })}
          </span>
          <Button size="small" tone="quiet" onPress={() => void query.refetch()}>
            {t('action.retry')}
          </Button>
        </p>
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
