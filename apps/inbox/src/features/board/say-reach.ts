import type { BoardCard } from '@filo/contracts/http';
import { t } from '../../i18n/t';

const figures = ['followers', 'reposts', 'quotes', 'replies', 'likes'] as const;

/** How many heard it, in words; figures that are none say nothing. */
export const sayReach = ({ reach }: Pick<BoardCard, 'reach'>): string[] =>
  figures.flatMap((figure) => {
    const count = reach?.[figure] ?? 0;
    return count > 0 ? [t(`reach.${figure}`, { count })] : [];
  });
