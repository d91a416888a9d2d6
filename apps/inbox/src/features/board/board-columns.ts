import type { BoardCard, BoardColumn } from '@filo/contracts/http';

/** From left to right. */
export const boardColumns = [
  'act-now',
  'today',
  'watch',
  'handled',
] as const satisfies readonly BoardColumn[];

/** The cards of each column, in the server's order: the most severe first. */
export const byColumn = (cards: readonly BoardCard[]): { column: BoardColumn; cards: BoardCard[] }[] =>
  boardColumns.map((column) => ({ column, cards: cards.filter((card) => card.column === column) }));
