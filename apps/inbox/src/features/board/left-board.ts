import type { ColumnSizes } from '../../data/board/board-query';
import type { Place } from './card-walk';

interface LeftBoard {
  /** Which of the boards it was. */
  board: string;
  place: Place | undefined;
  sizes: ColumnSizes;
}

let left: LeftBoard | undefined;

/** From a card into a thread, from where the way back leads to that card. */
export const leaveBoard = (one: LeftBoard): void => void (left = one);

/** As it was left, until somebody has come back. */
export const leftBoard = (board: string): LeftBoard | undefined => (left?.board === board ? left : undefined);

export const forgetLeft = (): void => void (left = undefined);
