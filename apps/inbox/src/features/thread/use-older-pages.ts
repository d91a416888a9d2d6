import { type RefObject, useEffect, useRef } from 'react';

interface Pages {
  hasNextPage: boolean;
  fetchNextPage: (options: { cancelRefetch: boolean }) => Promise<unknown>;
}

/** Fetches the next older page when the returned place, on top of the thread, comes near the view. */
export function useOlderPages(
  scroller: RefObject<HTMLDivElement | null>,
  { hasNextPage, fetchNextPage }: Pages,
  loaded: number,
): RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = top.current;
    if (!element || !hasNextPage) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void fetchNextPage({ cancelRefetch: false }),
      { root: scroller.current, rootMargin: '400px 0px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage, loaded, scroller]);
  return top;
}
