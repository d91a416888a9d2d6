import { type FocusEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';

const restsMs = 500;
/** Whoever just read one hint reads the next without waiting. */
const staysWarmMs = 500;
let lastSeenAt = -Infinity;

/** When a hint shows: where the pointer rests for a while, or where the keyboard brought the focus; gone with the press of a button. */
export function useHint() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (of: Element, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(of.firstElementChild), afterMs);
  };
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setAnchor(null);
  }, []);
  useEffect(() => {
    if (anchor) return () => void (lastSeenAt = Date.now());
    return undefined;
  }, [anchor]);
  const watching = {
    onPointerEnter: ({ currentTarget, pointerType }: PointerEvent) => {
      if (pointerType === 'touch') return;
      show(currentTarget, Date.now() - lastSeenAt < staysWarmMs ? 0 : restsMs);
    },
    onPointerLeave: hide,
    onPointerDown: hide,
    onClick: hide,
    onFocus: ({ currentTarget, target }: FocusEvent) => {
      if (target.matches(':focus-visible')) show(currentTarget, 0);
    },
    onBlur: hide,
  };
  return { anchor, hide, watching };
}
