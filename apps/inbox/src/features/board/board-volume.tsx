import type { BoardPage } from '@filo/contracts/http';
import { BellOff, CloudLightning } from 'lucide-react';
import { i18n } from '@lingui/core';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { withKeys } from '../../ui/with-keys';
import { PauseBanner, PauseOffer } from './pause-banner';
import type { Storm } from './use-storm';
import { VolumeLine } from './volume-line';

interface BoardVolumeProps {
  /** Undefined: it is not known yet, or cannot be read. */
  page: Pick<BoardPage, 'volume' | 'cards'> | undefined;
  storm: Storm;
}

/** How much is said in public, with the banner of a storm, and over it whether scheduled answers are paused. */
export function BoardVolume({ page, storm }: BoardVolumeProps) {
  return (
    <>
      <PauseBanner isStorm={storm.isOn} />
      {page && page.cards.length > 0 ? <Volume volume={page.volume} storm={storm} /> : null}
    </>
  );
}

/**
 * A banner while it is three times what is usual and any of it waits, which leads to all cards of that
 * storm. Without anything earlier there is no usual hour to compare with.
 */
function Volume({ volume, storm }: { volume: BoardPage['volume']; storm: Storm }) {
  const of = volume.usualHour > 0 ? '' : '-first';
  const said = {
    count: volume.lastHour,
    shown: cappedCount(volume.lastHour),
    usual: new Intl.NumberFormat(i18n.locale || 'en', { maximumFractionDigits: 1 }).format(volume.usualHour),
  };
  return (
    <>
      <VolumeLine hours={volume.hours} usual={volume.usualHour} />
      {storm.isOn && storm.isMuted === false ? (
        <StormBanner of={of} said={said} storm={storm} />
      ) : (
        <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <p className="tabular">{t(`board.volume${of}`, said)}</p>
          {storm.isOn && storm.isMuted ? (
            <Button size="small" tone="quiet" onPress={storm.unmute}>
              <BellOff className="size-3.5" aria-hidden />
              {t('board.storm-unmute')}
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}

interface StormBannerProps {
  of: string;
  said: Record<string, unknown>;
  storm: Storm;
}

function StormBanner({ of, said, storm }: StormBannerProps) {
  const { cards, isAlone, showAlone, mute } = storm;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 rounded-input bg-warn-bg p-3 text-warn">
      <div role="status" className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <CloudLightning className="mt-0.5 size-4 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p className="font-medium">{t(`board.storm-banner${of}`)}</p>
          <p className="text-sm tabular">{t(`board.storm-lead${of}`, said)}</p>
        </div>
      </div>
      {cards.length > 0 ? (
        <Button
          size="small"
          aria-pressed={isAlone}
          render={withKeys('board.storm')}
          onPress={() => showAlone(!isAlone)}
        >
          {isAlone ? t('board.storm-all') : t('board.storm-show', { count: cards.length })}
        </Button>
      ) : null}
      <PauseOffer />
      <Button size="small" tone="quiet" render={withKeys('board.mute-storm')} onPress={mute}>
        <BellOff className="size-3.5" aria-hidden />
        {t('board.storm-mute')}
      </Button>
    </div>
  );
}
