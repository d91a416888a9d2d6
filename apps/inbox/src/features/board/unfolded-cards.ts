import { create } from 'zustand';

/** Ids of the cards whose voices are listed: the banner of a storm unfolds them as the card itself does. */
export const useUnfoldedCards = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

export const setUnfolded = (id: string, isUnfolded: boolean): void =>
  useUnfoldedCards.setState(({ ids }) => {
    const others = ids.filter((one) => one !== id);
    return { ids: isUnfolded ? [...others, id] : others };
  });
