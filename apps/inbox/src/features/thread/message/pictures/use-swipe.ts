import { type PointerEvent, useRef } from 'react';

/** Shorter is a touch that slipped. */
const leastPx = 48;

/** A finger that wipes aside goes to the next picture or back, while nothing is to be moved about. */
export function useSwipe(go: (by: number) => void, enabled: boolean) {
  const from = useRef<{ x: number; y: number }>(undefined);
  return {
    onPointerDown({ pointerType, isPrimary, clientX: x, clientY: y }: PointerEvent) {
      from.current = enabled && pointerType === 'touch' && isPrimary ? { x, y } : undefined;
    },
    onPointerUp({ clientX, clientY }: PointerEvent) {
      const start = from.current;
      from.current = undefined;
      if (!start) return;
      const [aside, down] = [clientX - start.x, clientY - start.y];
      if (Math.abs(aside) < leastPx || Math.abs(aside) < 2 * Math.abs(down)) return;
      const isOnwards = aside < 0 !== (document.documentElement.dir === 'rtl');
      go(isOnwards ? 1 : -1);
    },
    onPointerCancel() {
      from.current = undefined;
    },
  };
}
