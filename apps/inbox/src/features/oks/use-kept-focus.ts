import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Cards } from '../../keys/use-card-keys';

interface Kept {
  /** Each names its answer in `data-ok`. */
  cards: Cards;
  /** What takes the focus when no card is left. */
  page: RefObject<HTMLElement | null>;
}

/** A card that goes away with the focus in it hands it to the one that takes its place: whoever works by keys goes on there. */
export function useKeptFocus({ cards, page }: Kept, ids: readonly string[]): () => void {
  const held = useRef<{ id: string; at: number }>(undefined);
  useLayoutEffect(() => {
    const lost = held.current;
    if (!lost || ids.includes(lost.id)) return;
    held.current = undefined;
    if (document.activeElement !== document.body) return;
    (cards.all().at(Math.min(lost.at, ids.length - 1)) ?? page.current)?.focus();
  });
  return () => {
    const at = cards.at();
    const id = cards.all()[at]?.dataset['ok'];
    held.current = id === undefined ? undefined : { id, at };
  };
}
