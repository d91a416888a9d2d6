import type { BoardCard } from '@filo/contracts/http';
import { type DragEvent, useEffect } from 'react';
import { identityName } from '../../data/identity-name';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { canBeDragged, letGo, takeCard, useDragged } from './dragged-card';

/** Of our own: a card that is let go over another program, or over a text field, says nothing there. */
const cardType = 'application/x-filo-card';

/** What makes the head of a card the handle by which it is dragged: the words below can still be selected. */
export function useCardDrag(card: BoardCard) {
  const { id } = card;
  // A card that others take away is dragged no more, and no drop does anything.
  useEffect(() => () => void (useDragged.getState().card?.id === id && letGo()), [id]);
  if (!canBeDragged(card)) return undefined;
  return {
    draggable: true,
    onDragStart({ dataTransfer, currentTarget }: DragEvent<HTMLElement>) {
      const whole = currentTarget.closest('article');
      whole?.focus();
      dataTransfer.setData(cardType, id);
      dataTransfer.effectAllowed = 'move';
      if (whole) dataTransfer.setDragImage(whole, 24, 24);
      takeCard(card);
      announce(t('board.drag', { name: identityName(card.author) }));
    },
    onDragEnd: letGo,
  };
}
