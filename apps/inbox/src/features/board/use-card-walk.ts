import type { BoardCard } from '@filo/contracts/http';
import { type RefObject, useEffect, useState } from 'react';
import { CardWalk } from './card-walk';

/** The walk over the cards that are on the screen, which follows every refresh of them. */
export function useCardWalk(board: RefObject<HTMLElement | null>, cards: readonly BoardCard[]): CardWalk {
  const [walk] = useState(() => new CardWalk(() => board.current));
  useEffect(() => walk.refreshed(cards), [walk, cards]);
  return walk;
}
