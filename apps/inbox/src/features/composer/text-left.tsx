import type { TextMeasure } from '@filo/text-limits';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';

/** From here on it is worth knowing. */
const toldFrom = 50;

/** How much of what the network takes is left; said aloud only when it is used up. */
export function TextLeft({ measure }: { measure: TextMeasure }) {
  const left = measure.max - measure.used;
  if (left > toldFrom) return null;
  return (
    <p
      role={left < 0 ? 'alert' : undefined}
      className={cx('px-4 pb-1 text-end text-xs tabular', left < 0 ? 'text-danger' : 'text-ink-3')}
    >
      {left < 0
        ? t(`composer.too-long-${measure.unit}`, { over: -left, max: measure.max })
        : t(`composer.left-${measure.unit}`, { left })}
    </p>
  );
}
