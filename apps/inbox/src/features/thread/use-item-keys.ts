import type { RefObject } from 'react';
import { useCommand } from '../../keys/active-commands';

/** Moves the focus from message to message. */
export function useItemKeys(scroller: RefObject<HTMLDivElement | null>): void {
  const move = (by: number) => {
    const articles = [...(scroller.current?.querySelectorAll<HTMLElement>('article[tabindex]') ?? [])];
    const focused = articles.findIndex((article) => article.contains(document.activeElement));
    const start = by > 0 ? -1 : articles.length;
    articles[Math.min(articles.length - 1, Math.max(0, (focused < 0 ? start : focused) + by))]?.focus();
  };
  useCommand('thread.next-item', () => move(1));
  useCommand('thread.previous-item', () => move(-1));
}
