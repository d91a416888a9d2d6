import type { BoardCard, SeverityReason } from '@filo/contracts/http';
import { t } from '../../i18n/t';

/** One part of a severity in words. */
export const sayReason = ({ factor, value, words }: SeverityReason): string =>
  t(`severity.${factor}`, { count: value ?? 0, words: words.map((word) => `“${word}”`).join(', ') });

const figures = ['followers', 'reposts', 'quotes', 'replies', 'likes'] as const;

/** How many heard it, in words; figures that are none say nothing. */
export const sayReach = ({ reach }: Pick<BoardCard, 'reach'>): string[] =>
  figures.flatMap((figure) => {
    const count = reach?.[figure] ?? 0;
    return count > 0 ? [t(`reach.${figure}`, { count })] : [];
  });
