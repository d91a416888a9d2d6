import type { AccountView } from '@filo/contracts/http';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';

/** When something last came in, last went out, and when the account was last looked at. */
export function AccountTimes({ health }: { health: AccountView['health'] }) {
  const now = useNow();
  return (
    <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {(
        [
          ['channels.last-in', health.lastInAt],
          ['channels.last-out', health.lastOutAt],
          ['channels.checked', health.checkedAt],
        ] as const
      ).map(([label, at]) => (
        <div key={label} className="flex gap-1.5">
          <dt className="text-ink-3">{t(label)}</dt>
          <dd className="tabular">{at ? shortWhen(at, now) : t('channels.never')}</dd>
        </div>
      ))}
    </dl>
  );
}
