import type { BoardCard } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { QuietBoard, QuietLine } from './quiet-board';

interface NothingHereProps {
  source: string | undefined;
  watched: boolean;
  cards: readonly BoardCard[];
  lastAt: string | null;
}

/** Why there is no card, or none that waits: nothing is watched, the source brought nothing, or all is quiet. */
export function NothingHere({ source, watched, cards, lastAt }: NothingHereProps) {
  if (cards.length > 0) {
    const isQuiet = !source && !watched && cards.every(({ column }) => column === 'handled');
    return isQuiet && lastAt ? <QuietLine lastAt={lastAt} /> : null;
  }
  if (watched) return <p className="text-ink-3">{t('watches.none')}</p>;
  if (source) return <p className="text-ink-3">{t('listening.none-here')}</p>;
  return <QuietBoard lastAt={lastAt} />;
}
