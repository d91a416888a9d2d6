import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const [least, most, step] = [1, 8, 1.5] as const;

export interface Zoom {
  /** 1: as large as fits, never larger than it is. */
  factor: number;
  to(factor: number): void;
  closer(): void;
  away(): void;
}

/** How large a picture is shown; what stood in the middle stays there. */
export function useZoom(stage: RefObject<HTMLElement | null>): Zoom {
  const [factor, setFactor] = useState<number>(1);
  const before = useRef(1);
  useLayoutEffect(() => {
    const node = stage.current;
    const grown = factor / before.current;
    before.current = factor;
    if (!node || grown === 1) return;
    node.scrollLeft = (node.scrollLeft + node.clientWidth / 2) * grown - node.clientWidth / 2;
    node.scrollTop = (node.scrollTop + node.clientHeight / 2) * grown - node.clientHeight / 2;
  }, [stage, factor]);
  const to = (next: number) => setFactor(Math.min(most, Math.max(least, next)));
  return { factor, to, closer: () => to(factor * step), away: () => to(factor / step) };
}
