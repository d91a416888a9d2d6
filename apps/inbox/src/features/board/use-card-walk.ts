import type { BoardCard, BoardColumn } from '@filo/contracts/http';
import { type RefObject, useEffect, useRef } from 'react';
import { boardColumns } from './board-columns';

export interface CardWalk {
  /** The card that had the focus last. */
  current(): BoardCard | undefined;
  down(by: number): void;
  aside(by: number): void;
  noteFocus(id: string): void;
}

/**
 * Walks over the cards of the board: up and down within a column, left and right between them. When the card with the focus moves
 * away, the focus goes on with the one that stands there now.
 */
export function useCardWalk(board: RefObject<HTMLElement | null>, cards: readonly BoardCard[]): CardWalk {
  const last = useRef<{ id: string; column: BoardColumn; at: number } | null>(null);
  const inColumn = (column: BoardColumn) => [
    ...(board.current?.querySelectorAll<HTMLElement>(`[data-column=${column}] article`) ?? []),
  ];
  const focusAt = (column: BoardColumn, at: number) => {
    const there = inColumn(column);
    const card = there[Math.max(0, Math.min(at, there.length - 1))];
    card?.focus();
    card?.scrollIntoView({ block: 'nearest' });
  };
  const filled = (columns: readonly BoardColumn[]) => columns.find((column) => inColumn(column).length > 0);
  const down = (by: number) => {
    const column = last.current?.column ?? filled(boardColumns);
    if (column) focusAt(column, last.current ? last.current.at + by : 0);
  };
  const aside = (by: number) => {
    const from = last.current;
    if (!from) return down(0);
    const columns = by > 0 ? boardColumns : boardColumns.toReversed();
    const next = filled(columns.slice(columns.indexOf(from.column) + 1));
    if (next) focusAt(next, from.at);
  };
  const noteFocus = (id: string) => {
    const column = cards.find((card) => card.id === id)?.column;
    if (column)
      last.current = { id, column, at: inColumn(column).findIndex(({ dataset }) => dataset['card'] === id) };
  };
  useDroppedFocus(cards, () => last.current && focusAt(last.current.column, last.current.at));
  return { current: () => cards.find(({ id }) => id === last.current?.id), down, aside, noteFocus };
}

/** When the card with the focus leaves its place, the browser drops the focus on the page. */
function useDroppedFocus(cards: readonly BoardCard[], restore: () => void): void {
  const latest = useRef(restore);
  useEffect(() => {
    latest.current = restore;
  });
  useEffect(() => {
    if (document.activeElement === document.body) latest.current();
  }, [cards]);
}
