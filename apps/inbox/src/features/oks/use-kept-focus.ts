import { type RefObject, useLayoutEffect, useRef } from 'react';

interface Cards {
  /** The focusable cards, each naming its answer in `data-ok`. */
  list: RefObject<HTMLElement | null>;
  /** What takes the focus when no card is left. */
  page: RefObject<HTMLElement | null>;
}

/** A card that goes away with the focus in it hands it to the one that takes its place: whoever works by keys goes on there. */
export function useKeptFocus({ list, page }: Cards, ids: readonly string[]): () => void {
  const held = useRef<{ id: string; at: number }>(undefined);
  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-ok]') ?? [])];
  useLayoutEffect(() => {
    const lost = held.current;
    if (!lost || ids.includes(lost.id)) return;
    held.current = undefined;
    if (document.activeElement !== document.body) return;
    (cards().at(Math.min(lost.at, ids.length - 1)) ?? page.current)?.focus();
  });
  return () => {
    const at = cards().findIndex((card) => card.contains(document.activeElement));
    const id = cards()[at]?.dataset['ok'];
    held.current = id === undefined ? undefined : { id, at };
  };
}
