import type { ThreadRow } from '@filo/contracts/http';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect } from 'react';
import type { PressKeys } from './extend-picked';
import { PersonRow } from './person-row';
import { useRowHeight } from './use-row-height';

interface RowWindowProps {
  rows: readonly ThreadRow[];
  hidden: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  label: string;
  selectedId: string | null;
  hasMore: boolean;
  onMore(): void;
  onTopChange(atTop: boolean): void;
  onChoose(id: string, keys: PressKeys): void;
}

export const optionId = (personId: string): string => `person-${personId}`;

/** The visible stretch of the list as a listbox; only rows on the screen exist. */
export function RowWindow(props: RowWindowProps) {
  const { rows, hidden, scroller, label, selectedId, hasMore, onMore, onTopChange, onChoose } = props;
  const rowHeight = useRowHeight();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  // A row is as tall as its text asks; it is never measured.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 15) onMore();
  }, [hasMore, last, rows.length, onMore]);

  const selectedIndex = rows.findIndex((row) => row.id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' });
    // Follows the selection alone: a live event must never scroll the list.
  }, [selectedId]);
  const selectedIsDrawn = items.some((item) => rows[item.index]?.id === selectedId);

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      hidden={hidden}
      aria-label={label}
      {...(selectedId && selectedIsDrawn ? { 'aria-activedescendant': optionId(selectedId) } : {})}
      onScroll={(event) => onTopChange(event.currentTarget.scrollTop < rowHeight / 2)}
      className="focus-inset h-full overflow-y-auto outline-none"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return row ? (
            <div
              key={item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <PersonRow
                row={row}
                id={optionId(row.id)}
                selected={row.id === selectedId}
                position={item.index + 1}
                total={hasMore ? -1 : rows.length}
                onChoose={onChoose}
              />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
