import { calendarDays } from '../../i18n/format';
import { dateOnly } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { cx } from '../../ui/class-names';

interface KeyEndProps {
  endsAt: string;
  isSoon: boolean | undefined;
}

/** When the key of an account ends by itself, and what to do before. */
export function KeyEnd({ endsAt, isSoon }: KeyEndProps) {
  const days = Math.max(0, calendarDays(new Date(useNow()), new Date(endsAt)));
  return (
    <p className={cx('mt-2', isSoon ? 'font-semibold' : 'text-sm text-ink-2')}>
      {t('channels.key-ends', { days, date: dateOnly(endsAt) })}
    </p>
  );
}
