import type { TextMeasure } from '@filo/text-limits';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';
import { textLeftId } from './text-left-id';

/** From here on the figure is worth knowing; before, a ring shows how full it is. */
const toldFrom = 50;

/** What is left of what the network takes, or too much, in words. */
export const sayLeft = ({ unit, used, max }: TextMeasure): string =>
  used > max
    ? t(`composer.too-long-${unit}`, { over: used - max, max })
    : t(`composer.left-${unit}`, { left: max - used });

/** How much of what the network takes is left; `useSpokenLimit` says when it is said aloud. */
export function TextLeft({ measure }: { measure: TextMeasure }) {
  const left = measure.max - measure.used;
  if (left > toldFrom) return measure.used > 0 ? <Ring measure={measure} /> : null;
  return (
    <output
      id={textLeftId}
      aria-live="off"
      className={cx('block px-4 pb-1 text-end text-xs tabular', left < 0 ? 'text-danger' : 'text-ink-3')}
    >
      {sayLeft(measure)}
    </output>
  );
}

const radius = 6;

/** How much of it is used, in a ring that fills; hidden from screen readers, to whom `useSpokenLimit` speaks in time. */
function Ring({ measure }: { measure: TextMeasure }) {
  const round = 2 * Math.PI * radius;
  return (
    <span aria-hidden title={sayLeft(measure)} className="flex justify-end px-4 pb-1">
      <svg viewBox="0 0 16 16" className="size-4 -rotate-90 fill-none" strokeWidth={2}>
        <circle cx={8} cy={8} r={radius} className="stroke-line" />
        <circle
          {...{ cx: 8, cy: 8, r: radius }}
          className="stroke-accent"
          strokeDasharray={`${(round * measure.used) / measure.max} ${round}`}
        />
      </svg>
    </span>
  );
}
