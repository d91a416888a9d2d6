import { i18n } from '@lingui/core';
import type { BoardCard } from '@filo/contracts/http';
import { MoveRight, TrendingUp } from 'lucide-react';
import { t } from '../../i18n/t';
import { reachFigure } from './reach-figure';
import { sayReach } from './say-reach';

/** How many people it may have reached and whether that grows, in words; what the figure is made of, for whoever asks. */
export function CardReach({ card }: { card: BoardCard }) {
  const { people, isAbout } = reachFigure(card.stormReach);
  if (people === 0) return null;
  // Of several posts the shown one alone was compared: that it rests says nothing of the others.
  const isSpreading = card.rising !== null && card.rising > 0;
  const shown = new Intl.NumberFormat(i18n.locale || 'en').format(people);
  return (
    <details className="mt-2 text-sm text-ink-2">
      <summary className="min-h-6 cursor-default tabular">
        {t(isAbout ? 'board.reach-about' : 'board.reach', { count: people, shown })}{' '}
        <Trend rising={isSpreading || card.posts === 1 ? card.rising : null} />
      </summary>
      <p className="mt-1 text-xs">
        {t(card.posts > 1 ? 'board.reach-parts-storm' : 'board.reach-parts', {
          count: card.posts,
          parts: sayReach(card.stormReach).join(', '),
        })}
      </p>
    </details>
  );
}

/** Against the last look; the first one compares with nothing. */
function Trend({ rising }: { rising: number | null }) {
  if (rising === null) return null;
  if (rising <= 0)
    return (
      <span className="inline-flex items-center gap-1 whitespace-nowrap text-ink-3">
        <MoveRight className="size-3.5" aria-hidden />
        {t('board.steady')}
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1 font-medium whitespace-nowrap text-danger">
      <TrendingUp className="size-3.5" aria-hidden />
      {t('board.rising', { count: rising })}
    </span>
  );
}
