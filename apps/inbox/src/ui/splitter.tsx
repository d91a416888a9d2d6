import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { rem } from '../state/rem';

interface SplitterProps {
  label: string;
  /** In pixels at a text size of 100, as its bounds are. */
  value: number;
  min: number;
  max: number;
  initial: number;
  /** -1 where the pane stands at the end of the splitter. */
  direction?: 1 | -1;
  onChange(value: number): void;
}

const step = 16;

/** Moves the border between two panes: by drag, arrow keys, Home and End; a double click sets it back. */
export function Splitter({ label, value, min, max, initial, direction = 1, onChange }: SplitterProps) {
  const start = useRef<{ x: number; value: number } | undefined>(undefined);
  const sign = () => direction * (document.documentElement.dir === 'rtl' ? -1 : 1);
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: value - step * sign(),
      ArrowRight: value + step * sign(),
      Home: min,
      End: max,
      Enter: initial,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, value };
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onDoubleClick={() => set(initial)}
      onPointerDown={onPointerDown}
      onPointerMove={(event) =>
        start.current && set(start.current.value + ((event.clientX - start.current.x) * sign() * 16) / rem())
      }
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      className="focus-inset relative z-(--z-sticky) -mx-1 w-2 shrink-0 cursor-col-resize touch-none after:absolute after:inset-y-0 after:start-1/2 after:w-px after:bg-line after:forced-color-adjust-none hover:after:bg-accent focus-visible:after:w-0.5 focus-visible:after:bg-accent"
    />
  );
}
