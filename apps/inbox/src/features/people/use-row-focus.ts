import { type RefObject, useEffect } from 'react';
import { useCommand } from '../../keys/active-commands';

/** Moves the focus through the links of a list: j and k from everywhere, arrows, Home and End inside it. */
export function useRowFocus(list: RefObject<HTMLElement | null>): (to: 'first') => void {
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])];
  const move = (by: number) => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
    all[next]?.focus();
  };
  useCommand('list.next', () => move(1));
  useCommand('list.previous', () => move(-1));
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const steps: Record<string, number> = {
      ...{ ArrowDown: 1, ArrowUp: -1 },
      ...{ Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      move(step);
    };
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  });
  return () => links()[0]?.focus();
}
