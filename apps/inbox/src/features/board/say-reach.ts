import type { BoardCard } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { reachParts } from './reach-figure';

/** How many heard it, in words; figures that are none say nothing. */
export const sayReach = (reach: BoardCard['stormReach']): string[] =>
  reachParts.flatMap((part) => {
    const count = reach[part] ?? 0;
    return count > 0 ? [t(`reach.${part}`, { count })] : [];
  });
