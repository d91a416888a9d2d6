import type { BoardPage } from '@filo/contracts/http';
import { CloudLightning } from 'lucide-react';
import { i18n } from '@lingui/core';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';

/** How much is said in public, and a banner when it is three times what is usual. */
export function BoardVolume({ volume }: { volume: BoardPage['volume'] }) {
  const said = {
    count: volume.lastHour,
    shown: cappedCount(volume.lastHour),
    usual: new Intl.NumberFormat(i18n.locale || 'en', { maximumFractionDigits: 1 }).format(volume.usualHour),
  };
  if (!volume.storm) return <p className="mb-4 text-sm text-ink-2 tabular">{t('board.volume', said)}</p>;
  return (
    <div role="status" className="mb-4 flex items-start gap-2 rounded-input bg-warn-bg p-3 text-warn">
      <CloudLightning className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{t('board.storm-banner')}</p>
        <p className="text-sm tabular">{t('board.storm-lead', said)}</p>
      </div>
    </div>
  );
}
