import type { BoardCard } from '@filo/contracts/http';
import { create } from 'zustand';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';

/** Ids of the cards whose voices are listed: the banner of a storm unfolds them as the card itself does. */
export const useUnfoldedCards = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

export const setUnfolded = (id: string, isUnfolded: boolean): void =>
  useUnfoldedCards.setState(({ ids }) => {
    const others = ids.filter((one) => one !== id);
    return { ids: isUnfolded ? [...others, id] : others };
  });

/** What the button below a card does, for a key: the focus stands on the card, so that it is said. */
export function toggleVoices({ id, posts }: Pick<BoardCard, 'id' | 'posts'>): void {
  if (posts < 2) return announce(t('board.group-single'));
  const isOpen = useUnfoldedCards.getState().ids.includes(id);
  setUnfolded(id, !isOpen);
  announce(t(isOpen ? 'board.group-folded' : 'board.group-open', { count: cappedCount(posts) }));
}
