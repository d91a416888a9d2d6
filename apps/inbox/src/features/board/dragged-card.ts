import type { BoardCard, BoardColumn } from '@filo/contracts/http';
import { create } from 'zustand';

interface Dragged {
  /** The card that is dragged, as it stood when the hand took it. */
  card: BoardCard | null;
  /** The column that it is held over. */
  over: BoardColumn | null;
}

export const useDragged = create<Dragged>(() => ({ card: null, over: null }));

export const takeCard = (card: BoardCard): void => useDragged.setState({ card, over: null });
export const holdOver = (over: BoardColumn | null): void => useDragged.setState({ over });
export const letGo = (): void => useDragged.setState({ card: null, over: null });

/** What was handled stays there, whatever is said of it: a key that says it anew moves no card. Pure. */
export const canBeDragged = ({ column }: Pick<BoardCard, 'column'>): boolean => column !== 'handled';

/** Pure. */
export const mayDrop = (card: BoardCard | null, column: BoardColumn): card is BoardCard =>
  card !== null && canBeDragged(card) && card.column !== column;
