import type { TextMeasure } from '@filo/text-limits';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';

/** From here on it is worth knowing. */
const toldFrom = 50;

/** Where the field finds what is wrong with its text; one composer is open at a time. */
export const textLeftId = 'text-left';

/** What is left of what the network takes, or too much, in words. */
export const sayLeft = ({ unit, used, max }: TextMeasure): string =>
  used > max
    ? t(`composer.too-long-${unit}`, { over: used - max, max })
    : t(`composer.left-${unit}`, { left: max - used });

/** How much of what the network takes is left; `useSpokenLimit` says when it is said aloud. */
export function TextLeft({ measure }: { measure: TextMeasure }) {
  const left = measure.max - measure.used;
  if (left > toldFrom) return null;
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
