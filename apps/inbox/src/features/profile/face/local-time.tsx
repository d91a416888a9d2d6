import { Clock3 } from 'lucide-react';
import { clockIn } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { cityOf } from '../zone-city';

/** What time it is where the person is; it moves with the clock that all times of the page share. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const at = clockIn(timeZone, useNow());
  if (at === undefined) return null;
  return (
    <p className="flex items-center gap-1.5 text-sm text-ink-2">
      <Clock3 className="size-3.5 shrink-0" aria-hidden />
      <span className="tabular">{t('profile.local-time', { at, city: cityOf(timeZone) })}</span>
    </p>
  );
}
