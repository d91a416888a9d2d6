import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { offerFocus } from '../../state/focus-requests';

const nearEndPx = 80;

interface Place {
  placed: boolean;
  atEnd: boolean;
  height: number;
  firstKey: string | undefined;
  lastKey: string | undefined;
}

interface Keys {
  firstKey: string | undefined;
  lastKey: string | undefined;
  /** False while the thread is open at one of its messages: see use-found-place. */
  enabled: boolean;
}

/** Notes where the reader scrolls to, and keeps the end in view while the reader is there. */
function keepPlace(
  element: HTMLElement,
  place: RefObject<Place>,
  setMissed: (count: number) => void,
): () => void {
  const onScroll = () => {
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    place.current.atEnd = atEnd;
    place.current.height = element.scrollHeight;
    if (atEnd) setMissed(0);
  };
  // The composer grows and shrinks below: the end stays in view.
  const followEnd = () => {
    if (place.current.atEnd && place.current.placed) element.scrollTop = element.scrollHeight;
  };
  const resized = new ResizeObserver(followEnd);
  resized.observe(element);
  // A picture takes its room when it has come. Its event does not bubble.
  element.addEventListener('load', followEnd, true);
  element.addEventListener('scroll', onScroll, { passive: true });
  const withdraw = offerFocus('thread', () => {
    const articles = element.querySelectorAll<HTMLElement>('article[tabindex]');
    (articles[articles.length - 1] ?? element).focus({ preventScroll: place.current.atEnd });
  });
  return () => {
    resized.disconnect();
    element.removeEventListener('load', followEnd, true);
    element.removeEventListener('scroll', onScroll);
    withdraw();
  };
}

/**
 * Where the reader stands in a thread: at the first new message when it opens, else at the end; held in place when older
 * messages are put on top; following the end only while the end is in view.
 */
export function useScrollPlace(
  scroller: RefObject<HTMLDivElement | null>,
  { firstKey, lastKey, enabled }: Keys,
): { missed: number; toLatest(): void } {
  const place = useRef<Place>({ placed: false, atEnd: true, height: 0, firstKey, lastKey });
  const [missed, setMissed] = useState(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !lastKey || !enabled) return;
    const before = place.current;
    if (!before.placed) {
      const marker = element.querySelector<HTMLElement>('[data-read-marker]');
      element.scrollTop = marker ? marker.offsetTop - 48 : element.scrollHeight;
      before.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
      before.placed = true;
    } else if (before.firstKey !== firstKey && before.lastKey === lastKey) {
      element.scrollTop += element.scrollHeight - before.height;
    } else if (before.lastKey !== lastKey) {
      if (before.atEnd) element.scrollTop = element.scrollHeight;
      else setMissed((count) => count + 1);
    }
    place.current = { ...before, height: element.scrollHeight, firstKey, lastKey };
  }, [scroller, firstKey, lastKey, enabled]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !enabled) return undefined;
    return keepPlace(element, place, setMissed);
  }, [scroller, enabled]);

  return {
    missed,
    toLatest: () => {
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
      setMissed(0);
    },
  };
}
