import type { BoardCard, BoardColumn } from '@filo/contracts/http';
import type { DragEvent } from 'react';
import { identityName } from '../../data/identity-name';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { holdOver, letGo, mayDrop, useDragged } from './dragged-card';

/** A column as a place where cards are let go; `isOpen`: the one that is dragged may be. */
export function useCardDrop(column: BoardColumn, move: (card: BoardCard, column: BoardColumn) => void) {
  const isOpen = useDragged(({ card }) => mayDrop(card, column));
  const isOver = useDragged(({ over }) => over === column);
  const dropHandlers = {
    onDragOver(event: DragEvent) {
      const { card, over } = useDragged.getState();
      if (!mayDrop(card, column)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      if (over === column) return;
      holdOver(column);
      announce(
        t('board.drag-over', { name: identityName(card.author), column: t(`board.column.${column}`) }),
      );
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
      const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
      if (!isInside && useDragged.getState().over === column) holdOver(null);
    },
    onDrop(event: DragEvent) {
      const { card } = useDragged.getState();
      if (!mayDrop(card, column)) return;
      event.preventDefault();
      letGo();
      move(card, column);
    },
  };
  return { isOpen, isOver, dropHandlers };
}
