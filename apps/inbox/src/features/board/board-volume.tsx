import type { BoardCard, BoardPage } from '@filo/contracts/http';
import { CloudLightning } from 'lucide-react';
import { i18n } from '@lingui/core';
import type { RefObject } from 'react';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';
import { setUnfolded } from './unfolded-cards';
import { VolumeLine } from './volume-line';

const hourMs = 3_600_000;

interface BoardVolumeProps {
  page: Pick<BoardPage, 'volume' | 'cards' | 'more'>;
  /** Where the cards stand. */
  board: RefObject<HTMLElement | null>;
}

/**
 * How much is said in public, and a banner while it is three times what is usual and any of it waits, which leads to what most people say.
 * Without anything earlier there is no usual hour to compare with.
 */
export function BoardVolume({ page, board }: BoardVolumeProps) {
  const { volume, cards } = page;
  const now = useNow();
  const of = volume.usualHour > 0 ? '' : '-first';
  const said = {
    count: volume.lastHour,
    shown: cappedCount(volume.lastHour),
    usual: new Intl.NumberFormat(i18n.locale || 'en', { maximumFractionDigits: 1 }).format(volume.usualHour),
  };
  if (cards.length === 0) return null;
  const line = <VolumeLine hours={volume.hours} usual={volume.usualHour} />;
  if (!volume.storm || !newsWaits(page, now))
    return (
      <>
        {line}
        <p className="mb-4 text-sm text-ink-2 tabular">{t(`board.volume${of}`, said)}</p>
      </>
    );
  return (
    <>
      {line}
      <StormBanner of={of} said={said} largest={largestOf(cards)} board={board} />
    </>
  );
}

interface StormBannerProps extends Pick<BoardVolumeProps, 'board'> {
  of: string;
  said: Record<string, unknown>;
  largest: BoardCard | undefined;
}

function StormBanner({ of, said, largest, board }: StormBannerProps) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 rounded-input bg-warn-bg p-3 text-warn">
      <div role="status" className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <CloudLightning className="mt-0.5 size-4 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p className="font-medium">{t(`board.storm-banner${of}`)}</p>
          <p className="text-sm tabular">{t(`board.storm-lead${of}`, said)}</p>
        </div>
      </div>
      {largest ? (
        <Button size="small" onPress={() => showCard(board.current, largest.id)}>
          {t('board.show-largest', { count: cappedCount(largest.voices) })}
        </Button>
      ) : null}
    </div>
  );
}

/** Whether anything that was said in the last hour waits; where a column does not show all, it may. */
const newsWaits = ({ cards, more }: BoardVolumeProps['page'], now: number): boolean =>
  more.some((column) => column !== 'handled') ||
  cards.some(({ column, lastAt }) => column !== 'handled' && now - Date.parse(lastAt) < hourMs);

/** What most people say of all that waits; none where everybody says something else. */
const largestOf = (cards: readonly BoardCard[]): BoardCard | undefined =>
  cards
    .filter(({ column, voices }) => column !== 'handled' && voices > 1)
    .toSorted((one, other) => other.voices - one.voices)[0];

const showCard = (board: HTMLElement | null, id: string): void => {
  const card = [...(board?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].find(
    ({ dataset }) => dataset['card'] === id,
  );
  if (!card) return;
  setUnfolded(id, true);
  card.focus();
  // A browser shows no focus that a script sets after a click: who was led here has to see where.
  card.dataset['focusVisible'] = '';
  card.addEventListener('blur', () => delete card.dataset['focusVisible'], { once: true });
  // Its top: below it the voices unfold.
  card.scrollIntoView({ block: 'start' });
};
