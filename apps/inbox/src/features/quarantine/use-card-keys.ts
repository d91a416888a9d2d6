import type { RefObject } from 'react';
import { useCommand } from '../../keys/active-commands';

/** Goes through the cards of a list with the keys that go through people, and reads the one that has the focus. */
export function useCardKeys(list: RefObject<HTMLElement | null>): void {
  const cards = () => [...(list.current?.querySelectorAll('article') ?? [])];
  const here = () => cards().findIndex((card) => card.contains(document.activeElement));
  const move = (by: number) => {
    const all = cards();
    const at = here();
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  useCommand('list.next', () => move(1));
  useCommand('list.previous', () => move(-1));
  useCommand('thread.open', () => cards()[here()]?.querySelector<HTMLElement>('[data-read]')?.click());
}
