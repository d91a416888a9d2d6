import type { RefObject } from 'react';
import { useCommand } from './active-commands';

export interface Cards {
  all(): HTMLElement[];
  /** Where among them the focus stands; -1 when it stands in none. */
  at(): number;
}

/** Goes through the cards of a list with the keys that go through people. */
export function useCardKeys(list: RefObject<HTMLElement | null>): Cards {
  const all = () => [...(list.current?.querySelectorAll('article') ?? [])];
  const at = () => all().findIndex((card) => card.contains(document.activeElement));
  const move = (by: number) => {
    const cards = all();
    cards[Math.max(0, Math.min(cards.length - 1, at() + by))]?.focus();
  };
  useCommand('list.next', () => move(1));
  useCommand('list.previous', () => move(-1));
  return { all, at };
}
