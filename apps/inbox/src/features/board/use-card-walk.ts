import type { BoardCard } from '@filo/contracts/http';
import { type RefObject, useEffect, useState } from 'react';
import { CardWalk, type Place } from './card-walk';

/** The walk over the cards that are on the screen, which follows every refresh of them; undefined: none were read yet. */
export function useCardWalk(
  board: RefObject<HTMLElement | null>,
  cards: readonly BoardCard[] | undefined,
  last: Place | undefined,
): CardWalk {
  const [walk] = useState(() => new CardWalk(() => board.current, last));
  useEffect(() => {
    if (cards) walk.refreshed(cards);
  }, [walk, cards]);
  return walk;
}
