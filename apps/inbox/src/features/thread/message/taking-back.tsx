import type { DeliveryView } from '@filo/contracts/http';
import '../../../i18n/later-words';
import { clockOfDay, fullWhen } from '../../../i18n/format';
import { sayWhy } from '../../../i18n/say-why';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { showToast } from '../../../state/toasts';

export const tellWaiting = (channel: string): number =>
  showToast({ tone: 'done', text: t('take-back.waits', { channel }) });

/** Below an answer that somebody wants deleted where it stands: that it is asked for, or that its platform refused. */
export function TakingBack({
  wish: { refused, by, at, said, why },
  channel,
}: {
  wish: NonNullable<DeliveryView['takingBack']>;
  channel: string;
}) {
  const now = useNow();
  return (
    <p className={refused ? 'text-danger' : 'text-warn'} title={fullWhen(at)}>
      {t(refused ? 'take-back.refused' : 'take-back.asked', {
        channel,
        by: by ?? '',
        at: clockOfDay(at, now),
      })}
      {said ? <span dir="auto"> — {sayWhy(said, why)}</span> : null}
    </p>
  );
}
