import type { BoardColumn } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { boardQuery, type ColumnSizes } from '../../data/board/board-query';
import { useNewsOfBoard } from './use-news-of-board';

const shownAtFirst = 50;

/** What the board shows, and of each column as many cards as the agent asked for; what comes in where one must act now is said. */
export function useBoard(source: string | undefined, watched: boolean) {
  const [sizes, setSizes] = useState<ColumnSizes>({});
  const asked = boardQuery(source, watched, sizes);
  const query = useQuery(asked);
  useNewsOfBoard(query.isPlaceholderData ? undefined : query.data?.cards, JSON.stringify(asked.queryKey));
  return {
    query,
    sizeOf: (column: BoardColumn): number => sizes[column] ?? shownAtFirst,
    resize: (column: BoardColumn, size: number) => setSizes((held) => ({ ...held, [column]: size })),
  };
}
