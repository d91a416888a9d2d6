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
  /** Of the message that has the focus; else the newest pictures. */
  const pictures = () => {
    const all = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-picture]') ?? [])];
    const article = document.activeElement?.closest('article');
    const picture = article && all.find((one) => article.contains(one));
    const newest = all.at(-1)?.closest('article');
    const shown = picture ?? all.find((one) => newest?.contains(one));
    shown?.focus();
    // What is covered is shown by a press of its own.
    if (shown?.dataset['picture'] === 'open') shown.click();
  };
  useCommand('thread.pictures', pictures);
  useCommand('thread.next-item', () => move(1));
  useCommand('thread.previous-item', () => move(-1));
}
