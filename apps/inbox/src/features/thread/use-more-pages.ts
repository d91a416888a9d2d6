import { type RefObject, useEffect, useRef } from 'react';

interface Pages {
  /** Undefined when there are no more. */
  fetch: (() => void) | undefined;
  loaded: number;
}

/** Fetches the next page when the returned place, at the end of what is loaded, comes near the view. */
export function useMorePages(
  scroller: RefObject<HTMLDivElement | null>,
  { fetch, loaded }: Pages,
): RefObject<HTMLDivElement | null> {
  const edge = useRef<HTMLDivElement>(null);
  const latest = useRef(fetch);
  useEffect(() => {
    latest.current = fetch;
  });
  const more = fetch !== undefined;
  useEffect(() => {
    const element = edge.current;
    if (!element || !more) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      root: scroller.current,
      rootMargin: '400px 0px 400px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [more, loaded, scroller]);
  return edge;
}
